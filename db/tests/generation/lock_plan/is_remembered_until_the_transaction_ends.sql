begin;
select plan(6);
\ir ../../small_plant.psql

prepare mark as select nullif(current_setting('sched.plan_locked_through', true), '')::bigint;
set local lock_timeout = '7s';
select sched_engine.lock_plan('{}') is null as nothing \gset
select results_eq('mark', array[null::bigint], 'nothing is locked');
savepoint before;
select sched_engine.lock_plan(array[pg_temp.id('M2'), pg_temp.id('M1'), null, -1]) is null as locked \gset
select results_eq('mark', array[pg_temp.id('M2')], 'the last machine in the order of ids');
select sched_engine.lock_plan(array[pg_temp.id('M1')]) is null as again \gset
select results_eq('mark', array[pg_temp.id('M2')], 'an earlier one changes nothing');
select is(current_setting('lock_timeout'), '7s', 'lock_timeout is what it was');
rollback to savepoint before;
select results_eq('mark', array[null::bigint], 'what is taken back is not locked');
select is(current_setting('lock_timeout'), '7s', 'nor does that change lock_timeout');

select * from finish();
rollback;
