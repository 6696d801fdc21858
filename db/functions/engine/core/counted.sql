create or replace function sched_engine.counted(p_number numeric, p_one text, p_many text default null)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select format('%s %s', p_number, case when p_number = 1 then p_one else coalesce(p_many, p_one || 's') end)
$$;

comment on function sched_engine.counted(numeric, text, text) is
    'A number with its noun, singular or plural: "1 machine", "2 machines", "0 entries" (p_many: entries).';
