begin;
select plan(7);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.add_pattern('NIGHT', 1, '0 22:00-06:00 N') as pattern \gset
select pg_temp.assign('SITE', 'NIGHT', '2025-01-01') as assignment \gset
select * from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-11') \gset

create function pg_temp.status(p_wall timestamp) returns text language sql as $$
    select s.schedule_status from sched_oee.status_at(pg_temp.id('M1'), p_wall at time zone 'Africa/Johannesburg') as s
$$;

select results_eq(
    $$select s.schedule_status, s.schedule_date, s.planned_end_time
        from sched_oee.status_at(pg_temp.id('M1'), '2025-03-11 03:00Z') as s$$,
    $$values ('operating', date '2025-03-10', timestamptz '2025-03-11 04:00Z')$$,
    'the stretch it lies in, of the date before'
);
select is(pg_temp.status('2025-03-11 12:00'), 'not_planned', 'between two shifts');
select is(pg_temp.status('2025-03-10 12:00'), 'not_planned', 'on the first date generated, where no shift would be');
select is(pg_temp.status('2025-03-10 03:00'), 'not_generated', 'in a shift of the date before, not generated');
select is(pg_temp.status('2025-03-12 03:00'), 'operating', 'in the last shift generated');
select is(pg_temp.status('2025-03-12 12:00'), 'not_generated', 'after it');
select is_empty('select * from sched_oee.status_at(0, now())', 'no such resource');

select * from finish();
rollback;
