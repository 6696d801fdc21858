create or replace function sched_engine.add_extra_shift(
    p_employee_id bigint, p_start text, p_end text, p_shift_code text default null, p_date date default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_start constant timestamptz := sched_engine.employee_instant(p_employee_id, p_start);
    v_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    insert into sched.emp_roster_changes (
        employee_id, change_kind, schedule_date, start_time, end_time, shift_code
    ) values (
        p_employee_id, 'extra', coalesce(p_date, left(btrim(p_start), 10)::date), v_start,
        sched_engine.employee_instant(p_employee_id, p_end, left(btrim(p_start), 10)::date), p_shift_code
    )
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_extra_shift(bigint, text, text, text, date) is
    'Gives somebody a shift more, from one time to another by their clock or with an offset; it counts for p_date, or
for the date on which it begins. Returns the id of the change. Errors: SC004 a time, SC023 it ends before it begins.';
