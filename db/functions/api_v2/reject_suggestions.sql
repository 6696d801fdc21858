create or replace function api_v2.reject_suggestions(optimization_id bigint, suggestion_ids bigint[] default null)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return sched_engine.reject_suggestions(reject_suggestions.optimization_id, reject_suggestions.suggestion_ids);
end
$$;

comment on function api_v2.reject_suggestions(bigint, bigint[]) is
    'Reject suggested shifts

All that are open, or those of suggestion_ids; returns how many. Errors: SC001 unknown run, SC050 not open.';

grant execute on function api_v2.reject_suggestions(bigint, bigint[]) to sched_workforce_planner;
