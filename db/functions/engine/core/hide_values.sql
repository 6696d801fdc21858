create or replace function sched_engine.hide_values(p_table text, p_row jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_table = 'webhook_subscriptions' then sched_engine.hide_headers(p_row)
        else sched_engine.hide_person(p_row)
    end
$$;

comment on function sched_engine.hide_values(text, jsonb) is
    'A row of a table with webhooks or people as the audit log may hold it.';
