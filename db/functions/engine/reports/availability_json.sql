-- The rows themselves and not sched_oee.daily_availability, because dates that are not generated have a row here. All
-- machines and dates are put to the rows before these are added up, so that nothing has to be looked up among them.
create or replace function sched_engine.availability_json(
    p_resource_ids bigint[], p_from date, p_to date, p_include_shifts boolean
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
        -- By the machines that were asked for: else those of the whole plant would be read for one.
        with machines as materialized (
            select
                r.id,
                r.resource_code,
                r.resource_name,
                r.hierarchy_path,
                g.dates
            from sched.resources as r
            left join sched.generated_dates as g on g.resource_id = r.id and g.resource_id = any(p_resource_ids)
            where r.id = any(p_resource_ids)
        ),

        days as (
            select
                p.resource_id,
                p.schedule_date,
                sum(p.microhours) as total,
                sum(p.microhours) filter (where p.schedule_status in ('operating', 'breakdown')) as planned_production,
                sum(p.microhours) filter (where p.schedule_status = 'operating') as operating,
                sum(p.microhours) filter (where p.schedule_status = 'maintenance') as maintenance,
                sum(p.microhours) filter (where p.schedule_status = 'breakdown') as breakdown,
                sum(p.microhours) filter (where p.schedule_status = 'shutdown') as shutdown,
                sum(p.microhours) filter (where p.schedule_status = 'holiday') as holiday,
                min(p.schedule_status)::text as day_status,
                json_agg(
                    json_build_object(
                        'shift_code', p.shift_code,
                        'start_time', p.planned_start_time,
                        'end_time', p.planned_end_time,
                        'hours', trim_scale(p.microhours * 0.000001),
                        'status', p.schedule_status,
                        'capacity_percent', p.capacity_percent
                    ) order by p.planned_start_time
                ) filter (where p_include_shifts and p.planned_start_time is not null) as shifts
            from (
                select
                    s.resource_id,
                    s.schedule_date,
                    sched_engine.microhours(s.planned_start_time, s.planned_end_time) as microhours,
                    s.schedule_status,
                    s.shift_code,
                    s.planned_start_time,
                    s.planned_end_time,
                    s.capacity_percent
                from sched.equipment_schedules as s
                where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
                union all
                select
                    m.id,
                    c.day::date,
                    null, null, null, null, null, null
                from machines as m
                cross join generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as c (day)
            ) as p
            group by p.resource_id, p.schedule_date
        )

        select coalesce(json_agg(a.answer order by a.hierarchy_path), '[]')
        from (
            select
                m.hierarchy_path,
                json_build_object(
                    'resource_id', m.id,
                    'resource_code', m.resource_code,
                    'resource_name', m.resource_name,
                    'hierarchy_path', m.hierarchy_path,
                    'total_hours', trim_scale(coalesce(sum(d.total), 0) * 0.000001),
                    'available_hours', trim_scale(coalesce(sum(d.operating), 0) * 0.000001),
                    'maintenance_hours', trim_scale(coalesce(sum(d.maintenance), 0) * 0.000001),
                    'breakdown_hours', trim_scale(coalesce(sum(d.breakdown), 0) * 0.000001),
                    'shutdown_hours', trim_scale(coalesce(sum(d.shutdown), 0) * 0.000001),
                    'holiday_hours', trim_scale(coalesce(sum(d.holiday), 0) * 0.000001),
                    'availability', json_agg(
                        case
                            when p_include_shifts then jsonb_build_object('shifts', coalesce(d.shifts, '[]'))
                            else '{}'
                        end
                        || jsonb_build_object(
                            'date', d.schedule_date,
                            'planned_hours', trim_scale(coalesce(d.planned_production, 0) * 0.000001),
                            'status', coalesce(
                                d.day_status,
                                case when m.dates @> d.schedule_date then 'not_planned' else 'not_generated' end
                            )
                        )
                        order by d.schedule_date
                    )
                ) as answer
            from days as d
            inner join machines as m on m.id = d.resource_id
            group by m.id, m.resource_code, m.resource_name, m.hierarchy_path
        ) as a
    );
end
$$;

comment on function sched_engine.availability_json(bigint[], date, date, boolean) is
    'Availability of these resources per business date as JSON, in the order of the tree.';
