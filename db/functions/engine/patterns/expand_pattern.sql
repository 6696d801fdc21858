create or replace function sched_engine.expand_pattern(
    p_pattern_id bigint, p_zone text, p_from date, p_to date, p_days_behind integer default 0
)
returns table (
    schedule_date date,
    shift_code text,
    is_operating boolean,
    start_time timestamptz,
    end_time timestamptz,
    shift_start_time timestamptz,
    shift_end_time timestamptz,
    shift_second integer
)
language plpgsql
stable
parallel safe
rows 500
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        w.schedule_date,
        w.shift_code,
        w.is_operating,
        lower(i.stretch),
        upper(i.stretch),
        sched_engine.wall_to_instant(w.schedule_date + w.shift_start_second * interval '1 second', p_zone),
        sched_engine.wall_to_instant(w.schedule_date + w.shift_end_second * interval '1 second', p_zone),
        w.shift_start_second
    from (
        select
            d.day::date as schedule_date,
            s.shift_code,
            s.is_operating,
            s.shift_start_second,
            s.shift_end_second,
            -- Collected by shift, because a break that a clock change skips leaves one stretch, not two that touch.
            range_agg(tstzrange(
                sched_engine.wall_to_instant(d.day + s.start_second * interval '1 second', p_zone),
                sched_engine.wall_to_instant(d.day + s.end_second * interval '1 second', p_zone)
            )) as stretches
        from sched.operating_patterns as p
        cross join generate_series(p_from::timestamp, p_to::timestamp, interval '1 day') as d (day)
        inner join sched_engine.pattern_stretches(p_pattern_id) as s
            on s.cycle_day
            = ((d.day::date - p.anchor_date::date - p_days_behind) % p.cycle_days + p.cycle_days) % p.cycle_days
        where p.id = p_pattern_id
        group by d.day, s.shift_code, s.is_operating, s.shift_start_second, s.shift_end_second
    ) as w
    cross join lateral unnest(w.stretches) as i (stretch);
end
$$;

comment on function sched_engine.expand_pattern(bigint, text, date, date, integer) is
    'Working stretches (is_operating) and breaks of one pattern in one IANA zone, for business dates p_from to p_to,
both included, of whoever runs p_days_behind days behind its cycle. Instants; a stretch that a clock change skips
altogether is left out. shift_second is the wall time at which the whole shift starts, in seconds after the midnight of
its date.';
