-- One call is one transaction and one step. No leases and no clean-up after a crash: what is being worked on is a
-- locked row, and a lock ends with its transaction.
create or replace function sched_engine.run_job_batch(p_job_id bigint default null)
returns table (job_id bigint, batch integer, outcome text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch sched.job_batches;
begin
    job_id := sched_engine.finish_job();
    outcome := 'finished';
    if job_id is null and p_job_id is not null then
        job_id := sched_engine.start_job(p_job_id, p_alone => true);
        outcome := 'started';
    end if;
    if job_id is null then
        select c.* into v_batch from sched_engine.claim_job_batch(p_job_id) as c;
        job_id := v_batch.job_id;
        batch := v_batch.number;
    end if;
    if batch is not null then
        outcome := sched_engine.generate_job_batch(v_batch);
    elsif job_id is null then
        job_id := sched_engine.start_job(p_job_id);
        outcome := 'started';
    end if;
    if job_id is null and exists (select from sched_engine.jobs_to_run(p_job_id)) then
        job_id := p_job_id;
        outcome := 'waiting';
    elsif job_id is null then
        return;
    end if;
    return next;
end
$$;

comment on function sched_engine.run_job_batch(bigint) is
    'Takes the next step of any job, or of this one and those it waits for: call it in transactions of its own until there
is no row, which means that nothing is left to do. Safe to call concurrently, and again after a crash. Outcome:
started, done (a batch), retry (it failed and will be tried again), failed (and its job with it), skipped (the job was
cancelled), finished (the job), waiting (others work on what is left, or it is to be tried later: come back).';

grant execute on function sched_engine.run_job_batch(bigint) to sched_relay;
