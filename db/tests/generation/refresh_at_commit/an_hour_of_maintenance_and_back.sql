begin;
select plan(5);
\ir ../../small_plant.psql

set local sched.now = '2030-01-01 00:00:00+00';
select pg_temp.add_pattern('EARLY', 7, '1 06:00-14:00 D') as pattern \gset
select pg_temp.assign('M1', 'EARLY', '2030-01-01') as assignment \gset
select * from sched_engine.generate(array[pg_temp.id('M1')], '2030-03-01', '2030-03-31') \gset
create temp table before as select s.*, s.ctid as place from sched.equipment_schedules as s;
set constraints all immediate;
set constraints all deferred;

select pg_temp.stop('M1', 'maintenance', 'belt', '2030-03-04 08:00+00', '2030-03-04 10:00+00') as stop \gset
set constraints all immediate;
select results_eq(
    $$select schedule_status::text, sum(planned_end_time - planned_start_time), count(*)
    from sched.equipment_schedules where schedule_date = '2030-03-04' group by 1 order by 1$$,
    $$values ('maintenance', interval '2 hours', 1::bigint), ('operating', interval '6 hours', 2)$$,
    'three rows: 2 h of maintenance, 6 h of operation'
);
select is((select count(*) from sched.stale_dates), 0::bigint, 'nothing is left to do');

set constraints all deferred;
update sched.schedule_exceptions set is_active = false;
set constraints all immediate;
select results_eq(
    'select resource_id, planned_start_time, planned_end_time, schedule_status, exception_id
    from sched.equipment_schedules order by 2',
    'select resource_id, planned_start_time, planned_end_time, schedule_status, exception_id from before order by 2',
    'cancelling gives back exactly the row there was'
);
select results_eq(
    $$select jsonb_array_length(old_value), jsonb_array_length(new_value), cause @> '{"table": "schedule_exceptions"}'
    from sched.schedule_changes where change_kind = 'changed' order by id$$,
    $$values (1, 3, true), (3, 1, true)$$,
    'the feed tells both'
);
select is(
    (
        select count(*) from sched.equipment_schedules as s
        where not exists (select from before as b where b.place = s.ctid)
    ),
    1::bigint,
    'only the rows of that date were written again'
);

select * from finish();
rollback;
