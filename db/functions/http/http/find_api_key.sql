create or replace function sched_http.find_api_key(p_key text, p_purpose sched.key_purpose default 'api')
returns sched.api_keys
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_key sched.api_keys;
    v_problem text;
begin
    select k.* into v_key from sched_http.keys_usable(p_key, p_purpose) as k;
    if found then
        return v_key;
    end if;

    select k.* into v_key
    from sched.api_keys as k
    where k.key_hash = sha256(convert_to(p_key, 'UTF8'));

    -- Whoever has the key may know what became of it; to anybody else all keys are unknown.
    v_problem := case
        when v_key.id is null then 'is not known'
        when v_key.revoked_at is not null then format('(%s) was revoked', v_key.key_name)
        when v_key.expires_at <= now() then format('(%s) has expired', v_key.key_name)
        else format('(%s) is for calendar feeds only', v_key.key_name)
    end;
    perform sched_engine.refuse('SC014', format('This API key %s.', v_problem),
        'Ask an administrator for a key: sched keys create.');
    return null;
end
$$;

comment on function sched_http.find_api_key(text, sched.key_purpose) is
    'The key that this text is. Refuses (SC014) one that is unknown, revoked, expired or made for something else; a key for
the API opens calendar feeds too.';
