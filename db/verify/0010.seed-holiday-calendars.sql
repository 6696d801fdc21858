select 1 / count(*)
from sched.holiday_calendars as c
inner join sched.holidays as h on c.id = h.calendar_id
where c.calendar_code = 'ZA' and h.holiday_date = '2025-04-28';
