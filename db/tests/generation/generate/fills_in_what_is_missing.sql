begin;
select plan(7);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
prepare run (date, date) as
select * from sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], $1, $2);

select results_eq(
    $$execute run('2025-03-10', '2025-03-14')$$, 'values (20::bigint, 0::bigint, 0::bigint, 0::bigint)',
    'five days, two shifts, two machines'
);
select results_eq(
    $$execute run('2025-03-10', '2025-03-14')$$, 'values (0::bigint, 0::bigint, 0::bigint, 20::bigint)',
    'a second run writes nothing'
);
select results_eq(
    $$execute run('2025-03-03', '2025-03-21')$$, 'values (40::bigint, 0::bigint, 0::bigint, 20::bigint)',
    'a longer one writes only what is missing on either side'
);
select is(
    (select g.dates from sched.generated_dates as g where g.resource_id = pg_temp.id('M1')),
    '{[2025-03-03,2025-03-22)}'::datemultirange, 'the dates are remembered, those without a shift too'
);
select set_eq(
    $$select resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
        capacity_percent, pattern_id, exception_id, holiday_id from sched.equipment_schedules$$,
    $$select * from sched_engine.planned_segments(null, '2025-03-03', '2025-03-21')$$,
    'what is stored is the plan'
);
select pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 06:00Z', '2025-03-10 08:00Z') as stop \gset
select results_eq(
    $$execute run('2025-03-03', '2025-03-21')$$, 'values (0::bigint, 0::bigint, 0::bigint, 60::bigint)',
    'dates that have been generated are left alone'
);
select is_empty(
    $$select * from sched.equipment_schedules where generated_at <> now()$$, 'rows say when they were written'
);

select * from finish();
rollback;
