create or replace function sched_engine.lint_overtime(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with exceptions as materialized (
        select
            e.*,
            tstzrange(e.start_time, e.end_time) as times
        from sched_engine.effective_exceptions(
            array(
                select r.id
                from sched.resources as r
                where r.requires_scheduling and r.is_active and r.path_ids && array(
                    select e.resource_id
                    from sched.schedule_exceptions as e
                    where e.is_active and e.impact_type = 'additional'
                )
            ),
            p_from, p_to
        ) as e
        where e.impact_type in ('additional', 'no_operation')
    ),

    overtime as materialized (
        select
            e.*,
            r.resource_code::text as machine,
            z.time_zone,
            (e.start_time at time zone z.time_zone)::date as business_date
        from exceptions as e
        inner join sched.resources as r on r.id = e.resource_id
        inner join sched_engine.effective_time_zones(
            array(select distinct i.resource_id from exceptions as i)
        ) as z on z.resource_id = e.resource_id
        where e.impact_type = 'additional'
    ),

    -- The one that stands first gets the time.
    doubled as (
        select
            o.exception_id as winner,
            l.exception_id as loser,
            array_agg(distinct o.machine) as machines,
            min((greatest(o.start_time, l.start_time) at time zone o.time_zone)::date) as first_date,
            max((least(o.end_time, l.end_time) at time zone o.time_zone)::date) as last_date
        from overtime as o
        inner join overtime as l
            on l.resource_id = o.resource_id and l.standing > o.standing
            and l.start_time < o.end_time and l.end_time > o.start_time
        group by o.exception_id, l.exception_id
    ),

    stopped as (
        select
            s.exception_id as winner,
            o.exception_id as loser,
            array_agg(distinct o.machine) as machines,
            min(o.business_date) as first_date,
            max(o.business_date) as last_date,
            bool_or(o.times <@ s.times) as is_whole,
            sum(h.hours) as hours
        from overtime as o
        inner join (
            select
                e.resource_id,
                e.exception_id,
                range_agg(e.times) as times
            from exceptions as e
            where e.impact_type = 'no_operation'
            group by e.resource_id, e.exception_id
        ) as s on s.resource_id = o.resource_id and s.times && o.times
        cross join lateral (
            select sum(sched_engine.hours(lower(t.part), upper(t.part))) as hours
            from unnest(s.times * tstzmultirange(o.times)) as t (part)
        ) as h
        where o.business_date between p_from and p_to
        group by s.exception_id, o.exception_id
    )

    select
        'warning',
        'LINT-006',
        'exception',
        o.loser::text,
        o.first_date,
        o.last_date,
        format('Its overtime overlaps %s on %s: the time counts once.',
            case when o.winner = o.loser then 'itself' else format('that of exception %s', o.winner) end,
            sched_engine.shorten_names(o.machines)),
        format('Change the times of one of them, or cancel it: sched exceptions cancel %s', o.loser)
    from doubled as o
    union all
    select
        case when s.is_whole then 'warning' else 'info' end,
        'LINT-006',
        'exception',
        s.loser::text,
        s.first_date,
        s.last_date,
        format('Of its overtime on %s, %s of %s nothing: exception %s (%s, %s) stops the machine then.',
            sched_engine.shorten_names(s.machines), trim_scale(round(s.hours, 2)),
            sched_engine.counted(trim_scale(round(w.hours, 2)), 'hour adds', 'hours add'),
            s.winner, e.exception_type, e.description),
        format('Change the times of one of them, or cancel it: sched exceptions cancel %s', s.loser)
    from stopped as s
    inner join sched.schedule_exceptions as e on e.id = s.winner
    cross join lateral (
        select sum(sched_engine.hours(o.start_time, o.end_time)) as hours
        from overtime as o
        where o.exception_id = s.loser and o.machine = any(s.machines) and o.business_date between p_from and p_to
    ) as w
$$;

comment on function sched_engine.lint_overtime(date, date) is
    'Overtime between p_from and p_to that adds nothing, because it overlaps other overtime on the same machine, or an
exception that stops the machine (LINT-006, once for each pair; of stops as a note unless they cover a whole occurrence).';
