-- No imported Canada Day on a Sunday is left without its Monday: to divide by zero fails.
select 1 / (count(*) = 0)::integer as are_there
from sched.holidays as h
inner join sched.holiday_calendars as c on c.id = h.calendar_id
where c.calendar_code = 'CA' and c.country_code = 'CA' and h.holiday_name = 'Canada Day' and h.source = 'imported'
    and h.holiday_date in ('2029-07-01', '2035-07-01')
    and not exists (
        select from sched.holidays as o
        where o.calendar_id = h.calendar_id and o.holiday_name = 'Canada Day (observed)'
            and o.holiday_date = h.holiday_date + 1
    );
