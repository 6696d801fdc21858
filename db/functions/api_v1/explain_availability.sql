create or replace function api_v1.explain_availability(resource_id bigint, at timestamptz)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_instants(resource_id, at);
    return sched_engine.explain(resource_id, at)::json;
end
$$;

comment on function api_v1.explain_availability(bigint, timestamptz) is
    'Why a machine is, or is not, planned to run at an instant

verdict: status (operating, maintenance, breakdown, shutdown, holiday, not_planned or not_generated),
capacity, the stretch and why, in a sentence. winner: the rule that decides, who entered it and when.
supporters: rules that apply with it. losers: rules it overrules, each with the reason. path: from the root,
what each resource has of its own. stored: whether the stored plan agrees with the rules of today. pending:
edits not applied to it yet. next: the next operating interval. Errors: SC001 unknown id, SC004 time.';

grant execute on function api_v1.explain_availability(bigint, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
