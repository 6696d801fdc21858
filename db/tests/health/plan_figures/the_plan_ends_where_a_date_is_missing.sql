begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2025-03-10 08:00Z';
select results_eq(
    'select f.with_patterns, f.horizon_days, f.without_plan_today from sched_engine.plan_figures() as f',
    'values (0::bigint, 0, 2::bigint)', 'nothing yet'
);
select pg_temp.assign('M1', '24_7', '2025-01-01', '2025-03-09') as ended \gset
select pg_temp.assign('M2', '24_7', '2025-01-01') as assignment \gset
select count(*) from sched_engine.generate(null, '2025-03-01', '2025-03-14') \gset
select count(*) from sched_engine.generate(null, '2025-03-16', '2025-03-31') \gset
select results_eq(
    'select f.with_patterns, f.horizon_days, f.without_plan_today from sched_engine.plan_figures() as f',
    'values (1::bigint, 5, 0::bigint)', 'the 10th to the 14th; what has ended does not count'
);
select count(*) from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-15', '2025-03-15') \gset
select is((select f.horizon_days from sched_engine.plan_figures() as f), 5, 'of the machine that is planned least');
update sched.resources set requires_scheduling = false where resource_code in ('M1', 'M2');
select is((select f.horizon_days from sched_engine.plan_figures() as f), null, 'no machine, no horizon');

select * from finish();
rollback;
