create or replace function sched_engine.model_shifts(
    p_resource_ids bigint[], p_from date, p_to date, p_with_moves boolean
)
returns table (
    resource_id bigint,
    schedule_date date,
    pattern_id bigint,
    shift_second integer,
    shift_code text,
    nominal_start_time timestamptz,
    due_start_time timestamptz,
    due_end_time timestamptz,
    moved_by bigint,
    moved_minutes integer,
    work tstzmultirange
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with followed as materialized (
        select
            e.resource_id,
            e.pattern_id,
            e.valid,
            z.time_zone
        from sched_engine.effective_patterns(p_resource_ids, p_from, p_to) as e
        inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = e.resource_id
    ),

    -- Once for all that follow a pattern in one zone.
    shifts as (
        select
            u.pattern_id,
            u.time_zone,
            x.schedule_date,
            x.shift_second,
            x.shift_code,
            x.shift_start_time,
            x.shift_end_time,
            coalesce(range_agg(tstzrange(x.start_time, x.end_time)) filter (where x.is_operating), '{}') as work
        from (select distinct f.pattern_id, f.time_zone from followed as f) as u
        cross join lateral sched_engine.expand_pattern(u.pattern_id, u.time_zone, p_from, p_to) as x
        group by
            u.pattern_id, u.time_zone, x.schedule_date, x.shift_second, x.shift_code, x.shift_start_time, x.shift_end_time
    ),

    -- In arrays, so that each shift looks at the moves of its own machine only.
    moves as materialized (
        select
            e.resource_id,
            array_agg(e.exception_id order by e.standing) as exception_ids,
            array_agg(e.shift_minutes order by e.standing) as minutes,
            array_agg(e.start_time order by e.standing) as start_times,
            array_agg(e.end_time order by e.standing) as end_times
        from sched_engine.effective_exceptions(p_resource_ids, p_from, p_to) as e
        where p_with_moves and e.impact_type = 'shifted'
        group by e.resource_id
    )

    select
        f.resource_id,
        x.schedule_date,
        x.pattern_id,
        x.shift_second,
        x.shift_code,
        x.shift_start_time,
        x.shift_start_time + coalesce(m.by_time, interval '0'),
        x.shift_end_time + coalesce(m.by_time, interval '0'),
        m.exception_id,
        m.shift_minutes,
        case
            when m.exception_id is null then x.work
            else (
                select coalesce(range_agg(tstzrange(lower(p.part) + m.by_time, upper(p.part) + m.by_time)), '{}')
                from unnest(x.work) as p (part)
            )
        end
    from followed as f
    inner join shifts as x
        on x.pattern_id = f.pattern_id and x.time_zone = f.time_zone and f.valid @> x.schedule_date
    left join moves as o on o.resource_id = f.resource_id
    left join lateral (
        select
            i.exception_id,
            i.shift_minutes,
            make_interval(mins => i.shift_minutes) as by_time
        from unnest(o.exception_ids, o.minutes, o.start_times, o.end_times)
            with ordinality as i (exception_id, shift_minutes, start_time, end_time, standing)
        where o.resource_id is not null
            and i.start_time <= x.shift_start_time and i.end_time > x.shift_start_time
        order by i.standing
        limit 1
    ) as m on true;
end
$$;

comment on function sched_engine.model_shifts(bigint[], date, date, boolean) is
    'Whole shifts that the effective patterns give each resource on the business dates p_from to p_to, each alone: where it
starts by its pattern (nominal), where it is due once exceptions have moved it (p_with_moves), and when it works: its time
without breaks. Shifts of one resource may still overlap here.';
