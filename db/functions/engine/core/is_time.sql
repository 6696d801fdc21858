create or replace function sched_engine.is_time(p_text text)
returns boolean
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        p_text ~ '^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?\s*(Z|[+-]\d\d(:?\d\d)?)?$'
        and pg_input_is_valid(p_text, 'sched.plan_instant'), false
    )
$$;

comment on function sched_engine.is_time(text) is
    'Whether a text is a time as people and programs write it: 2026-12-24 10:00, with an offset or without, and with parts of a
second or without.';
