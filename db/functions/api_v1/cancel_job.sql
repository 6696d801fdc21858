create or replace function api_v1.cancel_job(job_id bigint)
returns api_v1.jobs
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job api_v1.jobs;
begin
    -- A job that is not visible is as unknown as one that does not exist.
    if job_id is not null and not exists (select from api_v1.jobs as j where j.id = job_id) then
        perform sched_engine.refuse('SC001', format('There is no job %s.', job_id),
            'List the jobs and use the ids shown there.');
    end if;
    perform sched_engine.cancel_job(job_id);
    select j.* into v_job from api_v1.jobs as j where j.id = job_id;
    return v_job;
end
$$;

comment on function api_v1.cancel_job(bigint) is
    'Cancel a job

No further batch is started; what is done or in progress stays. Returns the job. Cancelling it again changes nothing.
Errors: SC001 there is no such job; SC015 it has ended.';

grant execute on function api_v1.cancel_job(bigint) to sched_planner, sched_admin;
