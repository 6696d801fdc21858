create or replace function sched_engine.explain_plan(
    p_resource_id bigint,
    p_at timestamptz,
    out stored sched.equipment_schedules,
    out planned sched.equipment_schedules,
    out plan_date date,
    out is_generated boolean,
    out with_holidays boolean
)
language plpgsql
stable
parallel safe
set search_path = ''
as $$
declare
    v_generated sched.generated_dates;
    v_first date;
    v_last date;
begin
    select
        (p_at at time zone z.time_zone)::date,
        (p_at at time zone z.time_zone)::date - 3,
        (p_at at time zone z.time_zone)::date + 2
    into plan_date, v_first, v_last
    from sched_engine.effective_time_zones(array[p_resource_id]) as z;
    select g.* into v_generated from sched.generated_dates as g where g.resource_id = p_resource_id;

    select s.* into stored
    from sched.equipment_schedules as s
    where s.resource_id = p_resource_id
        and s.schedule_date between v_first and v_last
        and s.planned_start_time <= p_at
        and s.planned_end_time > p_at;
    with_holidays := not coalesce(
        v_generated.dates_without_holidays @> coalesce(stored.schedule_date, plan_date), false
    );
    select
        s.resource_id, s.planned_start_time, s.planned_end_time, s.pattern_id, now(), s.schedule_date,
        s.schedule_status, s.capacity_percent, s.shift_code, s.exception_id, s.holiday_id
    into planned
    from sched_engine.planned_segments(array[p_resource_id], v_first, v_last, with_holidays) as s
    where s.planned_start_time <= p_at and s.planned_end_time > p_at;

    plan_date := coalesce(stored.schedule_date, planned.schedule_date, plan_date);
    is_generated := coalesce(v_generated.dates @> plan_date, false);
end
$$;

comment on function sched_engine.explain_plan(bigint, timestamptz) is
    'The stored row of a machine at an instant, the row that the rules of today would give (nulls: none), the business date they
belong to (else the local date), whether that has been generated, and whether with holidays.';
