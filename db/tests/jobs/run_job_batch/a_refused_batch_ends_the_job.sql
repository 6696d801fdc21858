begin;
select plan(6);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
update sched.system_configuration set config_value = '2025-03-31' where config_key = 'period_lock_date';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
select sched_engine.create_generation_job(null, '2025-03-10', '2025-04-14', p_batch => 1) as job \gset
prepare step as select s.batch, s.outcome from sched_engine.run_job_batch(:job) as s;

select results_eq('execute step', $$values (null::integer, 'started')$$, 'it is started');
select results_eq('execute step', $$values (1, 'failed')$$, 'a locked period is not tried again');
select is_empty('execute step', 'the rest is not run');
select matches(
    (select j.error from sched_engine.job_overview as j), 'Batch 1: The period up to 2025-03-31 is locked.*\[SC010\]',
    'it says why'
);
select throws_ok(format('select sched_engine.cancel_job(%s)', :job), 'SC015', null, 'there is nothing to cancel');
update sched.system_configuration set config_value = 'none' where config_key = 'period_lock_date';
select sched_engine.retry_job(:job);
select results_eq('execute step', $$values (1, 'done')$$, 'it goes on when the cause is gone');

select * from finish();
rollback;
