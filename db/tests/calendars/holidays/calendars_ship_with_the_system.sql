begin;
select plan(5);

select results_eq(
    $$select c.calendar_code::text, c.calendar_name::text, c.country_code::text, c.region
        from sched.holiday_calendars as c
        where c.calendar_code in ('ZA', 'US-MI', 'GB-ENG', 'CA-ON')
        order by 1$$,
    $$values
        ('CA-ON', 'Canada: Ontario', 'CA', 'ON'), ('GB-ENG', 'United Kingdom: England', 'GB', 'ENG'),
        ('US-MI', 'United States: Michigan', 'US', 'MI'), ('ZA', 'South Africa', 'ZA', null)$$,
    'countries and their regions'
);
select results_eq(
    'select c.calendar_code::text from sched.holiday_calendars as c where c.is_default', array['ZA'],
    'one is the default'
);
select is_empty(
    $$select c.calendar_code, y.y
        from sched.holiday_calendars as c
        cross join generate_series(2024, 2035) as y (y)
        where not exists (
            select from sched.holidays as h
            where h.calendar_id = c.id and extract(year from h.holiday_date) = y.y and h.affects_scheduling
        )$$,
    'each has holidays in every year from 2024 to 2035'
);
select is_empty($$select * from sched.holidays as h where h.source <> 'imported'$$, 'all of them imported');
select is_empty(
    $$select * from sched.holidays as h where num_nonnulls(h.start_time, h.end_time, h.recurrence_rule) > 0$$,
    'whole days, each with its date'
);

select * from finish();
rollback;
