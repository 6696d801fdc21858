create or replace function sched_engine.availability_by_level(
    p_resource_ids bigint[], p_from date, p_to date, p_level sched.resource_type default 'work_unit'
)
returns table (
    resource_code text,
    resource_name text,
    resource_type sched.resource_type,
    machines bigint,
    calendar_hours numeric,
    shift_hours numeric,
    planned_production_hours numeric,
    operating_hours numeric,
    capacity_hours numeric,
    maintenance_hours numeric,
    breakdown_hours numeric,
    shutdown_hours numeric,
    holiday_hours numeric,
    dates_not_generated bigint
)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
-- Planned with the dates at hand, so that no other chunk is opened.
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
    return query
    with machines as materialized (
        select
            r.id,
            r.parent_resource_id,
            r.resource_type <= p_level as is_group,
            z.time_zone
        from sched.resources as r
        inner join sched.resource_states as z on z.resource_id = r.id and z.valid_until = 'infinity'
        where r.id = any(p_resource_ids)
    ),

    -- Once a zone.
    calendars as materialized (
        select
            z.time_zone,
            sched_engine.hours(
                sched_engine.wall_to_instant(p_from::timestamp, z.time_zone),
                sched_engine.wall_to_instant((p_to + 1)::timestamp, z.time_zone)
            ) as hours
        from (select distinct m.time_zone from machines as m) as z
    ),

    -- Once a parent: the nearest one of the level or above it.
    parents as materialized (
        select
            r.id,
            (
                select a.id
                from unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
                inner join sched.resources as a on a.id = p.ancestor_id
                where a.resource_type <= p_level
                order by p.depth desc
                limit 1
            ) as group_id
        from sched.resources as r
        where r.id in (select m.parent_resource_id from machines as m where not m.is_group)
    ),

    planned as (
        select
            s.resource_id,
            sum(h.microhours) as shifts,
            sum(h.microhours) filter (where s.schedule_status in ('operating', 'breakdown')) as planned_production,
            sum(h.microhours) filter (where s.schedule_status = 'operating') as operating,
            sum(h.microhours * s.capacity_percent) filter (where s.schedule_status = 'operating') as capacity,
            sum(h.microhours) filter (where s.schedule_status = 'maintenance') as maintenance,
            sum(h.microhours) filter (where s.schedule_status = 'breakdown') as breakdown,
            sum(h.microhours) filter (where s.schedule_status = 'shutdown') as shutdown,
            sum(h.microhours) filter (where s.schedule_status = 'holiday') as holiday
        from sched.equipment_schedules as s
        cross join lateral sched_engine.microhours(s.planned_start_time, s.planned_end_time) as h (microhours)
        where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
        group by s.resource_id
    )

    select
        g.resource_code::text,
        g.resource_name::text,
        g.resource_type,
        count(*),
        trim_scale(sum(c.hours)),
        trim_scale(coalesce(sum(p.shifts), 0) * 0.000001),
        trim_scale(coalesce(sum(p.planned_production), 0) * 0.000001),
        trim_scale(coalesce(sum(p.operating), 0) * 0.000001),
        trim_scale(coalesce(sum(p.capacity), 0) * 0.00000001),
        trim_scale(coalesce(sum(p.maintenance), 0) * 0.000001),
        trim_scale(coalesce(sum(p.breakdown), 0) * 0.000001),
        trim_scale(coalesce(sum(p.shutdown), 0) * 0.000001),
        trim_scale(coalesce(sum(p.holiday), 0) * 0.000001),
        sum(case
            when d.dates @> daterange(p_from, p_to, '[]') then 0
            else (
                select coalesce(sum(upper(i.part) - lower(i.part)), 0)
                from unnest(datemultirange(daterange(p_from, p_to, '[]')) - coalesce(d.dates, '{}')) as i (part)
            )
        end)::bigint
    from machines as m
    inner join calendars as c on c.time_zone = m.time_zone
    left join parents as o on o.id = m.parent_resource_id and not m.is_group
    inner join sched.resources as g on g.id = coalesce(o.group_id, m.id)
    left join sched.generated_dates as d on d.resource_id = m.id
    left join planned as p on p.resource_id = m.id
    group by g.id
    order by g.hierarchy_path;
end
$$;

comment on function sched_engine.availability_by_level(bigint[], date, date, sched.resource_type) is
    'Planned hours of these machines for the business dates p_from to p_to, added up for the resource of
level p_level each lies in (or the next one above; work_unit: for each machine). Elapsed hours as in
sched_oee.daily_availability; calendar_hours is all time there is; dates_not_generated counts machine
days without a plan.';
