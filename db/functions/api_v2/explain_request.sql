create or replace function api_v2.explain_request(text)
returns void
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_http.explain_request('api_v2', $1);
end
$$;

comment on function api_v2.explain_request(text) is
    'Explain what is wrong with a request

As explain_request of the first version: the gateway calls it where PostgREST would not say what to write instead.
Always refuses: SC016, SC001 when there is no such function, or SC020 when the workforce is switched off.';

grant execute on function api_v2.explain_request(text)
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_employee;
