create or replace function sched_engine.pattern_slots(
    p_resource_ids bigint[], p_from date, p_to date, p_with_moves boolean default false,
    p_kept_before timestamptz default null
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    exception_id bigint,
    start_time timestamptz,
    end_time timestamptz
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = ''
as $$
#variable_conflict use_column
begin
    return query
    -- Neighbouring dates count too: the night shift of the day before may still run, and a shift may be moved by a day.
    with margin as (
        select
            p_from - case when p_with_moves then 3 else 1 end as first_date,
            p_to + case when p_with_moves then 2 else 0 end as last_date
    ),

    followed as materialized (
        select
            e.resource_id,
            e.pattern_id,
            e.valid,
            z.time_zone
        from margin as m
        cross join lateral sched_engine.effective_patterns(p_resource_ids, m.first_date, m.last_date) as e
        inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = e.resource_id
    ),

    expanded as (
        select
            u.pattern_id,
            u.time_zone,
            x.*
        from (select distinct f.pattern_id, f.time_zone from followed as f) as u
        cross join margin as m
        cross join lateral sched_engine.expand_pattern(u.pattern_id, u.time_zone, m.first_date, m.last_date) as x
    ),

    shifts as (
        select
            f.resource_id,
            x.schedule_date,
            x.shift_code,
            x.pattern_id,
            x.is_operating,
            x.start_time,
            x.end_time,
            x.shift_start_time,
            x.shift_end_time,
            null::bigint as moved_by,
            p_with_moves as is_movable
        from followed as f
        inner join expanded as x
            on x.pattern_id = f.pattern_id and x.time_zone = f.time_zone and f.valid @> x.schedule_date
        where (p_kept_before is null or x.start_time >= p_kept_before and sched_engine.is_scheduled(f.resource_id))
        union all
        select
            k.resource_id,
            k.schedule_date,
            k.shift_code,
            k.pattern_id,
            true,
            k.start_time,
            k.end_time,
            k.start_time,
            k.end_time,
            k.exception_id,
            false
        from margin as m
        cross join lateral sched_engine.kept_slots(p_resource_ids, m.first_date, m.last_date, p_kept_before) as k
        where p_kept_before is not null
    ),

    moves as materialized (
        select e.*
        from margin as m
        cross join lateral sched_engine.effective_exceptions(p_resource_ids, m.first_date, m.last_date) as e
        where p_with_moves and e.impact_type = 'shifted'
    ),

    moved as (
        select
            x.resource_id,
            x.schedule_date,
            x.shift_code,
            x.pattern_id,
            x.is_operating,
            coalesce(m.exception_id, x.moved_by) as exception_id,
            x.start_time + coalesce(m.by_time, interval '0') as start_time,
            x.end_time + coalesce(m.by_time, interval '0') as end_time,
            x.shift_start_time + coalesce(m.by_time, interval '0') as shift_start_time,
            x.shift_end_time + coalesce(m.by_time, interval '0') as shift_end_time
        from shifts as x
        left join lateral (
            select
                i.exception_id,
                make_interval(mins => i.shift_minutes) as by_time
            from moves as i
            where x.is_movable and i.resource_id = x.resource_id
                and i.start_time <= x.shift_start_time and i.end_time > x.shift_start_time
            order by i.standing
            limit 1
        ) as m on true
    ),

    -- A shift that has begun is finished: the next one starts when it ends, also where the pattern changes under it.
    queued as (
        select
            m.*,
            max(m.shift_end_time) over (
                partition by m.resource_id
                order by m.shift_start_time, m.schedule_date, m.shift_end_time
                groups between unbounded preceding and 1 preceding
            ) as busy_until
        from moved as m
    )

    select
        q.resource_id,
        q.schedule_date,
        q.shift_code,
        q.pattern_id,
        q.exception_id,
        greatest(q.start_time, q.busy_until),
        q.end_time
    from queued as q
    where q.is_operating
        and q.schedule_date between p_from and p_to
        and q.end_time > coalesce(q.busy_until, '-infinity');
end
$$;

comment on function sched_engine.pattern_slots(bigint[], date, date, boolean, timestamptz) is
    'Working stretches that the effective patterns give each resource on the business dates p_from to p_to, before holidays
and all exceptions but those that move shifts (p_with_moves, exception_id). Stretches of one resource never overlap.
With p_kept_before, stretches that began before that instant are those of the stored plan, whatever the patterns say now.';
