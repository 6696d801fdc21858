create or replace function sched_engine.leave_team(p_team_id bigint, p_employee_ids bigint[], p_last date)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    perform sched_engine.acquire_model_lock();
    with removed as (
        delete from sched.emp_team_assignments as a
        where a.team_id = p_team_id and a.employee_id = any(p_employee_ids) and a.start_date > p_last
        returning a.employee_id
    ),

    ended as (
        update sched.emp_team_assignments as a
        set end_date = p_last
        where a.team_id = p_team_id and a.employee_id = any(p_employee_ids)
            and a.start_date <= p_last and coalesce(a.end_date, 'infinity') > p_last
        returning a.employee_id
    )

    select count(distinct c.employee_id) into v_count
    from (select r.employee_id from removed as r union all select e.employee_id from ended as e) as c;
    return v_count;
end
$$;

comment on function sched_engine.leave_team(bigint, bigint[], date) is
    'Ends the membership of people in a team on p_last, their last date in it, and removes memberships that would begin
later. Returns how many people that concerned.';
