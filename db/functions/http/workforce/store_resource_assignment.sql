create or replace function sched_http.store_resource_assignment(
    p_old api_v2.resource_assignments, p_new api_v2.resource_assignments
)
returns api_v2.resource_assignments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_employee_id constant bigint := sched_http.given_of_people(
        'employee', p_new.employee_id, p_new.employee_number, p_old.employee_id, p_old.employee_number
    );
    v_resource_id constant bigint := sched_http.given_resource(
        p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
    );
    v_id bigint := p_old.id;
    v_stored api_v2.resource_assignments;
begin
    if v_id is null then
        insert into sched.emp_resource_assignments (
            employee_id, resource_id, start_time, end_time
        )
        values (
            v_employee_id, v_resource_id, p_new.start_time, p_new.end_time
        )
        returning id into v_id;
    else
        update sched.emp_resource_assignments as t
        set
            employee_id = v_employee_id,
            resource_id = v_resource_id,
            start_time = p_new.start_time,
            end_time = p_new.end_time
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.resource_assignments as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_resource_assignment(
    api_v2.resource_assignments, api_v2.resource_assignments
) is
    'Adds (p_old is null) or changes who watches a resource from rows of api_v2.resource_assignments; returns it as
stored. SC021, SC001: unknown employee or resource. The rest is refused by the triggers of
sched.emp_resource_assignments.';
