begin;
select plan(3);
\ir ../../small_plant.psql

set local sched.now = '2030-01-20 12:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
update sched.system_configuration set config_value = '2' where config_key = 'rolling_horizon_months';
select results_eq(
    'select * from sched_engine.extend_horizon()',
    $$values (date '2030-01-01', date '2030-03-31', 2, 180::bigint)$$,
    'from the first of this month, for every machine'
);
select is((select machines from sched_engine.extend_horizon()), 0, 'a second time there is nothing to do');
set local sched.now = '2030-02-01 00:00:00+00';
select is((select inserted from sched_engine.extend_horizon()), 60::bigint, 'next month adds a month');

select * from finish();
rollback;
