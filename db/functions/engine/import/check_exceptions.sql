create or replace function sched_engine.check_exceptions(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('sched.plain_errors', 'on', true);
    return query
    with cells as materialized (select * from sched_engine.check_exception_cells(p_rows)),

    wrong as (
        select
            c.line,
            array_agg(c.column_name) as names
        from cells as c
        group by c.line
    )

    select p.*
    from (
        select * from cells
        union all
        select f.*
        from jsonb_array_elements(p_rows) as r (row)
        left join wrong as w on w.line = (r.row ->> 'line')::integer
        cross join lateral sched_engine.exception_faults(r.row, coalesce(w.names, '{}')) as f
    ) as p
    order by p.line, p.column_name, p.message;
    perform set_config('sched.plain_errors', '', true);
end
$$;

comment on function sched_engine.check_exceptions(jsonb) is
    'Everything that is wrong with exceptions to be imported (sched_engine.flat_rows) and shows without writing, by line.';
