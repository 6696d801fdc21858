create or replace function sched_engine.fail_optimization(p_optimization_id bigint, p_error text)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update sched.emp_optimizations as o
    set state = 'failed', error = p_error, finished_at = clock_timestamp()
    where o.id = p_optimization_id and o.state = 'running';
    perform pg_advisory_unlock(sched_engine.optimization_lock(), p_optimization_id::integer);
end
$$;

comment on function sched_engine.fail_optimization(bigint, text) is 'Ends a run of the optimizer without suggestions, and says why.';

grant execute on function sched_engine.fail_optimization(bigint, text) to sched_relay;
