create or replace function sched_engine.explain_rows(p_resource_id bigint, p_at timestamptz)
returns table (
    stored sched.equipment_schedules,
    planned sched.equipment_schedules,
    plan_date date,
    is_generated boolean,
    with_holidays boolean
)
language plpgsql
stable
parallel safe
rows 1
set search_path = ''
as $$
declare
    v_generated sched.generated_dates;
    v_stored sched.equipment_schedules;
    v_planned sched.equipment_schedules;
    v_today constant date := (
        select (p_at at time zone z.time_zone)::date
        from sched_engine.effective_time_zones(array[p_resource_id]) as z
    );
begin
    select g.* into v_generated from sched.generated_dates as g where g.resource_id = p_resource_id;
    select s.* into v_stored
    from sched.equipment_schedules as s
    where s.resource_id = p_resource_id
        and s.schedule_date between v_today - 3 and v_today + 2
        and s.planned_start_time <= p_at
        and s.planned_end_time > p_at;

    with_holidays := not coalesce(
        v_generated.dates_without_holidays @> coalesce(v_stored.schedule_date, v_today), false
    );
    select
        s.resource_id, s.planned_start_time, s.planned_end_time, s.pattern_id, now(), s.schedule_date,
        s.schedule_status, s.capacity_percent, s.shift_code, s.exception_id, s.holiday_id
    into v_planned
    from sched_engine.planned_segments(array[p_resource_id], v_today - 3, v_today + 2, with_holidays) as s
    where s.planned_start_time <= p_at and s.planned_end_time > p_at;

    stored := v_stored;
    planned := v_planned;
    plan_date := coalesce(v_stored.schedule_date, v_planned.schedule_date, v_today);
    is_generated := coalesce(v_generated.dates @> plan_date, false);
    return next;
end
$$;

comment on function sched_engine.explain_rows(bigint, timestamptz) is
    'The stored row of a machine at an instant, the row that the rules of today would give (nulls: none), the
business date they belong to (else the local date), whether that has been generated, and whether with holidays.';
