create or replace function sched_engine.hide_headers(p_row jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select p_row || jsonb_build_object('headers', (
        select coalesce(jsonb_object_agg(h.name, 'not logged'), '{}') from jsonb_object_keys(p_row -> 'headers') as h (name)
    ))
$$;

comment on function sched_engine.hide_headers(jsonb) is
    'A webhook as the audit log has it: with the names alone of the headers that it is sent, since their values hold tokens.';
