create or replace function sched_engine.check_people_cells(p_sheets jsonb)
returns table (sheet text, line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with sheets as materialized (
        select
            s.key as sheet,
            s.value as rows,
            k.types,
            k.needed,
            c.required
        from jsonb_each(p_sheets) as s
        cross join lateral sched_engine.people_sheet(s.key) as k
        cross join lateral sched_engine.import_columns(s.key) as c
    ),

    rows as materialized (
        select
            r.sheet,
            r.line,
            r.cells,
            s.needed,
            r.cells ->> s.required[1] as code
        from sched_engine.people_rows(p_sheets) as r
        inner join sheets as s on s.sheet = r.sheet
        where s.needed <> '{}'
    ),

    known as materialized (
        select 'departments' as sheet, d.department_code::text as code from sched.emp_departments as d
        union all
        select 'positions', p.position_code from sched.emp_positions as p
        union all
        select 'teams', t.team_code from sched.emp_teams as t
        union all
        select 'employees', e.employee_number from sched.emp_employees as e
    )

    select
        s.sheet,
        c.*
    from sheets as s
    cross join lateral sched_engine.check_cells(s.rows, s.types, s.required) as c
    union all
    select
        r.sheet,
        r.line,
        n.name,
        null,
        'The cell is empty.',
        'Fill it in.'
    from rows as r
    cross join lateral unnest(r.needed) as n (name)
    where r.cells -> n.name = 'null'
    union all
    select
        r.sheet,
        null,
        n.name,
        null,
        format('The column is missing, and %s it (first line %s).',
            sched_engine.counted(count(*), 'new row needs', 'new rows need'), min(r.line)),
        'Add the column, or correct the codes if these should be there already.'
    from rows as r
    cross join lateral unnest(r.needed) as n (name)
    where not r.cells ? n.name and r.code is not null
        and not exists (select from known as k where k.sheet = r.sheet and k.code = r.code)
    group by r.sheet, n.name
    order by 1, 2, 3
$$;

comment on function sched_engine.check_people_cells(jsonb) is
    'Cells of sheets of people that are no value of their column, or empty though needed; and columns that new rows
need.';
