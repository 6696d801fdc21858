create or replace function sched_engine.explain_rows(p_resource_id bigint, p_at timestamptz)
returns table (
    stored sched.equipment_schedules,
    planned sched.equipment_schedules,
    plan_date date,
    is_generated boolean,
    with_holidays boolean
)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog, pg_temp
as $$
    select
        s,
        n.r,
        d.plan_date,
        coalesce(g.dates @> d.plan_date, false),
        h.with_holidays
    from sched_engine.effective_time_zones(array[p_resource_id]) as z
    cross join lateral (select (p_at at time zone z.time_zone)::date as today) as l
    left join sched.generated_dates as g on g.resource_id = p_resource_id
    left join sched.equipment_schedules as s
        on s.resource_id = z.resource_id
        and s.schedule_date between l.today - 3 and l.today + 2
        and s.planned_start_time <= p_at
        and s.planned_end_time > p_at
    cross join lateral (
        select
            not coalesce(g.dates_without_holidays @> coalesce(s.schedule_date, l.today), false) as with_holidays
    ) as h
    left join lateral (
        select row(
            i.resource_id, i.planned_start_time, i.planned_end_time, i.pattern_id, now(), i.schedule_date,
            i.schedule_status, i.capacity_percent, i.shift_code, i.exception_id, i.holiday_id, null, null
        )::sched.equipment_schedules as r
        from sched_engine.planned_segments(
            array[z.resource_id], l.today - 3, l.today + 2, h.with_holidays
        ) as i
        where i.planned_start_time <= p_at and i.planned_end_time > p_at
    ) as n on true
    cross join lateral (select coalesce(s.schedule_date, (n.r).schedule_date, l.today) as plan_date) as d
$$;

comment on function sched_engine.explain_rows(bigint, timestamptz) is
    'The stored row of a machine at an instant, the row that the rules of today would give (nulls: none), the
business date they belong to (else the local date), whether that has been generated, and whether with holidays.';
