-- Machines with the same source are planned alike: one of them stands for all.
create or replace function sched_engine.lint_exceptions(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with active as materialized (
        select e.*
        from sched.schedule_exceptions as e
        inner join sched_engine.visible_resources as v on v.id = e.resource_id
        where e.is_active and e.start_datetime < (p_to + 1)::timestamp at time zone 'UTC'
            and (e.end_datetime > sched_engine.current_instant() is not false or e.recurrence_rule is not null)
    ),

    -- As a rule the stored plan carries nearly all of them, and need not be made again.
    carried as materialized (
        select distinct s.exception_id as id
        from (
            select distinct
                i.exception_id,
                i.resource_id
            from sched.equipment_schedules as i
            where i.schedule_date between p_from - 3 and p_to and i.exception_id is not null
        ) as s
        inner join active as e on e.id = s.exception_id
        inner join sched.resources as r on r.id = s.resource_id and r.path_ids @> array[e.resource_id]
    ),

    occurrences as materialized (
        select
            e.resource_id,
            o.*
        from sched_engine.exception_occurrences(
            array(
                select distinct i.resource_id
                from active as i
                where i.id not in (select c.id from carried as c)
            ),
            p_from, p_to
        ) as o
        inner join active as e on e.id = o.exception_id
        where o.exception_id not in (select c.id from carried as c)
            and o.end_time > sched_engine.current_instant()
            and o.start_time < (p_to + 1)::timestamp at time zone 'UTC'
    ),

    stand_ins as materialized (
        select
            min(s.resource_id) as machine_id,
            r.path_ids,
            r.id in (select e.resource_id from active as e where e.recurrence_rule is not null) as is_recurring
        from sched_engine.planning_sources(null, p_from - 3, p_to, false) as s
        inner join sched.resources as r on r.id = s.source_id
        group by r.id
    ),

    below as materialized (
        select
            p.resource_id,
            s.machine_id
        from stand_ins as s
        cross join unnest(s.path_ids) as p (resource_id)
        where p.resource_id in (select o.resource_id from occurrences as o)
    ),

    -- The dates around the occurrences, machine by machine.
    stretches as (
        select
            b.machine_id,
            unnest(range_agg(o.dates)) as dates
        from (
            select
                i.resource_id,
                daterange(
                    greatest(p_from - 2, (i.start_time at time zone 'UTC')::date - 3),
                    least(p_to, (i.end_time at time zone 'UTC')::date + 3) + 1
                ) as dates
            from occurrences as i
            where (i.start_time at time zone 'UTC')::date - 3 <= p_to
        ) as o
        inner join below as b on b.resource_id = o.resource_id
        group by b.machine_id
    ),

    -- Four weeks at a time, because each date that nobody asks for costs time; but all dates at once of machines with
    -- exceptions that recur, because these are worked out anew for each round.
    rounds as materialized (
        select
            min(greatest(lower(s.dates), d.first_date)) as first_date,
            max(least(upper(s.dates), d.first_date + w.days)) - 1 as last_date,
            array_agg(distinct s.machine_id) as machine_ids
        from stretches as s
        inner join stand_ins as i on i.machine_id = s.machine_id
        cross join lateral (select case when i.is_recurring then p_to - p_from + 3 else 28 end as days) as w
        cross join lateral generate_series(
            (lower(s.dates) - p_from + 2) / w.days, (upper(s.dates) - 1 - p_from + 2) / w.days
        ) as k (nr)
        cross join lateral (select p_from - 2 + w.days * k.nr as first_date) as d
        group by w.days, k.nr
    ),

    planned as materialized (
        select p.*
        from rounds as d
        cross join lateral sched_engine.planned_segments(d.machine_ids, d.first_date, d.last_date) as p
    ),

    unplanned as materialized (
        select e.*
        from active as e
        where e.id in (select o.exception_id from occurrences as o)
            and not exists (select from planned as p where p.exception_id = e.id)
    ),

    -- One that has begun may have done its work by now, on whatever stands below its resource.
    looked_up as materialized (
        select
            r.id,
            r.path_ids,
            min(u.start_datetime::date) - 3 as first_date,
            max(least(p_to, case when u.recurrence_rule is null then u.end_datetime::date + 3 end)) as last_date
        from sched.resources as r
        cross join unnest(r.path_ids) as p (resource_id)
        inner join unplanned as u on u.resource_id = p.resource_id
        group by r.id
    ),

    done as materialized (
        select
            s.exception_id,
            u.path_ids,
            max(s.schedule_date) as last_date
        from looked_up as u
        inner join sched.equipment_schedules as s
            on s.resource_id = u.id and s.schedule_date between u.first_date and u.last_date
        where s.exception_id is not null
        group by s.exception_id, u.id, u.path_ids
    ),

    idle as materialized (
        select u.*
        from unplanned as u
        where not exists (
            select
            from done as d
            where d.exception_id = u.id and d.path_ids @> array[u.resource_id]
                and d.last_date >= u.start_datetime::date - 3
        )
    ),

    -- What is planned anywhere below each of their resources, and what other exceptions stop there.
    times as materialized (
        select
            b.resource_id,
            range_agg(tstzrange(p.planned_start_time, p.planned_end_time)) as planned,
            range_agg(tstzrange(p.planned_start_time, p.planned_end_time)) filter (
                where p.schedule_status <> 'operating' and p.exception_id is not null
            ) as stopped
        from below as b
        inner join planned as p on p.resource_id = b.machine_id
        where b.resource_id in (select i.resource_id from idle as i)
        group by b.resource_id
    ),

    judged as (
        select
            i.id,
            (min(o.start_time) at time zone z.time_zone)::date as first_date,
            (nullif(max(o.end_time), 'infinity') at time zone z.time_zone)::date as last_date,
            bool_or(t.planned && tstzrange(o.start_time, o.end_time)) as is_planned,
            bool_or(t.stopped && tstzrange(o.start_time, o.end_time)) as is_stopped
        from idle as i
        inner join occurrences as o on o.exception_id = i.id
        inner join sched_engine.effective_time_zones(
            array(select distinct r.resource_id from idle as r)
        ) as z on z.resource_id = i.resource_id
        left join times as t on t.resource_id = i.resource_id
        group by i.id, z.time_zone
    )

    select
        'warning',
        'LINT-004',
        'exception',
        i.id::text,
        j.first_date,
        j.last_date,
        format('%s on %s, "%s", changes nothing: %s.', initcap(i.exception_type::text), r.resource_code,
            i.description, case
                when i.resource_id not in (select b.resource_id from below as b)
                    then 'no scheduled machine is at or below it'
                when j.is_planned is not true then 'nothing is planned at that time'
                when i.impact_type = 'additional' and j.is_stopped then 'other exceptions stop the machine then'
                when i.impact_type = 'additional' then 'the time is planned already'
                when i.impact_type = 'shifted' then 'no shift starts in it'
                else 'other exceptions or holidays decide'
            end),
        format('Cancel it (sched exceptions cancel %s), or correct its resource or times.', i.id)
    from idle as i
    inner join judged as j on j.id = i.id
    inner join sched.resources as r on r.id = i.resource_id
$$;

comment on function sched_engine.lint_exceptions(date, date) is
    'Active exceptions between now and p_to that no row of the plan carries, neither one to come nor one
stored (LINT-004). The dates are those of the first start and the last end, by the clock of its
resource.';
