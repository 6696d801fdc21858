begin;
select plan(6);
\ir ../../small_plant.psql

select pg_temp.assign('SITE', 'TWO_SHIFT', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
select is(
    sched_engine.export_machines('{}', '2030-03-01', '2030-03-31'), array[pg_temp.id('M1'), pg_temp.id('M2')], 'all with a plan'
);
select is(sched_engine.export_machines('{LINE}', '2031-03-01', '2031-03-31'), '{}', 'none then');
select throws_ok($$select sched_engine.export_machines('{NOPE}', '2030-03-01', '2030-03-31')$$, 'SC001');
update sched.system_configuration set config_value = '61' where config_key = 'export_machine_days';
select throws_ok($$select sched_engine.export_machines('{}', '2030-03-01', '2030-03-31')$$, 'SC004');
select pg_temp.id('M1') as m1 \gset
select set_config('sched.scope', '{' || :m1 || '}', true) \g /dev/null
select is(sched_engine.export_machines('{}', '2030-03-01', '2030-03-31'), array[:m1]::bigint[], 'a limited key sees its own');
select throws_ok($$select sched_engine.export_machines('{M2}', '2030-03-01', '2030-03-31')$$, 'SC001');

select * from finish();
rollback;
