create or replace function sched_http.revoke_api_key(p_name text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_given(p_name, 'name', 'Give the name of a key in force.');
    update sched.api_keys as k
    set revoked_at = now(), revoked_by = sched_engine.acting_user()
    where k.key_name = p_name and k.revoked_at is null;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no API key %s in force.', p_name),
            'List the keys; a revoked key stays revoked.');
    end if;
end
$$;

comment on function sched_http.revoke_api_key(text) is
    'Revokes a key of the HTTP API: from the next request on it is refused.';
