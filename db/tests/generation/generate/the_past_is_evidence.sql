begin;
select plan(6);
\ir ../../small_plant.psql

set local sched.now = '2025-03-12 10:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01', '2025-03-10') as assignment \gset
select pg_temp.assign('M1', 'TWO_SHIFT', '2025-03-11') as newer \gset
create function pg_temp.run(p_rewrite_past boolean default false) returns text language sql as $$
    select concat_ws('/', inserted, updated, deleted, unchanged)
    from sched_engine.generate(
        array[pg_temp.id('M1')], '2025-03-10', '2025-03-14', true, p_rewrite_past => p_rewrite_past
    )
$$;

select is(pg_temp.run(), '10/0/0/0', 'what is missing can always be generated');
update sched.resource_pattern_assignments
set pattern_id = sched_engine.pattern_id('24_7')
where id in (:assignment, :newer);
select is(
    pg_temp.run(), '2/0/5/5', 'a new pattern changes the shifts ahead: not what began before Wednesday noon'
);
select is(
    (
        select min(s.planned_start_time)
        from sched.equipment_schedules as s
        where s.pattern_id = sched_engine.pattern_id('24_7')
    ),
    timestamptz '2025-03-12 22:00Z', 'the first shift of the new pattern is the next day''s'
);
select pg_temp.stop('M1', 'breakdown', 'Jam', '2025-03-10 06:00Z', '2025-03-10 07:00Z') as stop \gset
select is(pg_temp.run(), '2/1/0/6', 'an exception about the past applies');
select matches(pg_temp.run(true), '^[1-9]', 'the past can be rewritten on request');
select set_eq(
    $$select resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
        capacity_percent, pattern_id, exception_id, holiday_id from sched.equipment_schedules$$,
    $$select * from sched_engine.planned_segments(array[pg_temp.id('M1')], '2025-03-10', '2025-03-14')$$,
    'then it is the plan'
);

select * from finish();
rollback;
