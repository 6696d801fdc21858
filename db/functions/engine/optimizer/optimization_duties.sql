create or replace function sched_engine.optimization_duties(p_resource_id bigint, p_from date, p_to date)
returns table (
    requirement_id bigint, schedule_date date, shift_code text, start_time timestamptz, end_time timestamptz,
    is_night boolean, is_weekend boolean
)
language plpgsql
stable
rows 200
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_longest constant interval := interval '13 hours';
    v_now constant timestamptz := sched_engine.current_instant();
begin
    return query
    with gaps as materialized (
        select
            g.requirement_id,
            g.resource_id,
            g.schedule_date,
            greatest(g.start_time, v_now) as start_time,
            g.end_time
        from sched.emp_coverage_gaps as g
        inner join sched.resources as r on r.id = g.resource_id
        where r.path_ids @> array[p_resource_id] and g.schedule_date between p_from and p_to and g.end_time > v_now
    ),

    shifts as materialized (
        select distinct
            q.requirement_id,
            s.schedule_date,
            s.shift_code,
            min(s.planned_start_time) as start_time,
            max(s.planned_end_time) as end_time
        from (select distinct g.requirement_id, g.resource_id, g.schedule_date from gaps as g) as q
        inner join sched.resources as m on m.path_ids @> array[q.resource_id]
        inner join sched.equipment_schedules as s on s.resource_id = m.id and s.schedule_date = q.schedule_date
        where s.shift_code is not null
        group by q.requirement_id, m.id, s.schedule_date, s.shift_code
    ),

    inside as (
        select
            g.requirement_id,
            g.resource_id,
            g.schedule_date,
            s.shift_code,
            greatest(g.start_time, s.start_time) as start_time,
            least(g.end_time, s.end_time) as end_time,
            s.start_time as shift_start
        from gaps as g
        inner join shifts as s
            on s.requirement_id = g.requirement_id and s.schedule_date = g.schedule_date
            and s.start_time < g.end_time and s.end_time > g.start_time
        union all
        select
            g.requirement_id,
            g.resource_id,
            g.schedule_date,
            null,
            g.start_time,
            g.end_time,
            null
        from gaps as g
        where not exists (
            select from shifts as s
            where s.requirement_id = g.requirement_id and s.schedule_date = g.schedule_date
                and s.start_time < g.end_time and s.end_time > g.start_time
        )
    ),

    -- A shift that is short throughout, breaks included; and each part of it that is short by itself.
    wholes as (
        select
            i.requirement_id, i.resource_id, i.schedule_date, i.shift_code, min(i.start_time) as start_time,
            max(i.end_time) as end_time
        from inside as i
        group by i.requirement_id, i.resource_id, i.schedule_date, i.shift_code, i.shift_start
        union
        select i.requirement_id, i.resource_id, i.schedule_date, i.shift_code, i.start_time, i.end_time
        from inside as i
        where i.end_time - i.start_time >= interval '2 hours'
    ),

    parts as (
        select
            w.requirement_id,
            w.resource_id,
            w.schedule_date,
            w.shift_code,
            w.start_time + n.nr * (w.end_time - w.start_time) / c.parts as start_time,
            w.start_time + (n.nr + 1) * (w.end_time - w.start_time) / c.parts as end_time
        from wholes as w
        cross join lateral (
            select ceil(extract(epoch from w.end_time - w.start_time) / extract(epoch from v_longest))::integer as parts
        ) as c
        cross join lateral generate_series(0, c.parts - 1) as n (nr)
    )

    select distinct
        p.requirement_id,
        p.schedule_date,
        p.shift_code,
        p.start_time,
        p.end_time,
        -- Three hours of the night at least.
        tsrange(l.start_local, l.end_local) && tsrange(l.start_local::date + time '00:00', l.start_local::date + time '03:00')
            or tsrange(l.start_local, l.end_local) @> tsrange(l.start_local::date + 1 + time '00:00', l.start_local::date + 1 + time '03:00'),
        extract(isodow from l.start_local) > 5
    from parts as p
    cross join lateral sched_engine.effective_time_zones(array[p.resource_id]) as z
    cross join lateral (
        select p.start_time at time zone z.time_zone as start_local, p.end_time at time zone z.time_zone as end_local
    ) as l
    where p.end_time > p.start_time;
end
$$;

comment on function sched_engine.optimization_duties(bigint, date, date) is
    'The shifts that could close gaps at or below a resource on these business dates: for each shift of the machines the hours in
which somebody is missing from the first to the last, and its parts of two hours or more; what is longer than 13 hours is divided.';
