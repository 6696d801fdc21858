create or replace function sched_http.create_api_key(
    p_name text,
    p_role text,
    p_scope_id bigint default null,
    p_expires_at timestamptz default null,
    p_purpose sched.key_purpose default 'api'
)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- From PostgreSQL's source of strong random numbers: two times 122 bits.
    v_key constant text := 'sched_' || replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
begin
    perform sched_engine.check_given(p_role, 'role',
        'Roles: sched_viewer, sched_oee_reader, sched_planner, sched_admin.');
    if p_role not in ('sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin') then
        perform sched_engine.refuse('SC001', format('There is no API role %s.', p_role),
            'Roles: sched_viewer, sched_oee_reader, sched_planner, sched_admin.');
    elsif p_expires_at <= now() then
        perform sched_engine.refuse('SC004', format('API key %s would expire in the past, at %s.', p_name, p_expires_at),
            'Give a time in the future, or none for a key that does not expire.');
    elsif exists (select from sched.api_keys as k where k.key_name = p_name and k.revoked_at is null) then
        perform sched_engine.refuse('23505', format('There is an API key %s already.', p_name),
            'Choose another name, or revoke that key first.');
    end if;
    if p_scope_id is not null then
        perform sched_engine.check_visible(array[p_scope_id]);
    end if;
    insert into sched.api_keys (
        key_name, key_prefix, key_hash, role_name, scope_resource_id, purpose, expires_at, created_by
    )
    values (
        p_name, left(v_key, 14), sha256(convert_to(v_key, 'UTF8')), p_role, p_scope_id, p_purpose, p_expires_at,
        sched_engine.acting_user()
    );
    return v_key;
end
$$;

comment on function sched_http.create_api_key(text, text, bigint, timestamptz, sched.key_purpose) is
    'Creates a key of the HTTP API and returns it, once: only its hash is stored.';
