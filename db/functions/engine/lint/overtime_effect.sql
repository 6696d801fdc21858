create or replace function sched_engine.overtime_effect(p_exception_id bigint, p_from date, p_to date)
returns table (machines text[], outcome text, decided_by bigint, hours numeric)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    -- Machines with the same source are planned alike: one of them stands for all.
    with stand_ins as materialized (
        select
            min(s.resource_id) as machine_id,
            array_agg(r.resource_code::text order by r.resource_code) as machines
        from sched.schedule_exceptions as e
        cross join lateral sched_engine.planning_sources(
            array(
                select b.id
                from sched.resources as b
                where b.path_ids @> array[e.resource_id] and b.requires_scheduling and b.is_active
            ),
            p_from - 3, p_to, false
        ) as s
        inner join sched.resources as r on r.id = s.resource_id
        where e.id = p_exception_id
        group by s.source_id
    ),

    overtime as materialized (
        select
            e.*,
            tstzrange(e.start_time, e.end_time) as times,
            e.exception_id = p_exception_id
            and (e.start_time at time zone z.time_zone)::date between p_from and p_to as is_asked
        from sched_engine.effective_exceptions(array(select i.machine_id from stand_ins as i), p_from, p_to) as e
        inner join sched_engine.effective_time_zones(array(select i.machine_id from stand_ins as i)) as z
            on z.resource_id = e.resource_id
        where e.impact_type = 'additional'
    ),

    asked as (
        select
            o.resource_id,
            min(o.standing) as standing,
            range_agg(o.times) as times
        from overtime as o
        where o.is_asked
        group by o.resource_id
    ),

    parts as (
        select
            a.resource_id,
            case
                when p.schedule_status <> 'operating' then 'stopped'
                when p.exception_id = p_exception_id then 'counts'
                when o.exception_id is not null then 'overtime'
                when p.pattern_id is not null then 'operating'
                else 'counts'
            end as outcome,
            case when p.schedule_status <> 'operating' then p.exception_id else o.exception_id end as decided_by,
            a.times * tstzmultirange(tstzrange(p.planned_start_time, p.planned_end_time)) as times
        from asked as a
        inner join sched_engine.planned_segments(
            array(select i.resource_id from asked as i), p_from - 1, p_to + 1
        ) as p
            on p.resource_id = a.resource_id
            and a.times && tstzrange(p.planned_start_time, p.planned_end_time)
        -- Other overtime that has this time: its row says so, unless it is reduced.
        left join lateral (
            select i.exception_id
            from overtime as i
            where i.resource_id = a.resource_id and i.exception_id <> p_exception_id
                and i.times && tstzrange(p.planned_start_time, p.planned_end_time)
                and (i.exception_id = p.exception_id or (p.pattern_id is null and i.standing < a.standing))
            order by i.standing
            limit 1
        ) as o on true
    )

    select
        i.machines,
        w.outcome,
        w.decided_by,
        sum(sched_engine.hours(lower(t.part), upper(t.part)))
    from stand_ins as i
    inner join (
        select
            a.resource_id,
            'wanted' as outcome,
            null as decided_by,
            a.times
        from asked as a
        union all
        select
            p.resource_id,
            p.outcome,
            p.decided_by,
            p.times
        from parts as p
    ) as w on w.resource_id = i.machine_id
    cross join lateral unnest(w.times) as t (part)
    group by i.machines, w.outcome, w.decided_by
$$;

comment on function sched_engine.overtime_effect(bigint, date, date) is
    'What becomes of the overtime that an exception wants on the business dates p_from to p_to, in hours of each of the
machines, which are planned alike: outcome wanted (all of it), counts, stopped and overtime (another exception decides:
decided_by), operating (the machine works anyway).';
