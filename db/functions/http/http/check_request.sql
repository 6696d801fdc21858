-- PostgREST would refuse it too, but to a request with an API key with 401: it knows of tokens only.
create or replace function sched_http.check_request(p_role text, p_headers jsonb)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_method constant text := coalesce(current_setting('request.method', true), '');
    v_path constant text[] := string_to_array(trim('/' from current_setting('request.path', true)), '/');
    v_privilege constant text := sched_http.asked_privilege();
    v_schema constant text := sched_http.asked_schema(p_headers);
    v_is_allowed boolean;
begin
    if v_path[1] = 'rpc' then
        v_is_allowed := (
            select bool_or(has_function_privilege(p_role, p.oid, 'execute'))
            from pg_catalog.pg_proc as p
            where p.pronamespace = to_regnamespace(quote_ident(v_schema)) and p.proname = v_path[2]
        );
    else
        v_is_allowed := (
            select has_table_privilege(p_role, c.oid, v_privilege)
                or (v_privilege <> 'delete' and has_any_column_privilege(p_role, c.oid, v_privilege))
            from pg_catalog.pg_class as c
            where c.relnamespace = to_regnamespace(quote_ident(v_schema)) and c.relname = v_path[1]
                and c.relkind in ('r', 'v', 'm', 'f', 'p')
        );
    end if;
    if v_is_allowed then
        return;
    elsif p_role = 'sched_anon' and v_is_allowed is not null then
        perform sched_engine.refuse('SC014', format('/%s needs an API key or a token.', array_to_string(v_path, '/')),
            'Send a key as X-API-Key: ... or a token as Authorization: Bearer ...');
    elsif v_is_allowed is not null then
        perform sched_engine.refuse('42501', format('The role %s may not %s /%s.', p_role, v_method,
            array_to_string(v_path, '/')), 'Use a key or a token of a role that may.');
    end if;
end
$$;

comment on function sched_http.check_request(text, jsonb) is
    'Refuses the present HTTP request when the role has no right to its endpoint: SC014 without credentials, else 42501.
Endpoints that do not exist are left to PostgREST, and so is what a request touches beside its endpoint.';
