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
language sql
stable
parallel safe
set search_path = ''
as $$
    with machines as materialized (
        select
            r.id,
            sched_engine.hours(
                sched_engine.wall_to_instant(p_from::timestamp, z.time_zone),
                sched_engine.wall_to_instant((p_to + 1)::timestamp, z.time_zone)
            ) as calendar_hours,
            (
                select a.id
                from unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
                inner join sched.resources as a on a.id = p.ancestor_id
                where a.resource_type <= p_level
                order by p.depth desc
                limit 1
            ) as group_id
        from sched.resources as r
        inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = r.id
        where r.id = any(p_resource_ids)
    ),

    planned as (
        select
            d.resource_id,
            count(*) as dates,
            sum(d.shift_hours) as shift_hours,
            sum(d.planned_production_hours) as planned_production_hours,
            sum(d.operating_hours) as operating_hours,
            sum(d.capacity_hours) as capacity_hours,
            sum(d.maintenance_hours) as maintenance_hours,
            sum(d.breakdown_hours) as breakdown_hours,
            sum(d.shutdown_hours) as shutdown_hours,
            sum(d.holiday_hours) as holiday_hours
        from sched_oee.daily_availability as d
        where d.resource_id = any(p_resource_ids) and d.schedule_date between p_from and p_to
        group by d.resource_id
    )

    select
        g.resource_code,
        g.resource_name,
        g.resource_type,
        count(*),
        trim_scale(sum(m.calendar_hours)),
        trim_scale(coalesce(sum(p.shift_hours), 0)),
        trim_scale(coalesce(sum(p.planned_production_hours), 0)),
        trim_scale(coalesce(sum(p.operating_hours), 0)),
        trim_scale(coalesce(sum(p.capacity_hours), 0)),
        trim_scale(coalesce(sum(p.maintenance_hours), 0)),
        trim_scale(coalesce(sum(p.breakdown_hours), 0)),
        trim_scale(coalesce(sum(p.shutdown_hours), 0)),
        trim_scale(coalesce(sum(p.holiday_hours), 0)),
        sum(p_to - p_from + 1 - coalesce(p.dates, 0))::bigint
    from machines as m
    inner join sched.resources as g on g.id = coalesce(m.group_id, m.id)
    left join planned as p on p.resource_id = m.id
    group by g.id
    order by g.hierarchy_path
$$;

comment on function sched_engine.availability_by_level(bigint[], date, date, sched.resource_type) is
    'Planned hours of these machines for the business dates p_from to p_to, added up for the resource of level p_level
each lies in (or the next one above; work_unit: for each machine). Elapsed hours as in
sched_oee.daily_availability; calendar_hours is all time there is; dates_not_generated counts machine days without a plan.';
