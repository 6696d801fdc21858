create or replace function api_v1.explain_request(text)
returns void
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_http.explain_request('api_v1', $1);
end
$$;

comment on function api_v1.explain_request(text) is
    'Explain what is wrong with a request

The gateway calls it where PostgREST would not say what to write instead: names in camelCase, or parameters that a
function does not have, or lacks. The body is that of the request as text/plain; X-Asked is its path, X-Asked-Query its
query, and X-Asked-Members what the gateway would add to its body. Always refuses: SC016, or SC001 when there is no
such function.';

grant execute on function api_v1.explain_request(text)
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin;
