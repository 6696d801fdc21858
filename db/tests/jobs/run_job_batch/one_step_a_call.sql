begin;
select plan(11);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select set_config('app.current_user', 'anna', true) as acting_user \gset
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
prepare steps as select s.batch, s.outcome from sched_engine.run_job_batch() as s;

select is_empty('execute steps', 'there is nothing to do');
select sched_engine.create_generation_job(null, '2025-03-10', '2025-03-14', p_batch => 1) as job \gset
select is(
    sched_engine.create_generation_job(null, '2025-03-10', '2025-03-14', p_batch => 1, p_resume => true),
    :job::bigint, 'the same again can be had once'
);
select results_eq(
    $$select state::text, percent, batches, machines from sched_engine.job_overview$$,
    $$values ('queued', 0, 2, 2)$$, 'a batch for each machine'
);
select results_eq('execute steps', $$values (null::integer, 'started')$$, 'it is started');
select set_config('app.current_user', 'worker', true) as acting_user \gset
select results_eq('execute steps', $$values (1, 'done')$$, 'the first batch');
select results_eq(
    $$select state::text, percent, rows_written, estimated_end is not null, result is null from sched_engine.job_overview$$,
    $$values ('running', 50, 10::bigint, true, true)$$, 'half of it'
);
select results_eq('execute steps', $$values (2, 'done')$$, 'the second');
select results_eq('execute steps', $$values (null::integer, 'finished')$$, 'it is finished');
select is_empty('execute steps', 'nothing is left');
select is(
    (select (j.result -> 'generated_count')::text || ' ' || j.state::text from sched_engine.job_overview as j),
    '20 completed', 'its result'
);
select set_eq(
    'select changed_by from sched.schedule_changes', array['anna'], 'in the name of whoever asked for it'
);

select * from finish();
rollback;
