create or replace function sched_engine.read_csv(p_text text, p_kind text, out rows jsonb, out problems jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with file as materialized (
        select
            f.text,
            position('''' in f.text) > 0 as is_guarded,
            (
                select d.mark
                from unnest(array[',', ';', E'\t']) with ordinality as d (mark, nr)
                order by length(replace(split_part(ltrim(f.text, E' \t\r\n'), E'\n', 1), d.mark, '')), d.nr
                limit 1
            ) as delimiter
        from (select regexp_replace(p_text, '^\ufeff', '') as text) as f
        where f.text !~ '[\x01-\x08\x0e-\x1f]'
    ),

    records as materialized (
        select
            r.line,
            case
                when not f.is_guarded then r.cells
                else array(
                    select sched_engine.unguard_formula(c.cell) from unnest(r.cells) with ordinality as c (cell, nr) order by c.nr
                )
            end as cells,
            r.broken,
            row_number() over (order by r.line) as nr
        from file as f
        cross join lateral sched_engine.csv_records(f.text, f.delimiter) as r
    ),

    header as materialized (
        select
            r.broken is not null as is_broken,
            c.names,
            c.problems
        from records as r
        cross join lateral sched_engine.check_columns(r.cells, p_kind, r.line) as c
        where r.nr = 1
    ),

    body as materialized (
        select
            r.line,
            r.cells,
            r.broken,
            h.names,
            cardinality(h.names) as width
        from records as r
        cross join header as h
        where r.nr > 1 and h.problems is null
    ),

    -- What makes the whole file unreadable.
    refused as (
        select
            p.line,
            p.message,
            p.remedy
        from (
            select
                1 as nr,
                null::integer as line,
                'The file is a binary file, not CSV.' as message,
                'Save it as CSV in UTF-8.' as remedy
            where not exists (select from file)
            union all
            select
                2, null, 'The file is empty.',
                'Its first row must name the columns: ' || array_to_string(k.known, ', ') || '.'
            from sched_engine.import_columns(p_kind) as k
            where not exists (select from records)
            union all
            select
                3, min(r.line), 'Text in double quotes is not closed, or something follows the closing quote.',
                'Text in double quotes must end with one; inside it write "".'
            from records as r
            where r.broken is not null and (r.nr = 1 or exists (select from header as h where h.problems is null))
            having count(*) > 0
            union all
            select 4, null, 'The file has a header but no rows.', 'Add rows below it.'
            where exists (select from header as h where h.problems is null) and not exists (select from body)
            union all
            select 5, null, 'The file has more than 100,000 rows.', 'Import it in parts.'
            where (select count(*) from body) > 100000
        ) as p
        order by p.nr
        limit 1
    )

    select
        (
            select jsonb_agg(jsonb_build_object('line', b.line, 'values', jsonb_object(
                b.names[:cardinality(b.cells)], b.cells[:b.width]
            )) order by b.line)
            from body as b
            where not exists (select from refused)
        ),
        coalesce(
            (
                select jsonb_build_array(jsonb_build_object(
                    'line', r.line, 'column_name', null, 'value', null, 'message', r.message, 'remedy', r.remedy
                ))
                from refused as r
            ),
            (select h.problems from header as h),
            (
                select jsonb_agg(jsonb_build_object(
                    'line', b.line, 'column_name', null, 'value', null,
                    'message', format('The row has %s, the header has %s.', sched_engine.counted(cardinality(b.cells), 'cell'), b.width),
                    'remedy', 'Complete it; text that contains the separator must be in double quotes.'
                ) order by b.line)
                from body as b
                where cardinality(b.cells) < b.width or array_to_string(b.cells[b.width + 1:], '') <> ''
            )
        )
$$;

comment on function sched_engine.read_csv(text, text) is
    'Reads a CSV file of resources, patterns, calendars or exceptions (p_kind) as sched does: comma, semicolon or tab, the
first row names the columns, blank rows do not count, the apostrophe before a formula is none of the text. Returns its rows as the importing functions take them,
[{"line": n, "values": {column: text}}], and what is wrong with it, as in sched_engine.refuse_import; null when nothing is.';
