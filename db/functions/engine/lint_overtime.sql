create or replace function sched_engine.lint_overtime(p_from date, p_to date)
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
    with overtime as materialized (
        select e.*
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
        where e.impact_type = 'additional'
    ),

    -- The one that stands first gets the time.
    doubled as (
        select
            o.exception_id as winner,
            l.exception_id as loser,
            array_agg(distinct r.resource_code::text) as machines,
            min((greatest(o.start_time, l.start_time) at time zone z.time_zone)::date) as first_date,
            max((least(o.end_time, l.end_time) at time zone z.time_zone)::date) as last_date
        from overtime as o
        inner join overtime as l
            on l.resource_id = o.resource_id and l.standing > o.standing
            and l.start_time < o.end_time and l.end_time > o.start_time
        inner join sched.resources as r on r.id = o.resource_id
        inner join sched_engine.effective_time_zones(
            array(select distinct i.resource_id from overtime as i)
        ) as z on z.resource_id = o.resource_id
        group by o.exception_id, l.exception_id
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
            sched_engine.lint_names(o.machines)),
        format('Change the times of one of them, or cancel it: sched exceptions cancel %s', o.loser)
    from doubled as o
$$;

comment on function sched_engine.lint_overtime(date, date) is
    'Overtime that overlaps other overtime on the same machine between p_from and p_to (LINT-006, once for
each pair).';
