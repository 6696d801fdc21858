create or replace function sched_engine.flat_rows(p_rows jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        jsonb_agg(
            jsonb_build_object('line', r.row -> 'line') || (
                select coalesce(jsonb_object_agg(c.key, sched_engine.cell_text(c.value)), '{}')
                from jsonb_each_text(r.row -> 'values') as c
            )
            order by r.nr
        ),
        '[]'
    )
    from jsonb_array_elements(p_rows) with ordinality as r (row, nr)
$$;

comment on function sched_engine.flat_rows(jsonb) is
    'Rows of a file, {"line": n, "values": {column: text}}, as flat objects; cells without text are null.';
