create or replace function api_v2.cancel_optimization(optimization_id bigint)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.cancel_optimization(cancel_optimization.optimization_id);
end
$$;

comment on function api_v2.cancel_optimization(bigint) is
    'Cancel a run of the optimizer

It ends within a second or two, without suggestions. Errors: SC001 unknown run, SC015 it has ended.';

grant execute on function api_v2.cancel_optimization(bigint) to sched_workforce_planner;
