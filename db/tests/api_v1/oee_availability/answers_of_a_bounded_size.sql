begin;
select plan(6);
\ir ../../small_plant.psql

select pg_temp.assign('SITE', 'TWO_SHIFT', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
update sched.system_configuration set config_value = '61' where config_key = 'availability_machine_days';
create function pg_temp.machines(p_ids text, p_to date) returns integer language sql as $$
    select json_array_length(api_v1.oee_availability(p_ids, '2030-03-01', p_to) -> 'resources')
$$;

select is(pg_temp.machines(null, '2030-03-30'), 2, 'two machines for 30 days');
select throws_like($$select pg_temp.machines('', '2030-03-31')$$, '2 machines for 31 days %', 'but not for 31');
select throws_ok(
    format('select pg_temp.machines(%L, %L)', pg_temp.id('M1') || ',' || pg_temp.id('M2'), '2030-03-31'), 'SC004',
    null, 'nor when they are named'
);
select is(pg_temp.machines(pg_temp.id('M1')::text, '2030-03-31'), 1, 'one for 31 days');
select set_config('sched.scope', '{' || pg_temp.id('M1') || '}', true) \g /dev/null
select is(pg_temp.machines(null, '2030-03-31'), 1, 'and all that a limited key sees');
select throws_ok(
    $$select api_v1.oee_availability(null, '2030-03-01', 'infinity')$$, 'SC004', null, 'a period is checked first'
);

select * from finish();
rollback;
