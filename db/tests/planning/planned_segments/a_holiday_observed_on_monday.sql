-- Freedom Day 2025 was a Sunday; South Africa had the Monday off. With the calendar as shipped.
begin;
select plan(2);
\ir ../../small_plant.psql

update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset

select results_eq(
    $$select pg_temp.plan('M1', '2025-04-27', '2025-04-28')$$,
    array[
        '2025-04-28 D 06:00-14:00 holiday Freedom Day (observed)',
        '2025-04-28 A 14:00-22:00 holiday Freedom Day (observed)'
    ],
    'no operating rows in Durban'
);
select is(
    (
        select count(distinct s.schedule_date)
        from sched_engine.planned_segments(array[pg_temp.id('M1')], '2025-01-01', '2025-12-31') as s
        where s.schedule_status = 'holiday'
    ),
    11::bigint,
    'eleven working days lost in the year, two of thirteen entries are on a weekend'
);

select * from finish();
rollback;
