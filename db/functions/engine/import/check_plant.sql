create or replace function sched_engine.check_plant(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        p.line,
        p.column_name,
        case when length(p.value) > 120 then left(p.value, 120) || '...' else p.value end,
        p.message,
        p.remedy
    from (
        select * from sched_engine.check_plant_columns(p_rows)
        union all
        select * from sched_engine.check_plant_cells(p_rows)
        union all
        select * from sched_engine.check_plant_references(p_rows)
        union all
        select * from sched_engine.check_plant_tree(p_rows)
    ) as p
    order by p.line nulls first, p.column_name, p.value
$$;

comment on function sched_engine.check_plant(jsonb) is
    'Everything that is wrong with a plant to be imported, by line; a null line: the whole file. No row:
it can be imported. p_rows is a JSON array of {"line": n, "values": {column: text}}. Writes nothing.';
