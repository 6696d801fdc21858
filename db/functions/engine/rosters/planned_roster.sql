create or replace function sched_engine.planned_roster(p_employee_ids bigint[], p_from date, p_to date)
returns table (
    employee_id bigint,
    schedule_date date,
    shift_code text,
    shift_start_time timestamptz,
    shift_end_time timestamptz,
    schedule_status sched.employee_schedule_status,
    team_id bigint,
    pattern_id bigint,
    shift_second integer,
    absence_id bigint,
    holiday_id bigint,
    roster_change_id bigint,
    owner_id bigint
)
language sql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
    select
        r.employee_id,
        r.schedule_date,
        r.shift_code,
        r.shift_start_time,
        r.shift_end_time,
        r.schedule_status,
        r.team_id,
        r.pattern_id,
        r.shift_second,
        r.absence_id,
        r.holiday_id,
        r.roster_change_id,
        r.owner_id
    from sched_engine.roster_rows(
        coalesce(p_employee_ids, array(select e.id from sched.emp_employees as e)), p_from, p_to
    ) as r
$$;

comment on function sched_engine.planned_roster(bigint[], date, date) is
    'Who works when by the model of now: the roster of these people (null: everybody) on the business dates p_from to
p_to, both included, whatever is stored. Pure: reads the model, writes nothing.

One row per maximal stretch of one shift with one status and cause; rows that are scheduled never overlap for one
person.';
