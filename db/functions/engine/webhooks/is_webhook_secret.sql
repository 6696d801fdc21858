create or replace function sched_engine.is_webhook_secret(p_secret text)
returns boolean
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        case when p_secret ~ '^whsec_([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'
            then octet_length(decode(substring(p_secret from 7), 'base64')) between 24 and 64
        end,
        false
    )
$$;

comment on function sched_engine.is_webhook_secret(text) is
    'Whether a text is a secret as Standard Webhooks has them: whsec_ and the base64 of 24 to 64 bytes, which are the key.';
