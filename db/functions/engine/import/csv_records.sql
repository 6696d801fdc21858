create or replace function sched_engine.csv_records(p_text text, p_delimiter text)
returns table (line integer, cells text[], broken text)
language plpgsql
immutable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    -- What str.strip() of Python takes off.
    v_blanks constant text := E' \t\n\r\u000b\u000c\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004'
        || E'\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
begin
    if position('"' in p_text) = 0 then
        return query
        select
            l.nr::integer,
            array(
                select btrim(c.cell, v_blanks)
                from unnest(string_to_array(l.text, p_delimiter)) with ordinality as c (cell, nr)
                order by c.nr
            ),
            null::text
        from string_to_table(replace(replace(p_text, E'\r\n', E'\n'), E'\r', E'\n'), E'\n')
            with ordinality as l (text, nr)
        where btrim(l.text, v_blanks || p_delimiter) <> ''
        order by l.nr;
        return;
    end if;

    return query
    -- A field and what ends it; one that starts with a quote is read to the quote that closes it, if there is one.
    with tokens as (
        select
            t.part[1] as field,
            t.part[2] <> p_delimiter as is_last,
            t.nr
        from regexp_matches(p_text || E'\n', replace(
            E'("(?:[^"]|"")*"|"[^D\r\n]*|[^"D\r\n][^D\r\n]*|)(D|\r\n|\r|\n)', 'D', p_delimiter
        ), 'g') with ordinality as t (part, nr)
    ),

    placed as (
        select
            t.nr,
            case
                when f.is_quoted then btrim(replace(substr(t.field, 2, length(t.field) - 2), '""', '"'), v_blanks)
                else btrim(t.field, v_blanks)
            end as cell,
            case when t.field like '"%' and not f.is_quoted then t.field end as broken,
            count(*) filter (where t.is_last) over (order by t.nr) - t.is_last::integer as record,
            count(*) filter (where t.is_last) over (order by t.nr) - t.is_last::integer + 1 + coalesce(
                sum(n.lines) over (order by t.nr rows between unbounded preceding and 1 preceding), 0
            ) as line
        from tokens as t
        cross join lateral (select t.field like '"%' and t.field ~ '^"([^"]|"")*"$' as is_quoted) as f
        cross join lateral (
            select case when f.is_quoted then regexp_count(t.field, E'\r\n|\r|\n') else 0 end as lines
        ) as n
    )

    select
        min(p.line)::integer,
        array_agg(p.cell order by p.nr),
        (array_agg(p.broken order by p.nr) filter (where p.broken is not null))[1]
    from placed as p
    group by p.record
    having bool_or(p.cell <> '' or p.broken is not null)
    order by p.record;
end
$$;

comment on function sched_engine.csv_records(text, text) is
    'The rows of a CSV text that are not blank (RFC 4180: quotes, doubled quotes and line ends inside of them), each with the
line it starts on, and its cells without the blanks around them. broken: a field whose quotes are wrong, if there is one.';
