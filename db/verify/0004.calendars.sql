select
    c.calendar_code,
    h.source,
    a.priority
from sched.holiday_calendars as c
inner join sched.holidays as h on c.id = h.calendar_id
inner join sched.resource_calendar_assignments as a on c.id = a.calendar_id
where false;
