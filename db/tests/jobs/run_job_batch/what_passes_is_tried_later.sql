-- A full disk does not end a job: the batch is tried again after a pause, until somebody has made room, for about a day.
begin;
select plan(11);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
select sched_engine.create_generation_job(null, '2025-03-10', '2025-03-14', p_batch => 10) as job \gset
prepare step as select s.batch, s.outcome from sched_engine.run_job_batch(:job) as s;
create function pg_temp.fill_up() returns trigger language plpgsql as $$
begin
    raise exception using errcode = '53100', message = 'could not extend file: No space left on device';
end
$$;
create trigger full_disk before insert on sched.equipment_schedules
for each row when (new.resource_id > 0) execute function pg_temp.fill_up();

select results_eq('execute step', $$values (null::integer, 'started')$$, 'it is started');
select results_eq('execute step', $$values (1, 'retry')$$, 'a full disk passes');
select results_eq('execute step', $$values (null::integer, 'waiting')$$, 'not at once, though');
select results_eq(
    $$select state::text, error from sched_engine.job_overview$$,
    $$values ('running', 'could not extend file: No space left on device [53100]')$$, 'it says why it waits'
);
update sched.job_batches set attempts = 100, next_attempt_at = clock_timestamp();
select results_eq('execute step', $$values (1, 'retry')$$, 'nor after hours');
select ok(
    (
        select next_attempt_at between clock_timestamp() + interval '9 min' and clock_timestamp() + interval '10 min'
        from sched.job_batches
    ),
    'by then in pauses of ten minutes'
);
update sched.job_batches set next_attempt_at = clock_timestamp() + interval '1 h';
select results_eq('execute step', $$values (1, 'retry')$$, 'a clock that was set back makes no pause longer');
select sched_engine.retry_job(:job);
select results_eq('execute step', $$values (1, 'retry')$$, 'whoever asks for it need not wait');
update sched.job_batches set attempts = 149, next_attempt_at = null;
select results_eq('execute step', $$values (1, 'failed')$$, 'in the end it has failed');

drop trigger full_disk on sched.equipment_schedules;
select sched_engine.retry_job(:job);
select results_eq('execute step', $$values (1, 'done')$$, 'with room on the disk it goes on');
select is((select error from sched_engine.job_overview), null, 'and all is well');

select * from finish();
rollback;
