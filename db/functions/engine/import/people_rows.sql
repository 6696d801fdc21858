create or replace function sched_engine.people_rows(p_sheets jsonb, p_sheet text default null)
returns table (sheet text, line integer, cells jsonb)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    select
        s.key,
        (r.cells ->> 'line')::integer,
        r.cells - 'line'
    from jsonb_each(p_sheets) as s
    cross join lateral jsonb_array_elements(s.value) as r (cells)
    where s.key = coalesce(p_sheet, s.key)
$$;

comment on function sched_engine.people_rows(jsonb, text) is
    'The rows of the sheets of people, {sheet: rows as sched_engine.flat_rows makes them}; of one sheet (p_sheet), or
of all.';
