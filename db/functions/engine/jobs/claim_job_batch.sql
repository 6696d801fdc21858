create or replace function sched_engine.claim_job_batch(p_job_id bigint default null)
returns setof sched.job_batches
language plpgsql
volatile
rows 1
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select b.*
    from sched.jobs as j
    inner join sched.job_batches as b on b.job_id = j.id
    where j.state = 'running' and b.state = 'queued'
        -- No pause is longer: what is to come later was written before the clock was set back.
        and coalesce(b.next_attempt_at, '-infinity') not between clock_timestamp() and clock_timestamp() + interval '10 min'
        and j.id in (select w.id from sched_engine.jobs_to_run(p_job_id) as w (id))
        and not exists (
            select
            from sched.jobs as e
            inner join sched.job_batches as o on o.job_id = e.id
            where e.id < j.id and e.state in ('queued', 'running') and o.state = 'queued' and o.ids && b.ids
        )
    order by j.id is distinct from p_job_id, j.id, b.attempts, b.number
    limit 1
    for update of b skip locked;
end
$$;

comment on function sched_engine.claim_job_batch(bigint) is
    'Locks the next batch that is due, that nobody works on and that no earlier job with the same machines is in the way of,
until the end of the transaction; of this job first when one is given. No row: there is none.';
