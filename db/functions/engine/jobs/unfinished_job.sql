create or replace function sched_engine.unfinished_job(p_arguments jsonb, p_resource_ids bigint[])
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select j.id
    from sched.jobs as j
    where j.state in ('queued', 'running') and j.arguments = p_arguments
        and p_resource_ids = (
            select array_agg(i.id order by b.number, i.nr)
            from sched.job_batches as b
            cross join lateral unnest(b.resource_ids) with ordinality as i (id, nr)
            where b.job_id = j.id
        )
    order by j.id
    limit 1
$$;

comment on function sched_engine.unfinished_job(jsonb, bigint[]) is
    'The job that is queued or running with these arguments and machines; null when there is none.';
