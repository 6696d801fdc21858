create or replace function sched_engine.cancel_job(p_job_id bigint)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_state sched.job_state;
begin
    perform sched_engine.check_given(p_job_id::text, 'job', 'Give its number, as the list of jobs shows it.');
    update sched.jobs as j
    set state = 'cancelled', finished_at = clock_timestamp()
    where j.id = p_job_id and j.state in ('queued', 'running');
    if not found then
        select j.state into v_state from sched.jobs as j where j.id = p_job_id;
        if v_state is null then
            perform sched_engine.refuse('SC001', format('There is no job %s.', p_job_id),
                'List the jobs and use the ids shown there.');
        elsif v_state <> 'cancelled' then
            perform sched_engine.refuse('SC015', format('Job %s has %s already.', p_job_id, v_state),
                'Only a job that is queued or running can be cancelled.');
        end if;
    end if;
end
$$;

comment on function sched_engine.cancel_job(bigint) is
    'Cancels a job: no further batch is started; what is done or in progress stays. SC001: unknown. SC015: it has ended. SC016:
not given.';
