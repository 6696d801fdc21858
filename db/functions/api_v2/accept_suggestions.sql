create or replace function api_v2.accept_suggestions(optimization_id bigint, suggestion_ids bigint[] default null)
returns table (suggestion_id bigint, suggestion_status text, reason text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select a.*
    from sched_engine.accept_suggestions(
        accept_suggestions.optimization_id, accept_suggestions.suggestion_ids
    ) as a;
    perform sched_http.hold_against_rules();
end
$$;

comment on function api_v2.accept_suggestions(bigint, bigint[]) is
    'Put suggested shifts into the roster

All that are open, or those of suggestion_ids. Each is looked at again: what no longer fits becomes stale, with the reason,
and the others go ahead, unless they break a work rule together. Errors: SC001 unknown run, SC026 work rule, SC050 not open.';

grant execute on function api_v2.accept_suggestions(bigint, bigint[]) to sched_workforce_planner;
