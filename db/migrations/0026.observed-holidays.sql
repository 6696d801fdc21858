-- Days that are observed in place of a holiday, and that the calendars shipped so far lack:
-- - US-MI: New Year's Eve on Friday or Sunday (Michigan Court Rule 8.110(D)(2))
-- - CA, CA-MB, CA-NB, CA-NT, CA-NU, CA-ON: Canada Day on Sunday (Holidays Act, R.S.C. 1985, c. H-5, s. 2(2))
-- - CA-ON: Christmas Day on Sunday (Legislation Act, 2006 (Ontario), s. 88(5))
-- Only where the calendar still has the imported holiday itself. Entries by hand are left alone.
--
-- Printed by `python -m equipment_scheduling.holidays_data observed`.
set local role sched_owner;

insert into sched.holidays (calendar_id, holiday_name, holiday_date, source)
select
    h.calendar_id,
    h.holiday_name || ' (observed)',
    o.observed_date::date,
    'imported'
from (values
    ('{US-MI}', 'New Year''s Eve', '2027-12-31', '2027-12-30'),
    ('{US-MI}', 'New Year''s Eve', '2028-12-31', '2028-12-29'),
    ('{US-MI}', 'New Year''s Eve', '2032-12-31', '2032-12-30'),
    ('{US-MI}', 'New Year''s Eve', '2034-12-31', '2034-12-29'),
    ('{CA,CA-MB,CA-NB,CA-NT,CA-NU,CA-ON}', 'Canada Day', '2029-07-01', '2029-07-02'),
    ('{CA,CA-MB,CA-NB,CA-NT,CA-NU,CA-ON}', 'Canada Day', '2035-07-01', '2035-07-02'),
    ('{CA-ON}', 'Christmas Day', '2033-12-25', '2033-12-27')
) as o (calendar_codes, holiday_name, holiday_date, observed_date)
inner join sched.holiday_calendars as c
    on c.calendar_code = any(o.calendar_codes::text[]) and c.country_code = left(c.calendar_code, 2)
inner join sched.holidays as h
    on c.id = h.calendar_id and o.holiday_name = h.holiday_name and o.holiday_date::date = h.holiday_date
where h.source = 'imported'
on conflict do nothing;
