create or replace function sched_engine.check_exception_cells(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select c.*
    from sched_engine.check_cells(
        p_rows,
        '{"resource_code": "text", "exception_type": "sched.exception_type",
        "impact_type": "sched.impact_type", "capacity_percent": "smallint",
        "start_local": "text", "description": "sched.title"}',
        '{resource_code,exception_type,start_local,description}'
    ) as c
$$;

comment on function sched_engine.check_exception_cells(jsonb) is
    'Cells of exceptions to be imported (sched_engine.flat_rows) that are no value of their column, or empty though needed.';
