create or replace function sched_engine.swap_shifts(
    p_employee_id bigint, p_date date, p_taken_by_id bigint, p_returned_on date default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, taken_by_id)
    values (p_employee_id, 'swap', p_date, p_taken_by_id)
    returning id into v_id;
    if p_returned_on is not null then
        insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, taken_by_id, returned_for_id)
        values (p_taken_by_id, 'swap', p_returned_on, p_employee_id, v_id);
    end if;
    return v_id;
end
$$;

comment on function sched_engine.swap_shifts(bigint, date, bigint, date) is
    'Lets p_taken_by_id work the shifts that p_employee_id has on p_date; p_returned_on: the other way round on that
date, in return. Returns the id of the change of p_employee_id.';
