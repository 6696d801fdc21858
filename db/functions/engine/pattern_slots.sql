create or replace function sched_engine.pattern_slots(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    start_time timestamptz,
    end_time timestamptz
)
language sql
stable
parallel safe
rows 10000
set search_path = ''
as $$
    -- The day before counts too: its night shift may still run when the first shift of p_from starts.
    with followed as materialized (
        select
            e.resource_id,
            e.pattern_id,
            e.valid,
            z.time_zone
        from sched_engine.effective_patterns(p_resource_ids, p_from - 1, p_to) as e
        inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = e.resource_id
    ),

    expanded as (
        select
            u.pattern_id,
            u.time_zone,
            x.*
        from (select distinct f.pattern_id, f.time_zone from followed as f) as u
        cross join lateral sched_engine.expand_pattern(u.pattern_id, u.time_zone, p_from - 1, p_to) as x
    ),

    -- A shift that has begun is finished: where the pattern changes under it, the next shift starts when it ends.
    queued as (
        select
            f.resource_id,
            x.*,
            max(x.shift_end_time) over (
                partition by f.resource_id order by x.schedule_date groups between unbounded preceding and 1 preceding
            ) as busy_until
        from followed as f
        inner join expanded as x on x.pattern_id = f.pattern_id and x.time_zone = f.time_zone
        where f.valid @> x.schedule_date
    )

    select
        q.resource_id,
        q.schedule_date,
        q.shift_code,
        q.pattern_id,
        greatest(q.start_time, q.busy_until),
        q.end_time
    from queued as q
    where q.is_operating and q.schedule_date >= p_from and q.end_time > coalesce(q.busy_until, '-infinity')
$$;

comment on function sched_engine.pattern_slots(bigint[], date, date) is
    'Working stretches that the effective patterns give each resource on the business dates p_from to p_to, before
holidays and exceptions. Stretches of one resource never overlap.';
