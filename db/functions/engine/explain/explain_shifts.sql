create or replace function sched_engine.explain_shifts(p_resource_id bigint, p_at timestamptz)
returns table (
    standing bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    assignment_id bigint,
    is_operating boolean,
    is_here boolean,
    moved_by bigint,
    moved_minutes integer,
    start_time timestamptz,
    end_time timestamptz,
    time_zone text
)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with around as materialized (
        select
            z.time_zone,
            (p_at at time zone z.time_zone)::date - 3 as first_date,
            (p_at at time zone z.time_zone)::date + 2 as last_date
        from sched_engine.effective_time_zones(array[p_resource_id]) as z
    ),

    moves as materialized (
        select e.*
        from around as a
        cross join lateral sched_engine.effective_exceptions(
            array[p_resource_id], a.first_date, a.last_date
        ) as e
        where e.impact_type = 'shifted'
    ),

    moved as (
        select
            x.*,
            f.pattern_id,
            f.assignment_id,
            a.time_zone,
            m.exception_id,
            m.shift_minutes,
            make_interval(mins => coalesce(m.shift_minutes, 0)) as by_time
        from around as a
        cross join lateral sched_engine.effective_patterns(
            array[p_resource_id], a.first_date, a.last_date
        ) as f
        cross join lateral sched_engine.expand_pattern(
            f.pattern_id, a.time_zone, lower(f.valid), upper(f.valid) - 1
        ) as x
        left join lateral (
            select i.*
            from moves as i
            where i.start_time <= x.shift_start_time and i.end_time > x.shift_start_time
            order by i.standing
            limit 1
        ) as m on true
    ),

    placed as (
        select
            m.*,
            p_at >= m.start_time + m.by_time and p_at < m.end_time + m.by_time as is_here
        from moved as m
    )

    select
        row_number() over (
            order by
                p.is_here desc, p.shift_start_time + p.by_time, p.schedule_date, p.shift_end_time + p.by_time
        ),
        p.schedule_date,
        p.shift_code,
        p.pattern_id,
        p.assignment_id,
        p.is_operating,
        p.is_here,
        p.exception_id,
        coalesce(p.shift_minutes, 0),
        p.shift_start_time + case when p.is_here then p.by_time else interval '0' end,
        p.shift_end_time + case when p.is_here then p.by_time else interval '0' end,
        p.time_zone
    from placed as p
    where p.is_here or p_at >= p.start_time and p_at < p.end_time;
end
$$;

comment on function sched_engine.explain_shifts(bigint, timestamptz) is
    'Shifts and breaks (not is_operating) that the patterns of today give a resource at an instant. Of those
that are there (is_here) the first by standing runs, because a shift that has begun is finished; the others
would be, had no exception moved them away (moved_by). start_time and end_time are those of the whole shift.';
