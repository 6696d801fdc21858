create or replace function sched_engine.read_json_rows(p_rows jsonb, p_kind text, out rows jsonb, out problems jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with elements as (
        select
            e.item,
            e.nr::integer as line
        from jsonb_array_elements(case when jsonb_typeof(p_rows) = 'array' then p_rows else '[]' end)
            with ordinality as e (item, nr)
    ),

    -- Facts may be given together, and lists as lists.
    cells as materialized (
        select
            e.line,
            c.name,
            case
                when jsonb_typeof(c.value) = 'array' and c.name = 'calendar_codes'
                    then (select string_agg(i.code, ';' order by i.nr)
                        from jsonb_array_elements_text(c.value) with ordinality as i (code, nr))
                when jsonb_typeof(c.value) not in ('array', 'object') then coalesce(c.value #>> '{}', '')
            end as cell,
            c.name = any(k.known) or (coalesce(starts_with(c.name, k.prefix), false) and c.name <> k.prefix) as is_known,
            k.known
        from elements as e
        cross join sched_engine.import_columns(p_kind) as k
        cross join lateral (
            select m.key as name, m.value
            from jsonb_each(case when jsonb_typeof(e.item) = 'object' then e.item else '{}' end) as m
            where not (m.key = 'metadata' and k.prefix is not null and jsonb_typeof(m.value) = 'object')
            union all
            select k.prefix || f.key, f.value
            from jsonb_each(case when jsonb_typeof(e.item -> 'metadata') = 'object' then e.item -> 'metadata' else '{}' end) as f
            where k.prefix is not null
        ) as c
    ),

    found as (
        select
            c.line,
            left(c.name, 120) as column_name,
            case when not c.is_known then 'There is no such column.' else 'This is neither text, a number, true nor false.' end
            as message,
            case
                when not c.is_known then 'Known are: ' || array_to_string(c.known, ', ') || '.'
                else 'Give a single value.'
            end as remedy
        from cells as c
        where not c.is_known or c.cell is null
        union all
        select e.line, null, 'The row is not an object.', 'Give each row as {"column": value}.'
        from elements as e
        where jsonb_typeof(e.item) <> 'object'
        union all
        select null, null, 'There is nothing to import, or more than 100,000 rows.',
            'Give a list of 1 to 100,000 rows, or import in parts.'
        where (select count(*) from elements) not between 1 and 100000
    )

    select
        (
            select jsonb_agg(jsonb_build_object('line', e.line, 'values', coalesce(v.cells, '{}')) order by e.line)
            from elements as e
            left join (
                select c.line, jsonb_object_agg(c.name, c.cell) as cells
                from cells as c
                where c.is_known
                group by c.line
            ) as v on v.line = e.line
        ),
        (
            select jsonb_agg(jsonb_build_object(
                'line', f.line, 'column_name', f.column_name, 'value', null, 'message', f.message, 'remedy', f.remedy
            ) order by f.line nulls first, f.column_name)
            from found as f
        )
$$;

comment on function sched_engine.read_json_rows(jsonb, text) is
    'Reads an array of objects as sched_engine.read_csv reads a file: a row each, its line being its place in the array. A
resource may have its facts as an object in metadata, and its calendar_codes as an array.';
