create or replace function sched_engine.retry_job(p_job_id bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_state sched.job_state;
begin
    perform sched_engine.check_given(p_job_id::text, 'job', 'Give its number, as the list of jobs shows it.');
    select j.state into v_state from sched.jobs as j where j.id = p_job_id for update;
    if v_state is null then
        perform sched_engine.refuse('SC001', format('There is no job %s.', p_job_id),
            'List the jobs and use the ids shown there.');
    elsif v_state in ('completed', 'cancelled') then
        perform sched_engine.refuse('SC015', format('Job %s is %s.', p_job_id, v_state), 'Start a new one.');
    elsif v_state = 'failed' then
        update sched.job_batches as b
        set state = 'queued', attempts = 0, error = null, next_attempt_at = null
        where b.job_id = p_job_id and b.state = 'failed';
        update sched.jobs as j set state = 'running', finished_at = null, error = null where j.id = p_job_id;
    end if;
    update sched.job_batches as b
    set next_attempt_at = null
    where b.job_id = p_job_id and b.next_attempt_at > clock_timestamp();
end
$$;

comment on function sched_engine.retry_job(bigint) is
    'Lets a failed job continue with the batches that are not done, and one that is queued or running retry at once those that
wait for another attempt. SC001: unknown. SC015: it is completed or cancelled. SC016: not given.';
