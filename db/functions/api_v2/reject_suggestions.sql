create or replace function api_v2.reject_suggestions(optimization_id bigint, suggestion_ids bigint[] default null)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from api_v2.optimizations as o where o.id = reject_suggestions.optimization_id) then
        perform sched_engine.refuse('SC001',
            format('There is no run %s of the optimizer.', coalesce(reject_suggestions.optimization_id::text, '(not given)')),
            'List them: sched optimize list, or GET /api/v2/optimizations.');
    end if;
    return sched_engine.reject_suggestions(reject_suggestions.optimization_id, reject_suggestions.suggestion_ids);
end
$$;

comment on function api_v2.reject_suggestions(bigint, bigint[]) is
    'Reject suggested shifts

All that are open, or those of suggestion_ids; returns how many. Errors: SC001 unknown run, SC050 not open.';

grant execute on function api_v2.reject_suggestions(bigint, bigint[]) to sched_workforce_planner;
