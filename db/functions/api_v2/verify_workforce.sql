create or replace function api_v2.verify_workforce()
returns table (point text, is_ok boolean, finding text, remedy text)
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        v.point,
        v.is_ok,
        v.finding,
        v.remedy
    from sched_engine.verify_workforce() as v
$$;

comment on function api_v2.verify_workforce() is
    'Check that the workforce is as it should be

A row for each point of the checklist after switching it on: whether it holds (null: not part of this version), what
was found, and what to do where it does not hold. Writes nothing.';

grant execute on function api_v2.verify_workforce() to sched_admin;
