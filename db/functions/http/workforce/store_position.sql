create or replace function sched_http.store_position(p_old api_v2.positions, p_new api_v2.positions)
returns api_v2.positions
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_department_id constant bigint := sched_http.given_of_people(
        'department', p_new.department_id, p_new.department_code, p_old.department_id, p_old.department_code
    );
    v_id bigint := p_old.id;
    v_stored api_v2.positions;
begin
    if v_id is null then
        insert into sched.emp_positions (
            position_code, position_name, department_id, is_active
        )
        values (
            p_new.position_code, p_new.position_name, v_department_id, coalesce(p_new.is_active, true)
        )
        returning id into v_id;
    else
        update sched.emp_positions as t
        set
            position_code = p_new.position_code,
            position_name = p_new.position_name,
            department_id = v_department_id,
            is_active = coalesce(p_new.is_active, true)
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.positions as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_position(api_v2.positions, api_v2.positions) is
    'Adds (p_old is null) or changes a position from rows of api_v2.positions; returns it as stored.
SC021: unknown department. The rest is refused by the triggers of sched.emp_positions.';
