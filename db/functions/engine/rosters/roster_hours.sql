create or replace function sched_engine.roster_hours(p_employee_ids bigint[], p_from date, p_to date)
returns table (
    employee_id bigint,
    schedule_date date,
    scheduled_hours numeric,
    absent_hours numeric,
    holiday_hours numeric,
    off_hours numeric
)
language sql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
    select
        s.employee_id,
        s.schedule_date,
        coalesce(sum(h.hours) filter (where s.schedule_status = 'scheduled'), 0),
        coalesce(sum(h.hours) filter (where s.schedule_status = 'absent'), 0),
        coalesce(sum(h.hours) filter (where s.schedule_status = 'holiday'), 0),
        coalesce(sum(h.hours) filter (where s.schedule_status = 'off'), 0)
    from sched.emp_schedules as s
    cross join lateral (select sched_engine.hours(s.shift_start_time, s.shift_end_time) as hours) as h
    where (p_employee_ids is null or s.employee_id = any(p_employee_ids)) and s.schedule_date between p_from and p_to
    group by s.employee_id, s.schedule_date
$$;

comment on function sched_engine.roster_hours(bigint[], date, date) is
    'Elapsed hours of the stored roster of these people (null: everybody) by business date, p_from to p_to, both
included: worked, and not worked for an absence, a holiday, or a change. A shift counts whole on the date on which it
begins; dates without shifts have no row.';
