create or replace function api_v2.verify_workforce()
returns table (point text, is_ok boolean, finding text, remedy text)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if coalesce(current_setting('sched.scope', true), '') not in ('', '{}') then
        perform sched_engine.refuse('SC013',
            'A key or token limited to a part of the plant may not check the workforce.',
            'Use a key or a token for the whole plant: what is counted is all of it.');
    end if;
    return query
    select
        v.point,
        v.is_ok,
        v.finding,
        v.remedy
    from sched_engine.verify_workforce() as v;
end
$$;

comment on function api_v2.verify_workforce() is
    'Check that the workforce is as it should be

A row for each point of the checklist after switching it on: whether it holds (null: not part of this version), what
was found, and what to do where it does not hold. Writes nothing. A key that is limited to a part of the
plant is refused (SC013).';

grant execute on function api_v2.verify_workforce() to sched_admin;
