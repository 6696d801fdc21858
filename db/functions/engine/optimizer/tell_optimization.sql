create or replace function sched_engine.tell_optimization(
    p_optimization_id bigint, p_cost bigint, p_bound bigint, p_seconds numeric
)
returns boolean
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    update sched.emp_optimizations as o
    set cost = p_cost, bound = p_bound, search_seconds = p_seconds
    where o.id = p_optimization_id and o.state = 'running';
    return found;
end
$$;

comment on function sched_engine.tell_optimization(bigint, bigint, bigint, numeric) is
    'Writes down how far a run of the optimizer has come. False: it is to end, somebody cancelled it.';

grant execute on function sched_engine.tell_optimization(bigint, bigint, bigint, numeric) to sched_relay;
