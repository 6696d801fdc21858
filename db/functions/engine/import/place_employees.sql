create or replace function sched_engine.place_employees(p_sheets jsonb)
returns table (sheet text, inserted bigint, updated bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    sheet := 'employees';
    with file as materialized (
        select
            e.id,
            r.cells ->> 'employee_number' as employee_number,
            coalesce(r.cells ->> 'first_name', e.first_name) as first_name,
            coalesce(r.cells ->> 'last_name', e.last_name) as last_name,
            case when r.cells ? 'email' then r.cells ->> 'email' else e.email end as email,
            coalesce(d.id, e.department_id) as department_id,
            coalesce(p.id, e.position_id) as position_id,
            case when r.cells ? 'resource_code' then h.id else e.resource_id end as resource_id,
            coalesce((r.cells ->> 'hire_date')::date, e.hire_date) as hire_date,
            case
                when r.cells ? 'termination_date' then (r.cells ->> 'termination_date')::date
                else e.termination_date
            end as termination_date,
            coalesce((r.cells ->> 'is_active')::boolean, e.is_active, true) as is_active,
            (
                -- A value that reads the same stays what it is, a number for example.
                select coalesce(jsonb_object_agg(k.name, k.value), '{}')
                from (
                    select
                        s.key as name,
                        s.value
                    from jsonb_each(e.skills) as s
                    where not r.cells ? ('skills.' || s.key) or s.value = 'null'
                    union all
                    select
                        substr(c.key, 8),
                        case
                            when e.skills ->> substr(c.key, 8) = c.value then e.skills -> substr(c.key, 8)
                            else to_jsonb(c.value)
                        end
                    from jsonb_each_text(r.cells) as c
                    where c.key like 'skills.%' and c.value is not null
                ) as k
            ) as skills
        from sched_engine.people_rows(p_sheets, 'employees') as r
        left join sched.emp_employees as e on e.employee_number = r.cells ->> 'employee_number'
        left join sched.emp_departments as d on d.department_code = r.cells ->> 'department_code'
        left join sched.emp_positions as p on p.position_code = r.cells ->> 'position_code'
        left join sched.resources as h on h.resource_code = r.cells ->> 'resource_code'
    ),

    changed as (
        update sched.emp_employees as e
        set
            first_name = f.first_name,
            last_name = f.last_name,
            email = f.email,
            department_id = f.department_id,
            position_id = f.position_id,
            resource_id = f.resource_id,
            hire_date = f.hire_date,
            termination_date = f.termination_date,
            is_active = f.is_active,
            skills = f.skills
        from file as f
        where e.id = f.id and (
            e.first_name, e.last_name, e.email, e.department_id, e.position_id, e.resource_id, e.hire_date,
            e.termination_date, e.is_active, e.skills
        ) is distinct from (
            f.first_name, f.last_name, f.email, f.department_id, f.position_id, f.resource_id, f.hire_date,
            f.termination_date, f.is_active, f.skills
        )
        returning e.id
    ),

    added as (
        insert into sched.emp_employees (
            employee_number, first_name, last_name, email, department_id, position_id, resource_id, hire_date,
            termination_date, is_active, skills
        )
        select
            f.employee_number,
            f.first_name,
            f.last_name,
            f.email,
            f.department_id,
            f.position_id,
            f.resource_id,
            f.hire_date,
            f.termination_date,
            f.is_active,
            f.skills
        from file as f
        where f.id is null and num_nulls(f.first_name, f.last_name, f.department_id, f.position_id, f.hire_date) = 0
        returning id
    )

    select
        (select count(*) from added as a),
        (select count(*) from changed as c)
    into inserted, updated;
    return next;
end
$$;

comment on function sched_engine.place_employees(jsonb) is
    'Adds and changes employees as the sheet of employees says (sched_engine.check_people found it right). A column
that is not there leaves things as they are; a blank e-mail address, resource, last day or skill is taken away.';
