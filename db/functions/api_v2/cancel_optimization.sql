create or replace function api_v2.cancel_optimization(optimization_id bigint)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from api_v2.optimizations as o where o.id = cancel_optimization.optimization_id) then
        perform sched_engine.refuse('SC001',
            format('There is no run %s of the optimizer.', coalesce(cancel_optimization.optimization_id::text, '(not given)')),
            'List them: sched optimize list, or GET /api/v2/optimizations.');
    end if;
    perform sched_engine.cancel_optimization(cancel_optimization.optimization_id);
end
$$;

comment on function api_v2.cancel_optimization(bigint) is
    'Cancel a run of the optimizer

It ends within a second or two, without suggestions. Errors: SC001 unknown run, SC015 it has ended.';

grant execute on function api_v2.cancel_optimization(bigint) to sched_workforce_planner;
