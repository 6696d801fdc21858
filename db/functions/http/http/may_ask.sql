create or replace function sched_http.may_ask(p_role text, p_headers jsonb)
returns boolean
language sql
stable
parallel safe
as $$
    select case
        when starts_with(current_setting('request.path', true), '/rpc/') then has_function_privilege(
            p_role,
            to_regproc(
                quote_ident(sched_http.asked_schema(p_headers))
                || '.' || quote_ident(substr(current_setting('request.path', true), 6))
            ),
            'execute'
        )
        else has_table_privilege(
            p_role,
            to_regclass(
                quote_ident(sched_http.asked_schema(p_headers))
                || '.' || quote_ident(substr(current_setting('request.path', true), 2))
            ),
            sched_http.asked_privilege()
        )
    end
$$;

comment on function sched_http.may_ask(text, jsonb) is
    'Whether a role surely may do what the present HTTP request asks. When it is not sure, check_request looks closely: a
function may have several forms, a right may be one to columns, and what is asked for need not exist. Inlined into the query
that calls it.';
