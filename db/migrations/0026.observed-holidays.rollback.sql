-- The observed days go; entries by hand stay.
set local role sched_owner;

delete from sched.holidays as h
using sched.holiday_calendars as c, (values
    ('{US-MI}', 'New Year''s Eve', '2027-12-31', '2027-12-30'),
    ('{US-MI}', 'New Year''s Eve', '2028-12-31', '2028-12-29'),
    ('{US-MI}', 'New Year''s Eve', '2032-12-31', '2032-12-30'),
    ('{US-MI}', 'New Year''s Eve', '2034-12-31', '2034-12-29'),
    ('{CA,CA-MB,CA-NB,CA-NT,CA-NU,CA-ON}', 'Canada Day', '2029-07-01', '2029-07-02'),
    ('{CA,CA-MB,CA-NB,CA-NT,CA-NU,CA-ON}', 'Canada Day', '2035-07-01', '2035-07-02'),
    ('{CA-ON}', 'Christmas Day', '2033-12-25', '2033-12-27')
) as o (calendar_codes, holiday_name, holiday_date, observed_date)
where c.id = h.calendar_id and c.calendar_code = any(o.calendar_codes::text[])
    and h.holiday_name = o.holiday_name || ' (observed)' and h.holiday_date = o.observed_date::date
    and h.source = 'imported';
