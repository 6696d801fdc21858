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
set search_path = pg_catalog, pg_temp
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
            s.resource_id,
            s.schedule_status as status,
            sum(h.hours) as hours,
            sum(h.hours * s.capacity_percent / 100) as capacity_hours
        from sched.equipment_schedules as s
        cross join lateral sched_engine.hours(s.planned_start_time, s.planned_end_time) as h (hours)
        where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
        group by s.resource_id, s.schedule_status
    ),

    by_machine as (
        select
            p.resource_id,
            sum(p.hours) as shift_hours,
            sum(p.hours) filter (where p.status in ('operating', 'breakdown')) as planned_production_hours,
            sum(p.hours) filter (where p.status = 'operating') as operating_hours,
            sum(p.capacity_hours) filter (where p.status = 'operating') as capacity_hours,
            sum(p.hours) filter (where p.status = 'maintenance') as maintenance_hours,
            sum(p.hours) filter (where p.status = 'breakdown') as breakdown_hours,
            sum(p.hours) filter (where p.status = 'shutdown') as shutdown_hours,
            sum(p.hours) filter (where p.status = 'holiday') as holiday_hours
        from planned as p
        group by p.resource_id
    ),

    missing as (
        select
            m.id as resource_id,
            (
                select coalesce(sum(upper(d.part) - lower(d.part)), 0)
                from unnest(
                    datemultirange(daterange(p_from, p_to, '[]')) - coalesce(g.dates, '{}')
                ) as d (part)
            ) as dates
        from machines as m
        left join sched.generated_dates as g on g.resource_id = m.id
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
        sum(x.dates)::bigint
    from machines as m
    inner join sched.resources as g on g.id = coalesce(m.group_id, m.id)
    inner join missing as x on x.resource_id = m.id
    left join by_machine as p on p.resource_id = m.id
    group by g.id
    order by g.hierarchy_path
$$;

comment on function sched_engine.availability_by_level(bigint[], date, date, sched.resource_type) is
    'Planned hours of these machines for the business dates p_from to p_to, added up for the resource of
level p_level each lies in (or the next one above; work_unit: for each machine). Elapsed hours as in
sched_oee.daily_availability; calendar_hours is all time there is; dates_not_generated counts machine
days without a plan.';
