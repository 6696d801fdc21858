create or replace function sched_engine.offer_shift(
    p_employee_id bigint, p_date date, p_offered_to_id bigint default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number constant text := (select e.employee_number from sched.emp_employees as e where e.id = p_employee_id);
    v_shift record;
    v_problem text;
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    perform sched_engine.check_period(p_date, p_date);
    select * into v_shift from sched_engine.own_shift(p_employee_id, p_date);
    v_problem := case
        when not found then format('Employee %s has no shift of their own on %s.', v_number, p_date)
        when v_shift.start_time <= sched_engine.instant_of_writing()
            then format('The shift of employee %s on %s has begun.', v_number, p_date)
        when p_offered_to_id = p_employee_id then format('Employee %s cannot offer a shift to themselves.', v_number)
        when exists (
            select from sched.emp_shift_offers as o
            where o.employee_id = p_employee_id and o.schedule_date = p_date
                and o.offer_status in ('proposed', 'accepted')
        ) then format('The shift of employee %s on %s is on offer already.', v_number, p_date)
        when exists (
            select from sched.emp_roster_changes as c
            where c.employee_id = p_employee_id and c.schedule_date = p_date and c.change_kind <> 'extra'
                and c.change_status = 'approved'
        ) then format('The shifts of employee %s on %s are changed already.', v_number, p_date)
    end;
    if v_problem is not null then
        perform sched_engine.refuse('SC028', v_problem, 'See what there is with: sched roster show, sched roster offers');
    end if;
    insert into sched.emp_shift_offers (
        employee_id, resource_id, schedule_date, start_time, end_time, shift_code, offered_to_id
    )
    values (
        p_employee_id, (select t.resource_id from sched.emp_teams as t where t.id = v_shift.team_id), p_date,
        v_shift.start_time, v_shift.end_time, v_shift.shift_code, p_offered_to_id
    )
    returning id into v_id;
    perform sched_engine.tell_of_offer('shift.offered', v_id);
    return v_id;
end
$$;

comment on function sched_engine.offer_shift(bigint, date, bigint) is
    'Offers the shift that somebody has of their own on a business date, to one person or to whoever takes it first; it stays
theirs until then. Returns the id of the offer. SC028: there is none, it has begun, or is on offer or changed already.';
