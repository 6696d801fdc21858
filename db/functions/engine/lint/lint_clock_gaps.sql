create or replace function sched_engine.lint_clock_gaps(p_from date, p_to date)
returns setof sched_engine.lint_finding
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with followed as materialized (
        select
            e.pattern_id,
            z.time_zone,
            range_agg(e.valid) as valid,
            count(distinct e.resource_id) as machines
        from sched_engine.effective_patterns(sched_engine.visible_machines(), p_from, p_to) as e
        inner join sched_engine.effective_time_zones(sched_engine.visible_machines()) as z
            on z.resource_id = e.resource_id
        group by e.pattern_id, z.time_zone
    ),

    -- Where the local clock advances by more than a day in 24 hours, some of its times are skipped.
    -- Materialized, these and their dates: the planner expects many, and would look for them once for each rule and date.
    jumps as materialized (
        select
            z.time_zone,
            w.wall_from,
            w.wall_to
        from (select distinct f.time_zone from followed as f) as z
        cross join generate_series(
            p_from - interval '1 day', p_to + interval '1 day', interval '1 day'
        ) as d (day)
        cross join lateral (
            select
                (d.day at time zone 'UTC') at time zone z.time_zone as wall_from,
                ((d.day + interval '1 day') at time zone 'UTC') at time zone z.time_zone as wall_to
        ) as w
        where w.wall_to - w.wall_from > interval '1 day'
    ),

    -- A date around which the clocks change may be found twice.
    dates as materialized (
        select distinct
            f.*,
            d.day
        from jumps as j
        inner join followed as f on f.time_zone = j.time_zone
        cross join generate_series(
            date_trunc('day', j.wall_from) - interval '1 day', j.wall_to, interval '1 day'
        ) as d (day)
        where f.valid @> d.day::date
    ),

    landing as (
        select
            d.*,
            r.is_operating,
            d.day::date as schedule_date,
            i.start_time,
            i.end_time,
            to_char(r.start_time, 'HH24:MI') || '-' || to_char(r.end_time, 'HH24:MI') as label,
            i.start_time at time zone d.time_zone <> w.wall_start as is_start_skipped,
            -- One that ends as the gap starts, or just after it, loses nothing.
            i.end_time at time zone d.time_zone <> w.wall_end
            and sched_engine.wall_to_instant(w.wall_end - interval '1 second', d.time_zone) = i.end_time
                as is_end_skipped
        from dates as d
        inner join sched.operating_patterns as p on p.id = d.pattern_id
        inner join sched.pattern_rules as r
            on r.pattern_id = p.id
            and r.cycle_day
            = ((d.day::date - p.anchor_date::date) % p.cycle_days + p.cycle_days) % p.cycle_days
        cross join lateral (
            select
                d.day + r.start_time as wall_start,
                d.day + (r.end_time <= r.start_time)::integer * interval '1 day' + r.end_time as wall_end
        ) as w
        cross join lateral (
            select
                sched_engine.wall_to_instant(w.wall_start, d.time_zone) as start_time,
                sched_engine.wall_to_instant(w.wall_end, d.time_zone) as end_time
        ) as i
    )

    select
        case when l.start_time = l.end_time and l.is_operating then 'warning' else 'info' end,
        'LINT-005',
        'pattern',
        p.pattern_code::text,
        l.schedule_date,
        l.schedule_date,
        format('%s %s %s because the clocks of %s skip that time; %s it.',
            case when l.is_operating then 'Shift' else 'Break' end, l.label,
            case
                when l.start_time = l.end_time then 'is left out'
                when l.is_start_skipped
                    then 'starts at ' || to_char(l.start_time at time zone l.time_zone, 'HH24:MI')
                else 'ends at ' || to_char(l.end_time at time zone l.time_zone, 'HH24:MI')
            end,
            l.time_zone, sched_engine.counted(l.machines, 'machine follows', 'machines follow')),
        'Nothing, if it may be that short on that date; otherwise plan overtime.'
    from landing as l
    inner join sched.operating_patterns as p on p.id = l.pattern_id
    where l.is_start_skipped or l.is_end_skipped
$$;

comment on function sched_engine.lint_clock_gaps(date, date) is
    'Shifts and breaks in use that start or end at a local time which a clock change skips between p_from
and p_to (LINT-005, once for each rule, zone and date). One that runs through the change is shorter by
it, and is no finding.';
