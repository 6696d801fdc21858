create or replace function sched_engine.check_people(p_sheets jsonb)
returns table (sheet text, line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        p.sheet,
        p.line,
        p.column_name,
        -- What would tell who somebody is stands in the file, and is written into no error that may be logged.
        case when p.column_name !~ '^(first_name|last_name|email|skills\..*)$' then left(p.value, 120) end,
        p.message,
        p.remedy
    from (
        select * from sched_engine.check_people_cells(p_sheets)
        union all
        select * from sched_engine.check_people_keys(p_sheets)
        union all
        select * from sched_engine.check_people_references(p_sheets)
        union all
        select * from sched_engine.check_people_values(p_sheets)
    ) as p
    order by p.sheet, p.line nulls first, p.column_name, p.message
$$;

comment on function sched_engine.check_people(jsonb) is
    'What is wrong with sheets of people to be imported and shows without writing them, by sheet and line; a null line:
the whole sheet. p_sheets: an object of rows (sched_engine.flat_rows) by sheet. Names, addresses and skills are not
repeated. Writes nothing.';
