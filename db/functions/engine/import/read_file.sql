create or replace function sched_engine.read_file(
    p_kind text, p_text text, p_sheet jsonb, out rows jsonb, out problems jsonb, out is_readable boolean
)
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
            null::jsonb as bad,
            row_number() over (order by r.line) as nr
        from file as f
        cross join lateral sched_engine.csv_records(f.text, f.delimiter) as r
        union all
        select
            (s.record ->> 'line')::integer,
            array(select jsonb_array_elements_text(s.record -> 'cells')),
            null,
            s.record -> 'bad',
            s.nr
        from jsonb_array_elements(p_sheet) with ordinality as s (record, nr)
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
            r.bad,
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
            where p_text is not null and not exists (select from file)
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
                b.names[:cardinality(b.cells)],
                (
                    case
                        when b.bad is null then b.cells
                        else array(
                            select case when b.bad ? c.nr::text then '' else c.cell end
                            from unnest(b.cells) with ordinality as c (cell, nr)
                            order by c.nr
                        )
                    end
                )[:b.width]
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
                    'line', w.line, 'column_name', w.column_name, 'value', w.value, 'message', w.message, 'remedy', w.remedy
                ) order by w.line, w.nr)
                from (
                    select
                        b.line,
                        0 as nr,
                        null as column_name,
                        null as value,
                        format('The row has %s, the header has %s.',
                            sched_engine.counted(cardinality(b.cells), 'cell'), b.width) as message,
                        'Complete it; text that contains the separator must be in double quotes.' as remedy
                    from body as b
                    where cardinality(b.cells) < b.width or array_to_string(b.cells[b.width + 1:], '') <> ''
                    union all
                    select
                        b.line,
                        c.nr::integer,
                        b.names[c.nr::integer],
                        left(b.cells[c.nr::integer], 120),
                        c.why ->> 'message',
                        c.why ->> 'remedy'
                    from body as b
                    cross join lateral jsonb_each(b.bad) as c (nr, why)
                    where c.nr::integer <= b.width
                ) as w
            )
        ),
        not exists (select from refused)
$$;

comment on function sched_engine.read_file(text, text, jsonb) is
    'Reads a file of resources, patterns, calendars or exceptions (p_kind): p_text is CSV (comma, semicolon or tab; an
apostrophe before a formula is none of the text), or p_sheet the rows of a workbook that are not blank,
[{"line": n, "cells": [text], "bad": {"place in cells": {"message": text, "remedy": text}}}], bad where a cell cannot be
used. The first row names the columns; blank rows do not count. Returns the rows as the importing functions take them,
[{"line": n, "values": {column: text}}], and what is wrong, as in sched_engine.refuse_import; null when nothing is. Where
the file as a whole cannot be read, is_readable is false, and the one problem says why.';
