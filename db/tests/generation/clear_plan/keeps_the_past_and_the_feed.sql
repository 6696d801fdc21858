begin;
select plan(9);
\ir ../../small_plant.psql
set local sched.now = '2025-03-01 08:00Z';

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform * from sched_engine.generate(null, '2025-03-03', '2025-03-31');
end $$;
create temporary table planned as
select s.* from sched.equipment_schedules as s where s.resource_id = pg_temp.id('M1');

set local sched.now = '2025-03-12 08:00Z';
select results_eq(
    $$select c.resource_count, c.first_date, c.last_date
        from sched_engine.clear_plan(array[pg_temp.id('M1')], '2025-03-03', '2025-03-20') as c$$,
    $$values (1::bigint, date '2025-03-13', date '2025-03-20')$$,
    'what has begun is kept'
);
select results_eq(
    $$select g.dates from sched.generated_dates as g where g.resource_id = pg_temp.id('M1')$$,
    array[datemultirange '{[2025-03-03,2025-03-13),[2025-03-21,2025-04-01)}'],
    'the dates are not generated any more'
);
select is_empty(
    $$select s.* from sched.equipment_schedules as s
        where s.resource_id = pg_temp.id('M1') and s.schedule_date between '2025-03-13' and '2025-03-20'$$,
    'and have no rows'
);
select is(
    (select count(*) from sched.schedule_changes as c where c.cause = '{"run": "clear"}' and c.new_value = '[]'),
    6::bigint, 'the feed has each date that had rows'
);

set local sched.now = '2025-03-12 09:00Z';
create function pg_temp.known(p_at timestamptz) returns setof text language sql as $$
    select concat_ws(' ', k.schedule_date, k.planned_start_time)
    from sched_engine.planned_segments_as_known(array[pg_temp.id('M1')], '2025-03-03', '2025-03-31', p_at) as k
    order by k.planned_start_time
$$;
select results_eq(
    $$select pg_temp.known('2025-03-12 07:00Z')$$,
    $$select concat_ws(' ', p.schedule_date, p.planned_start_time) from planned as p order by p.planned_start_time$$,
    'the plan as it was known before has them all'
);
do $$ begin perform * from sched_engine.generate(null, '2025-03-03', '2025-03-31'); end $$;
select results_eq(
    $$select pg_temp.known('2025-03-12 07:00Z')$$,
    $$select concat_ws(' ', p.schedule_date, p.planned_start_time) from planned as p order by p.planned_start_time$$,
    'also when they have been generated again'
);
select is_empty(
    $$select k from pg_temp.known('2025-03-12 08:30Z') as k where k between '2025-03-13' and '2025-03-20Z'$$,
    'and in between they were not planned'
);

update sched.system_configuration set config_value = '2025-03-15' where config_key = 'period_lock_date';
select throws_ok(
    $$select sched_engine.clear_plan(array[pg_temp.id('M1')], '2025-03-15', '2025-03-20', true)$$, 'SC010', null,
    'nothing is cleared in a locked period'
);
select is(
    (select c.deleted from sched_engine.clear_plan(array[pg_temp.id('M1')], '2025-03-16', '2025-03-17') as c),
    2::bigint, 'but after it'
);

select * from finish();
rollback;
