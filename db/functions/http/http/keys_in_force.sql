create or replace function sched_http.keys_in_force(p_key_ids bigint[])
returns table (key_id bigint, scope_resource_id bigint)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        k.id,
        k.scope_resource_id
    from sched.api_keys as k
    where k.id = any(p_key_ids) and k.purpose = 'api' and k.revoked_at is null
        and coalesce(k.expires_at, 'infinity') > clock_timestamp()
$$;

comment on function sched_http.keys_in_force(bigint[]) is
    'Those of some API keys that are neither revoked nor expired, with the subtree each may see: who goes on listening.';

grant execute on function sched_http.keys_in_force(bigint[]) to sched_relay;
