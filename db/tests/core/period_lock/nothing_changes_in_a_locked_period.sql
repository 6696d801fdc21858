begin;
select plan(5);
\ir ../../small_plant.psql

set local sched.now = '2030-06-01 00:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
update sched.system_configuration set config_value = '2030-03-15' where config_key = 'period_lock_date';

select throws_ok(
    $$select pg_temp.stop('M1', 'breakdown', 'late', '2030-03-10 08:00+00', '2030-03-10 10:00+00')$$,
    'SC010', null, 'a late fact about a locked date is refused'
);
select lives_ok(
    $$select pg_temp.stop('M1', 'breakdown', 'late', '2030-03-20 08:00+00', '2030-03-20 10:00+00')$$,
    'after the lock it is not'
);
set constraints all immediate;
select is(
    (select count(*) from sched.equipment_schedules where schedule_status = 'breakdown'), 1::bigint, 'and is applied'
);
select throws_ok(
    $$select * from sched_engine.generate(null, '2030-02-01', '2030-02-10')$$,
    'SC010', null, 'missing dates of the period are not generated either'
);
select sched_engine.unassign_pattern(pg_temp.id('SITE'), '2030-01-01') as ended \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31', true, true, true) \gset
select results_eq(
    'select min(schedule_date), max(schedule_date) from sched.equipment_schedules',
    $$values (date '2030-03-01', date '2030-03-15')$$,
    'rewriting the past stops at the lock'
);

select * from finish();
rollback;
