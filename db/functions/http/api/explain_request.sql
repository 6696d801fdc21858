create or replace function sched_http.explain_request(p_schema text, p_body text)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_path constant text := sched_http.request_header('X-Asked');
begin
    perform sched_engine.check_given(v_path, 'request', 'Give its path in the header X-Asked.');
    perform sched_http.refuse_names(p_schema, v_path, sched_http.given_names(
        v_path ~ '^/rpc/',
        sched_http.request_header('X-Asked-Query'),
        p_body,
        sched_http.request_header('X-Asked-Members')
    ));
end
$$;

comment on function sched_http.explain_request(text, text) is
    'Refuses the request that the headers X-Asked, X-Asked-Query and X-Asked-Members and this body describe, and says
what is wrong with it (sched_http.refuse_names).';
