create or replace function sched_engine.check_people_keys(p_sheets jsonb)
returns table (sheet text, line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with keys as materialized (
        select
            s.sheet,
            k.key
        from jsonb_object_keys(p_sheets) as s (sheet)
        cross join lateral sched_engine.people_sheet(s.sheet) as k
    ),

    rows as materialized (
        select
            r.sheet,
            r.line,
            k.key[1] as column_name,
            r.cells ->> k.key[1] as value,
            first_value(r.line) over (
                partition by r.sheet, array(select r.cells ->> c.name from unnest(k.key) as c (name)) order by r.line
            ) as first_line
        from sched_engine.people_rows(p_sheets) as r
        inner join keys as k on k.sheet = r.sheet
        where r.cells ->> k.key[1] is not null
    )

    select
        r.sheet,
        r.line,
        r.column_name,
        r.value,
        format('The same is on line %s already.', r.first_line),
        'Give it one row.'
    from rows as r
    where r.line > r.first_line
    union all
    -- Names of what stands in several rows.
    select
        r.sheet,
        r.line,
        n.column_name,
        n.name,
        format('%s has another name on line %s.', n.code, n.first_line),
        'Write the same name in every row, or leave the cell empty.'
    from (
        select
            r.sheet,
            r.line,
            c.column_name,
            c.code,
            c.name,
            first_value(r.line) over w as first_line,
            first_value(c.name) over w as first_name
        from sched_engine.people_rows(p_sheets, 'employees') as r
        cross join lateral (
            values
            ('department_name', r.cells ->> 'department_code', r.cells ->> 'department_name'),
            ('position_name', r.cells ->> 'position_code', r.cells ->> 'position_name')
        ) as c (column_name, code, name)
        where c.code is not null and c.name is not null
        window w as (partition by c.column_name, c.code order by r.line)
    ) as n
    inner join rows as r on r.sheet = n.sheet and r.line = n.line
    where n.name <> n.first_name
$$;

comment on function sched_engine.check_people_keys(jsonb) is
    'Rows of sheets of people that say the same thing twice, and names that differ for one code.';
