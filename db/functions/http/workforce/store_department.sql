create or replace function sched_http.store_department(p_old api_v2.departments, p_new api_v2.departments)
returns api_v2.departments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint := p_old.id;
    v_stored api_v2.departments;
begin
    if v_id is null then
        insert into sched.emp_departments (
            department_code, department_name, is_active
        )
        values (
            p_new.department_code, p_new.department_name, coalesce(p_new.is_active, true)
        )
        returning id into v_id;
    else
        update sched.emp_departments as t
        set
            department_code = p_new.department_code,
            department_name = p_new.department_name,
            is_active = coalesce(p_new.is_active, true)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.departments as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_department(api_v2.departments, api_v2.departments) is
    'Adds (p_old is null) or changes a department from rows of api_v2.departments; returns it as stored.
The rest is refused by the triggers of sched.emp_departments.';
