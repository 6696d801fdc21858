create or replace function sched_engine.finish_job()
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_job sched.jobs;
begin
    select j.* into v_job
    from sched.jobs as j
    where j.state = 'running'
        and not exists (select from sched.job_batches as b where b.job_id = j.id and b.state = 'queued')
    order by j.id
    limit 1
    for update skip locked;
    if v_job.id is null then
        return null;
    end if;
    perform set_config('sched.traceparent', coalesce(v_job.traceparent, ''), true);
    update sched.jobs as j set state = 'completed', finished_at = clock_timestamp() where j.id = v_job.id;
    if (v_job.arguments ->> 'notify_oee_systems')::boolean and exists (
        select from sched.job_batches as b where b.job_id = v_job.id and b.inserted + b.updated + b.deleted > 0
    ) then
        perform pg_notify('sched_generated', json_build_object(
            'start', v_job.arguments ->> 'start_date', 'end', v_job.arguments ->> 'end_date'
        )::text);
    end if;
    return v_job.id;
end
$$;

comment on function sched_engine.finish_job() is
    'Completes a running job all of whose batches are done. Null: there is none.';
