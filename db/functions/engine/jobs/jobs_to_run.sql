create or replace function sched_engine.jobs_to_run(p_job_id bigint default null)
returns setof bigint
language sql
stable
rows 5
set search_path = pg_catalog, pg_temp
as $$
    with recursive wanted as (
        select j.id
        from sched.jobs as j
        where j.state in ('queued', 'running') and (p_job_id is null or j.id = p_job_id)
        union
        select e.id
        from wanted as w
        inner join sched.jobs as e on e.id < w.id and e.state in ('queued', 'running')
        where exists (
            select
            from sched.job_batches as mine
            inner join sched.job_batches as earlier on earlier.ids && mine.ids
            where mine.job_id = w.id and mine.state = 'queued'
                and earlier.job_id = e.id and earlier.state = 'queued'
        )
    )

    select w.id from wanted as w
$$;

comment on function sched_engine.jobs_to_run(bigint) is
    'The unfinished jobs (NULL), or this one, if it is unfinished, and the earlier ones that it has to wait for.';
