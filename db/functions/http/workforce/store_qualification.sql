create or replace function sched_http.store_qualification(p_old api_v2.qualifications, p_new api_v2.qualifications)
returns api_v2.qualifications
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
    v_level constant sched.qualification_level := coalesce(
        sched_http.given_word('qualification_level', p_new.qualification_level, null::sched.qualification_level), 'basic'
    );
    v_id bigint := p_old.id;
    v_stored api_v2.qualifications;
begin
    if v_id is null then
        insert into sched.emp_resource_qualifications (
            employee_id, resource_id, qualification_level, certification_date, expiry_date, is_active
        )
        values (
            v_employee_id, v_resource_id, v_level, p_new.certification_date, p_new.expiry_date,
            coalesce(p_new.is_active, true)
        )
        returning id into v_id;
    else
        update sched.emp_resource_qualifications as t
        set
            employee_id = v_employee_id,
            resource_id = v_resource_id,
            qualification_level = v_level,
            certification_date = p_new.certification_date,
            expiry_date = p_new.expiry_date,
            is_active = coalesce(p_new.is_active, true)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.qualifications as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_qualification(api_v2.qualifications, api_v2.qualifications) is
    'Adds (p_old is null) or changes a qualification from rows of api_v2.qualifications; returns it as stored.
SC021, SC001: unknown employee or resource. The rest is refused by the triggers of sched.emp_resource_qualifications.';
