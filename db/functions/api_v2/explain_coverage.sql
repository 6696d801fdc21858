create or replace function api_v2.explain_coverage(resource_id bigint, at timestamptz)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_instants(resource_id, at);
    return sched_engine.explain_coverage(resource_id, at)::json;
end
$$;

comment on function api_v2.explain_coverage(bigint, timestamptz) is
    'Why enough people, or too few, are there at an instant

verdict: status (covered, short or nobody_required), how many are missing, and why, in a sentence. requirements: each that
somebody is needed for, at, above and below the resource: why (how many for which machines), required, present, missing,
surplus, who is counted for it, and, where some are missing, who is not and why. pending: whether an edit waits to be
applied. People by number. Errors: SC001 unknown id, SC004 time.';

grant execute on function api_v2.explain_coverage(bigint, timestamptz) to sched_workforce_viewer;
