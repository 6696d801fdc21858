-- The rows themselves and not sched_oee.daily_availability, which goes through all generated dates for those without
-- shifts.
create or replace function sched_engine.availability_json(
    p_resource_id bigint, p_from date, p_to date, p_include_shifts boolean
)
returns json
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
begin
    return (
        with days as (
            select
                s.schedule_date,
                sum(h.hours) as shift_hours,
                sum(h.hours) filter (where s.schedule_status in ('operating', 'breakdown')) as planned_production_hours,
                sum(h.hours) filter (where s.schedule_status = 'operating') as operating_hours,
                sum(h.hours) filter (where s.schedule_status = 'maintenance') as maintenance_hours,
                sum(h.hours) filter (where s.schedule_status = 'breakdown') as breakdown_hours,
                sum(h.hours) filter (where s.schedule_status = 'shutdown') as shutdown_hours,
                sum(h.hours) filter (where s.schedule_status = 'holiday') as holiday_hours,
                min(s.schedule_status)::text as day_status,
                json_agg(
                    json_build_object(
                        'shift_code', s.shift_code,
                        'start_time', s.planned_start_time,
                        'end_time', s.planned_end_time,
                        'hours', trim_scale(h.hours),
                        'status', s.schedule_status,
                        'capacity_percent', s.capacity_percent
                    ) order by s.planned_start_time
                ) filter (where p_include_shifts) as shifts
            from sched.equipment_schedules as s
            cross join lateral sched_engine.hours(s.planned_start_time, s.planned_end_time) as h (hours)
            where s.resource_id = p_resource_id and s.schedule_date between p_from and p_to
            group by s.schedule_date
        )

        select json_build_object(
            'resource_id', r.id,
            'resource_code', r.resource_code,
            'resource_name', r.resource_name,
            'hierarchy_path', r.hierarchy_path,
            'total_hours', trim_scale(coalesce(sum(d.shift_hours), 0)),
            'available_hours', trim_scale(coalesce(sum(d.operating_hours), 0)),
            'maintenance_hours', trim_scale(coalesce(sum(d.maintenance_hours), 0)),
            'breakdown_hours', trim_scale(coalesce(sum(d.breakdown_hours), 0)),
            'shutdown_hours', trim_scale(coalesce(sum(d.shutdown_hours), 0)),
            'holiday_hours', trim_scale(coalesce(sum(d.holiday_hours), 0)),
            'availability', json_agg(
                case when p_include_shifts then jsonb_build_object('shifts', coalesce(d.shifts, '[]')) else '{}' end
                || jsonb_build_object(
                    'date', c.day::date,
                    'planned_hours', trim_scale(coalesce(d.planned_production_hours, 0)),
                    'status', coalesce(
                        d.day_status, case when g.dates @> c.day::date then 'not_planned' else 'not_generated' end
                    )
                )
                order by c.day
            )
        )
        from sched.resources as r
        left join sched.generated_dates as g on g.resource_id = r.id
        cross join generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as c (day)
        left join days as d on d.schedule_date = c.day::date
        where r.id = p_resource_id
        group by r.id
    );
end
$$;

comment on function sched_engine.availability_json(bigint, date, date, boolean) is
    'Availability of one resource per business date as JSON.';
