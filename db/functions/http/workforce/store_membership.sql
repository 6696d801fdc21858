create or replace function sched_http.store_membership(p_old api_v2.team_assignments, p_new api_v2.team_assignments)
returns api_v2.team_assignments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_employee_id constant bigint := sched_http.given_of_people(
        'employee', p_new.employee_id, p_new.employee_number, p_old.employee_id, p_old.employee_number
    );
    v_team_id constant bigint := sched_http.given_of_people(
        'team', p_new.team_id, p_new.team_code, p_old.team_id, p_old.team_code
    );
    v_id bigint := p_old.id;
    v_stored api_v2.team_assignments;
begin
    if v_id is null then
        insert into sched.emp_team_assignments (
            employee_id, team_id, start_date, end_date, is_primary
        )
        values (
            v_employee_id, v_team_id, p_new.start_date, p_new.end_date, coalesce(p_new.is_primary, true)
        )
        returning id into v_id;
    else
        update sched.emp_team_assignments as t
        set
            employee_id = v_employee_id,
            team_id = v_team_id,
            start_date = p_new.start_date,
            end_date = p_new.end_date,
            is_primary = coalesce(p_new.is_primary, true)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.team_assignments as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_membership(api_v2.team_assignments, api_v2.team_assignments) is
    'Adds (p_old is null) or changes a membership from rows of api_v2.team_assignments; returns it as stored.
SC021: unknown employee or team. The rest is refused by the triggers of sched.emp_team_assignments.';
