-- Machines with the same source are planned alike: one of them stands for all.
create or replace function sched_engine.lint_exceptions(p_from date, p_to date)
returns table (
    severity text,
    code text,
    subject text,
    location text,
    first_date date,
    last_date date,
    message text,
    remedy text
)
language sql
stable
parallel safe
set search_path = ''
as $$
    with occurrences as materialized (
        select
            e.resource_id,
            o.*
        from sched_engine.exception_occurrences(
            array(select distinct a.resource_id from sched.schedule_exceptions as a where a.is_active),
            p_from, p_to
        ) as o
        inner join sched.schedule_exceptions as e on e.id = o.exception_id
        where o.end_time > sched_engine.current_instant()
            and o.start_time < (p_to + 1)::timestamp at time zone 'UTC'
    ),

    stand_ins as materialized (
        select
            min(s.resource_id) as machine_id,
            r.path_ids
        from sched_engine.planning_sources(null, p_from - 3, p_to, false) as s
        inner join sched.resources as r on r.id = s.source_id
        group by r.id
    ),

    -- The dates around the occurrences; a short time between two of them is planned with both, because each round costs.
    stretches as (
        select
            o.resource_id,
            greatest(p_from, (o.start_time at time zone 'UTC')::date) - 2 as first_date,
            least(p_to, (o.end_time at time zone 'UTC')::date + 2) as last_date
        from occurrences as o
    ),

    rounds as materialized (
        select
            lower(d.part) as first_date,
            upper(d.part) - 8 as last_date,
            array(
                select distinct s.machine_id
                from stand_ins as s
                where s.path_ids && array(select i.resource_id from stretches as i where i.first_date <@ d.part)
            ) as machine_ids
        from unnest((
            select range_agg(daterange(i.first_date, i.last_date + 8))
            from stretches as i
            where i.first_date <= i.last_date
        )) as d (part)
    ),

    planned as materialized (
        select p.*
        from rounds as d
        cross join lateral sched_engine.planned_segments(d.machine_ids, d.first_date, d.last_date) as p
    ),

    idle as (
        select
            e.*,
            r.resource_code,
            array(
                select s.machine_id from stand_ins as s where s.path_ids @> array[e.resource_id]
            ) as machine_ids
        from sched.schedule_exceptions as e
        inner join sched.resources as r on r.id = e.resource_id
        where e.id in (select o.exception_id from occurrences as o)
            and e.id not in (select p.exception_id from planned as p where p.exception_id is not null)
            -- One that has begun may have done its work by now.
            and not exists (
                select from sched.equipment_schedules as s
                where s.exception_id = e.id
                    and s.resource_id in (
                        select i.id from sched.resources as i where i.path_ids @> array[e.resource_id]
                    )
                    and s.schedule_date between e.start_datetime::date - 3 and p_to
            )
    )

    select
        'warning',
        'LINT-004',
        'exception',
        i.id::text,
        d.first_date,
        d.last_date,
        format('%s on %s, "%s", changes nothing: %s.', initcap(i.exception_type::text), i.resource_code,
            i.description, case
                when i.machine_ids = '{}' then 'no scheduled machine is at or below it'
                when not d.is_planned then 'nothing is planned at that time'
                when d.is_stopped then 'other exceptions stop the machine then'
                when i.impact_type = 'additional' then 'the time is planned already'
                when i.impact_type = 'shifted' then 'no shift starts in it'
                else 'other exceptions or holidays decide'
            end),
        format('Cancel it (sched exceptions cancel %s), or correct its resource or times.', i.id)
    from idle as i
    cross join lateral sched_engine.effective_time_zones(array[i.resource_id]) as z
    cross join lateral (
        select
            (min(o.start_time) at time zone z.time_zone)::date as first_date,
            (nullif(max(o.end_time), 'infinity') at time zone z.time_zone)::date as last_date,
            bool_or(exists (
                select from planned as p
                where p.resource_id = any(i.machine_ids)
                    and p.planned_start_time < o.end_time and p.planned_end_time > o.start_time
            )) as is_planned,
            i.impact_type = 'additional' and bool_or(exists (
                select from planned as p
                where p.resource_id = any(i.machine_ids)
                    and p.schedule_status <> 'operating' and p.exception_id is not null
                    and p.planned_start_time < o.end_time and p.planned_end_time > o.start_time
            )) as is_stopped
        from occurrences as o
        where o.exception_id = i.id
    ) as d
$$;

comment on function sched_engine.lint_exceptions(date, date) is
    'Active exceptions between now and p_to that no row of the plan carries, neither one to come nor one
stored (LINT-004). The dates are those of the first start and the last end, by the clock of its
resource.';
