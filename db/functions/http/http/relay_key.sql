create or replace function sched_http.relay_key(p_key text)
returns table (key_id bigint, key_name text, role_name text, scope_resource_id bigint)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key sched.api_keys;
begin
    if p_key is null then
        perform sched_engine.refuse('SC014', 'This needs an API key.', 'Send it in the header X-API-Key: sched keys create.');
    end if;
    v_key := sched_http.find_api_key(p_key);
    if v_key.employee_id is not null then
        perform sched_engine.refuse('42501', 'A key of one person may not see the plan of machines.',
            'Use a key of a role that may.');
    end if;
    return query select v_key.id, v_key.key_name::text, v_key.role_name::text, v_key.scope_resource_id;
end
$$;

comment on function sched_http.relay_key(text) is
    'Who asks the relay for live events or a file: the id, name, role and subtree of an API key. SC014: no good key.
42501: one of a single person.';

grant execute on function sched_http.relay_key(text) to sched_relay;
