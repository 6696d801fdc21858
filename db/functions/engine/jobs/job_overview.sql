create or replace view sched_engine.job_overview as
select
    j.id,
    j.kind,
    j.state,
    case when b.machines > 0 then floor(100.0 * b.machines_done / b.machines)::integer else 100 end as percent,
    b.batches,
    b.batches_done,
    b.machines,
    b.machines_done,
    b.rows_written,
    e.estimated_end,
    case when j.state in ('completed', 'failed', 'cancelled') then json_build_object(
        'generated_count', b.inserted + b.updated,
        'resource_count', b.machines_done,
        'date_range', json_build_object('start', j.arguments -> 'start_date', 'end', j.arguments -> 'end_date'),
        'generation_time_ms', round(extract(epoch from j.finished_at - coalesce(j.started_at, j.finished_at)) * 1000),
        'scheduled_webhooks', (
            select count(distinct w.id)
            from sched.job_batches as i
            cross join lateral unnest(i.webhook_ids) as w (id)
            where i.job_id = j.id
        ),
        'inserted', b.inserted,
        'updated', b.updated,
        'deleted', b.deleted,
        'unchanged', b.unchanged
    ) end as result,
    coalesce(j.error, b.error) as error,
    j.arguments,
    j.scope,
    j.created_by,
    j.created_at,
    j.started_at,
    j.finished_at
from sched.jobs as j
cross join lateral (
    select
        count(*)::integer as batches,
        count(*) filter (where i.state = 'completed')::integer as batches_done,
        coalesce(sum(i.machines), 0)::integer as machines,
        coalesce(sum(i.machines) filter (where i.state = 'completed'), 0)::integer as machines_done,
        coalesce(sum(i.inserted + i.updated + i.deleted), 0)::bigint as rows_written,
        coalesce(sum(i.inserted), 0)::bigint as inserted,
        coalesce(sum(i.updated), 0)::bigint as updated,
        coalesce(sum(i.deleted), 0)::bigint as deleted,
        coalesce(sum(i.unchanged), 0)::bigint as unchanged,
        max(i.error) filter (where i.state = 'queued' and j.state = 'running') as error
    from sched.job_batches as i
    where i.job_id = j.id
) as b
-- At the speed of the last ten batches, so that a pause in between does not count for ever.
left join lateral (
    select greatest(clock_timestamp(), max(r.finished_at) + (max(r.finished_at) - min(r.started_at))
        * (b.machines - b.machines_done) / nullif(sum(r.machines), 0)) as estimated_end
    from (
        select i.started_at, i.finished_at, i.machines
        from sched.job_batches as i
        where i.job_id = j.id and i.state = 'completed'
        order by i.finished_at desc
        limit 10
    ) as r
) as e on j.state = 'running';

comment on view sched_engine.job_overview is
    'Jobs with their progress: machines and rows done so far, when the rest will be done at the present speed, and the result
of those that have ended, in the form in which sched_engine.generate gives it.';

alter view sched_engine.job_overview owner to sched_views;
