create or replace function sched_engine.place_organisation(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    -- Those of the sheet first; a name beside the code in a row of an employee says the same.
    sheet := 'departments';
    with file as materialized (
        select distinct on (c.code)
            c.code,
            c.name,
            c.is_active
        from (
            select
                1 as nr,
                r.cells ->> 'department_code' as code,
                coalesce(r.cells ->> 'department_name', d.department_name) as name,
                (r.cells ->> 'is_active')::boolean as is_active
            from sched_engine.people_rows(p_sheets, 'departments') as r
            left join sched.emp_departments as d on d.department_code = r.cells ->> 'department_code'
            union all
            select 2, r.cells ->> 'department_code', r.cells ->> 'department_name', null
            from sched_engine.people_rows(p_sheets, 'employees') as r
        ) as c
        where c.code is not null and c.name is not null
        order by c.code, c.nr
    ),

    changed as (
        update sched.emp_departments as d
        set
            department_name = f.name,
            is_active = coalesce(f.is_active, d.is_active)
        from file as f
        where d.department_code = f.code
            and (d.department_name, d.is_active) is distinct from (f.name, coalesce(f.is_active, d.is_active))
        returning d.id
    ),

    added as (
        insert into sched.emp_departments (department_code, department_name, is_active)
        select
            f.code,
            f.name,
            coalesce(f.is_active, true)
        from file as f
        where not exists (select from sched.emp_departments as d where d.department_code = f.code)
        returning id
    )

    select
        (select count(*) from added as a),
        (select count(*) from changed as c)
    into inserted, updated;
    return next;

    sheet := 'positions';
    with file as materialized (
        select distinct on (c.code)
            c.code,
            c.name,
            d.id as department_id,
            c.is_active
        from (
            select
                1 as nr,
                r.line,
                r.cells ->> 'position_code' as code,
                coalesce(r.cells ->> 'position_name', p.position_name) as name,
                r.cells ->> 'department_code' as department_code,
                (r.cells ->> 'is_active')::boolean as is_active
            from sched_engine.people_rows(p_sheets, 'positions') as r
            left join sched.emp_positions as p on p.position_code = r.cells ->> 'position_code'
            union all
            select
                2,
                r.line,
                r.cells ->> 'position_code',
                r.cells ->> 'position_name',
                case
                    when exists (
                        select from sched.emp_positions as p where p.position_code = r.cells ->> 'position_code'
                    ) then null
                    when r.cells ->> 'department_code' is not null then r.cells ->> 'department_code'
                    else (
                        select d.department_code
                        from sched.emp_employees as e
                        inner join sched.emp_departments as d on d.id = e.department_id
                        where e.employee_number = r.cells ->> 'employee_number'
                    )
                end,
                null
            from sched_engine.people_rows(p_sheets, 'employees') as r
        ) as c
        left join sched.emp_departments as d on d.department_code = c.department_code
        where c.code is not null and c.name is not null
        order by c.code, c.nr, c.line
    ),

    changed as (
        update sched.emp_positions as p
        set
            position_name = f.name,
            department_id = coalesce(f.department_id, p.department_id),
            is_active = coalesce(f.is_active, p.is_active)
        from file as f
        where p.position_code = f.code and (p.position_name, p.department_id, p.is_active)
            is distinct from (f.name, coalesce(f.department_id, p.department_id), coalesce(f.is_active, p.is_active))
        returning p.id
    ),

    added as (
        insert into sched.emp_positions (position_code, position_name, department_id, is_active)
        select
            f.code,
            f.name,
            f.department_id,
            coalesce(f.is_active, true)
        from file as f
        where f.department_id is not null
            and not exists (select from sched.emp_positions as p where p.position_code = f.code)
        returning id
    )

    select
        (select count(*) from added as a),
        (select count(*) from changed as c)
    into inserted, updated;
    return next;
end
$$;

comment on function sched_engine.place_organisation(jsonb) is
    'Adds and changes departments and positions as sheets of people say (sched_engine.check_people found them right),
also those that a row of an employee names with a name. A position that a row of an employee adds belongs to the
department of that row; the first row counts.';
