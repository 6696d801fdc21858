create or replace function sched_engine.check_people_references(p_sheets jsonb)
returns table (sheet text, line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with rows as materialized (select * from sched_engine.people_rows(p_sheets)),

    named as materialized (
        select
            r.sheet,
            r.line,
            c.name as column_name,
            r.cells ->> c.name as value
        from rows as r
        cross join unnest(array[
            'department_code', 'position_code', 'team_code', 'resource_code', 'pattern_code', 'employee_number'
        ]) as c (name)
        where r.cells ->> c.name is not null
            and (r.sheet, c.name) not in (
                ('departments', 'department_code'), ('positions', 'position_code'), ('teams', 'team_code'),
                ('employees', 'employee_number')
            )
    ),

    known as materialized (
        select 'department_code' as column_name, d.department_code::text as value from sched.emp_departments as d
        union
        select 'position_code', p.position_code from sched.emp_positions as p
        union
        select 'team_code', t.team_code from sched.emp_teams as t
        union
        select 'resource_code', v.resource_code from sched_engine.visible_resources as v
        union
        select 'pattern_code', p.pattern_code from sched_engine.offered_patterns as p
        union
        -- What is not offered any more, and still run: teams that were exported can be imported.
        select 'pattern_code', p.pattern_code
        from sched.operating_patterns as p
        where p.id in (select t.pattern_id from sched.emp_teams as t)
        union
        select 'employee_number', e.employee_number from sched.emp_employees as e
        union
        -- In any row of the same files. A department or position is made where its name stands beside it.
        select
            c.name,
            r.cells ->> c.name
        from rows as r
        cross join unnest(array['department_code', 'position_code', 'team_code', 'employee_number']) as c (name)
        where r.cells ->> c.name is not null and (
            (r.sheet, c.name) in (
                ('departments', 'department_code'), ('positions', 'position_code'), ('teams', 'team_code'),
                ('employees', 'employee_number')
            )
            or r.sheet = 'employees' and r.cells ->> replace(c.name, '_code', '_name') is not null and c.name like '%\_code'
        )
    ),

    unknown as materialized (
        select
            u.*,
            row_number() over (order by u.first_line) <= 20 as has_suggestions
        from (
            select
                n.column_name,
                n.value,
                min(n.line) as first_line
            from named as n
            where not exists (select from known as k where k.column_name = n.column_name and k.value = n.value)
            group by n.column_name, n.value
        ) as u
    ),

    listed as materialized (
        select
            k.column_name,
            array_agg(k.value order by k.value) as names
        from known as k
        where k.column_name in (select u.column_name from unknown as u)
        group by k.column_name
    ),

    explained as materialized (
        select
            u.column_name,
            u.value,
            format('There is no such %s.', replace(regexp_replace(u.column_name, '_(code|number)$', ''), '_', ' ')) as message,
            concat_ws(
                ' ',
                'Did you mean ' || array_to_string(nullif(s.names, '{}'), ' or ') || '?',
                case u.column_name
                    when 'employee_number' then 'Correct the number, or import the employee first; 042 and 42 are two numbers.'
                    when 'department_code' then 'Correct the code, or give department_name as well, to add the department.'
                    when 'position_code' then 'Correct the code, or give position_name as well, to add the position.'
                    when 'team_code' then 'Correct the code, or import the team first.'
                    else 'Correct the code.'
                end,
                case
                    when u.column_name not in ('employee_number', 'resource_code') then 'Known: '
                        || coalesce(array_to_string(l.names[:8], ', '), 'none')
                        || case when cardinality(l.names) > 8 then ', ...' else '.' end
                end
            ) as remedy
        from unknown as u
        left join listed as l on l.column_name = u.column_name
        cross join lateral (
            select case
                when u.has_suggestions and u.column_name <> 'employee_number' and u.value ~ '[[:alpha:]]{2}'
                    then sched_engine.similar_names(u.value, l.names)
            end as names
        ) as s
    )

    select
        n.sheet,
        n.line,
        n.column_name,
        n.value,
        e.message,
        e.remedy
    from named as n
    inner join explained as e using (column_name, value)
$$;

comment on function sched_engine.check_people_references(jsonb) is
    'Departments, positions, teams, resources, patterns and employees that sheets of people name and that are neither
there nor in the same sheets, with what may be meant.';
