create or replace function sched_http.store_employee(p_old api_v2.employees, p_new api_v2.employees)
returns api_v2.employees
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_department_id constant bigint := sched_http.given_of_people(
        'department', p_new.department_id, p_new.department_code, p_old.department_id, p_old.department_code
    );
    v_position_id constant bigint := sched_http.given_of_people(
        'position', p_new.position_id, p_new.position_code, p_old.position_id, p_old.position_code
    );
    v_resource_id constant bigint := case
        when sched_http.given_or_none(p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code)
            then sched_http.given_resource(
                p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
            )
    end;
    v_id bigint := p_old.id;
    v_stored api_v2.employees;
begin
    if v_id is null then
        insert into sched.emp_employees (
            employee_number, first_name, last_name, email, department_id, position_id, resource_id, hire_date,
            termination_date, is_active, skills
        )
        values (
            p_new.employee_number, p_new.first_name, p_new.last_name, p_new.email, v_department_id,
            v_position_id, v_resource_id, p_new.hire_date, p_new.termination_date,
            coalesce(p_new.is_active, true), coalesce(p_new.skills, '{}')
        )
        returning id into v_id;
    else
        update sched.emp_employees as t
        set
            employee_number = p_new.employee_number,
            first_name = p_new.first_name,
            last_name = p_new.last_name,
            email = p_new.email,
            department_id = v_department_id,
            position_id = v_position_id,
            resource_id = v_resource_id,
            hire_date = p_new.hire_date,
            termination_date = p_new.termination_date,
            is_active = coalesce(p_new.is_active, true),
            skills = coalesce(p_new.skills, '{}')
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.employees as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_employee(api_v2.employees, api_v2.employees) is
    'Adds (p_old is null) or changes an employee from rows of api_v2.employees; returns it as stored.
SC021, SC001: unknown department, position or resource. The rest is refused by the triggers of sched.emp_employees.';
