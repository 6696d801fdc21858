create or replace function sched_engine.start_job(p_job_id bigint default null, p_alone boolean default false)
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
    where j.state = 'queued' and (j.id = p_job_id or not p_alone)
        and j.id in (select w.id from sched_engine.jobs_to_run(p_job_id) as w (id))
    order by j.id is distinct from p_job_id, j.id
    limit 1
    for update skip locked;
    if v_job.id is not null then
        perform sched_engine.ensure_chunks(
            (v_job.arguments ->> 'start_date')::date, (v_job.arguments ->> 'end_date')::date
        );
        update sched.jobs as j set state = 'running', started_at = clock_timestamp() where j.id = v_job.id;
    end if;
    return v_job.id;
end
$$;

comment on function sched_engine.start_job(bigint, boolean) is
    'Starts a queued job, this one first when one is given, or only this one (p_alone): creates the
partitions that its batches would wait for each other to create. Null: there is none.';
