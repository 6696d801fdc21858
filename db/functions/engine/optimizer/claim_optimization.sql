create or replace function sched_engine.claim_optimization()
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_attempts smallint;
begin
    for v_id in
        select o.id from sched.emp_optimizations as o where o.state in ('queued', 'running') order by o.id limit 20
    loop
        continue when not pg_try_advisory_lock(sched_engine.optimization_lock(), v_id::integer);
        -- As it is now: whoever had the lock may have ended it.
        update sched.emp_optimizations as o
        set
            attempts = o.attempts + 1,
            state = case when o.attempts < 3 then 'running' else 'failed' end::sched.job_state,
            started_at = coalesce(o.started_at, clock_timestamp()),
            finished_at = case when o.attempts >= 3 then clock_timestamp() end,
            error = case when o.attempts >= 3 then 'Whoever worked on it ended three times before it was done.' end
        where o.id = v_id and o.state in ('queued', 'running')
        returning o.attempts into v_attempts;
        if v_attempts <= 3 then
            return v_id;
        end if;
        perform pg_advisory_unlock(sched_engine.optimization_lock(), v_id::integer);
    end loop;
    return null;
end
$$;

comment on function sched_engine.claim_optimization() is
    'Takes the next run of the optimizer that nobody works on, and returns its number. It is held by a lock of the session:
when the session ends, in whatever way, another may take the run, up to three times. Null: there is none.';

grant execute on function sched_engine.claim_optimization() to sched_relay;
