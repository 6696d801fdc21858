-- What one would write without stored rows: the plan of some machines for some dates, worked out from the rules each
-- time it is asked for. Patterns and time zones of the nearest place above, holidays of each place, stops cut out. Weekly
-- patterns only, no breaks, no order of exceptions, nothing that has been planned before. Inlined into the query that asks.
create temporary table place_holidays (resource_id bigint, holiday_date date, primary key (resource_id, holiday_date));

create function pg_temp.planned(p_ids bigint[], p_from date, p_to date)
returns table (resource_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz)
language sql
stable
as $$
    with machines as materialized (
        select
            r.id,
            z.time_zone,
            a.pattern_id,
            h.resource_id as place_id
        from sched.resources as r
        cross join lateral (
            select p.time_zone
            from sched.resources as p
            where p.id = any(r.path_ids) and p.time_zone is not null
            order by p.hierarchy_level desc
            limit 1
        ) as z
        cross join lateral (
            select p.pattern_id
            from sched.resource_pattern_assignments as p
            inner join sched.resources as o on o.id = p.resource_id
            where p.resource_id = any(r.path_ids)
                and p.effective_date <= p_from and coalesce(p.end_date, p_to) >= p_to
            order by o.hierarchy_level desc
            limit 1
        ) as a
        left join lateral (
            select o.id as resource_id
            from sched.resources as o
            where o.id = any(r.path_ids) and o.resource_type = 'site'
        ) as h on true
        where r.id = any(p_ids)
    ),

    -- Once for all machines that share pattern, zone and place.
    shifts as materialized (
        select
            m.time_zone,
            m.pattern_id,
            m.place_id,
            d.day,
            (d.day + u.start_time) at time zone m.time_zone as start_time,
            (d.day + case when u.end_time <= u.start_time then 1 else 0 end + u.end_time)
            at time zone m.time_zone as end_time
        from (select distinct i.time_zone, i.pattern_id, i.place_id from machines as i) as m
        cross join (
            select s.at::date as day from generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as s (at)
        ) as d
        inner join sched.pattern_rules as u
            on u.pattern_id = m.pattern_id and u.is_operating and u.cycle_day = extract(dow from d.day)
        where not exists (
            select from pg_temp.place_holidays as h where h.resource_id = m.place_id and h.holiday_date = d.day
        )
    ),

    stops as materialized (
        select e.resource_id, range_agg(tstzrange(e.start_datetime, e.end_datetime)) as stopped
        from sched.schedule_exceptions as e
        where e.is_active and e.resource_id = any(p_ids)
        group by e.resource_id
    )

    select
        m.id,
        s.day,
        lower(w.part),
        upper(w.part)
    from machines as m
    inner join shifts as s on (s.time_zone, s.pattern_id, s.place_id) = (m.time_zone, m.pattern_id, m.place_id)
    left join stops as e on e.resource_id = m.id
    cross join lateral unnest(
        case when e.stopped && tstzrange(s.start_time, s.end_time)
            then tstzmultirange(tstzrange(s.start_time, s.end_time)) - e.stopped
            else tstzmultirange(tstzrange(s.start_time, s.end_time))
        end
    ) as w (part)
$$;
