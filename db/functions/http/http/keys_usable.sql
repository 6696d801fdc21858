create or replace function sched_http.keys_usable(p_key text, p_purpose sched.key_purpose)
returns setof sched.api_keys
language sql
stable
parallel safe
as $$
    select k.*
    from sched.api_keys as k
    where k.key_hash = sha256(convert_to(p_key, 'UTF8'))
        and k.revoked_at is null
        and coalesce(k.expires_at, 'infinity') > now()
        and k.purpose in (p_purpose, 'api')
$$;

comment on function sched_http.keys_usable(text, sched.key_purpose) is
    'The key that this text is, if it is in force and made for this; a key for the API opens calendar feeds too. Inlined into the
query that calls it.';
