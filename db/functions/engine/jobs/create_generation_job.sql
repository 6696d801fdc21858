create or replace function sched_engine.create_generation_job(
    p_resource_ids bigint[],
    p_from date,
    p_to date,
    p_regenerate boolean default false,
    p_apply_holidays boolean default true,
    p_rewrite_past boolean default false,
    p_notify boolean default false,
    p_batch integer default null,
    p_resume boolean default false
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_batch constant integer := coalesce(p_batch, sched_engine.generation_batch(p_from, p_to));
    v_arguments constant jsonb := jsonb_build_object(
        'start_date', p_from, 'end_date', p_to, 'regenerate', p_regenerate, 'apply_holidays', p_apply_holidays,
        'rewrite_past', p_rewrite_past, 'notify_oee_systems', p_notify
    );
    v_ids bigint[];
    v_job bigint;
begin
    perform sched_engine.check_period(p_from, p_to);
    select array_agg(r.id order by r.hierarchy_path) into v_ids
    from sched.resources as r
    where (p_resource_ids is null or r.id = any(p_resource_ids))
        and (
            (r.requires_scheduling and r.is_active)
            or exists (select from sched.generated_dates as g where g.resource_id = r.id and g.dates <> '{}')
        );
    -- A regeneration that is repeated may be for an edit made since; filling in is the same whenever it is done.
    if p_resume and not p_regenerate then
        v_job := sched_engine.unfinished_job(v_arguments, v_ids);
    end if;
    if v_job is not null then
        return v_job;
    end if;

    delete from sched.jobs as j where j.finished_at < now() - interval '90 days';
    insert into sched.jobs (kind, arguments, scope, created_by, traceparent)
    values (
        'generate', v_arguments,
        (nullif(current_setting('sched.scope', true), '')::bigint[])[1], sched_engine.acting_user(),
        sched_engine.current_trace()
    )
    returning id into v_job;
    insert into sched.job_batches (job_id, number, resource_ids, ids)
    select
        v_job,
        (i.nr - 1) / v_batch + 1,
        array_agg(i.id order by i.nr),
        int8range(min(i.id), max(i.id), '[]')
    from unnest(v_ids) with ordinality as i (id, nr)
    group by (i.nr - 1) / v_batch;
    return v_job;
end
$$;

comment on function sched_engine.create_generation_job(
    bigint[], date, date, boolean, boolean, boolean, boolean, integer, boolean
) is
    'Queues the generation of those of these resources (NULL: all) that are planned, in batches of p_batch machines, and
returns the number of the job; sched_engine.run_job_batch does the work. Arguments as for sched_engine.generate; p_notify:
tell listeners of sched_generated at the end. p_resume: rather return the job that is unfinished and would do the very
same. Jobs are removed 90 days after they end. SC004: period.';
