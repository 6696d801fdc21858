create or replace function sched_engine.pattern_stretches(p_pattern_id bigint)
returns table (
    cycle_day integer,
    shift_code text,
    is_operating boolean,
    start_second integer,
    end_second integer,
    shift_start_second integer,
    shift_end_second integer
)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with breaks as (
        -- Twice in a row, because a shift of the last day runs into the next cycle.
        select coalesce(range_agg(
            int4range(lower(b.part) + n.cycle * r.cycle_days * 86400, upper(b.part) + n.cycle * r.cycle_days * 86400)
        ), '{}') as seconds
        from sched.pattern_rules as r
        cross join unnest(r.occupies) as b (part)
        cross join generate_series(0, 1) as n (cycle)
        where r.pattern_id = p_pattern_id and not r.is_operating
    ),

    shifts as (
        select
            r.cycle_day,
            r.shift_code,
            r.cycle_day * 86400 as midnight,
            int4multirange(int4range(
                r.cycle_day * 86400 + extract(epoch from r.start_time)::integer,
                (r.cycle_day + (r.end_time <= r.start_time)::integer) * 86400
                + extract(epoch from r.end_time)::integer
            )) as seconds
        from sched.pattern_rules as r
        where r.pattern_id = p_pattern_id and r.is_operating
    )

    select
        s.cycle_day,
        s.shift_code,
        k.is_operating,
        lower(p.part) - s.midnight,
        upper(p.part) - s.midnight,
        lower(s.seconds) - s.midnight,
        upper(s.seconds) - s.midnight
    from shifts as s
    cross join breaks as b
    cross join lateral (values (true, s.seconds - b.seconds), (false, s.seconds * b.seconds)) as k (is_operating, parts)
    cross join lateral unnest(k.parts) as p (part);
end
$$;

comment on function sched_engine.pattern_stretches(bigint) is
    'One cycle of a pattern: working stretches and breaks of each shift, in seconds of wall time after the midnight that
starts the shift''s cycle day (up to 172,800). shift_start_second
and shift_end_second are those of the whole shift.';
