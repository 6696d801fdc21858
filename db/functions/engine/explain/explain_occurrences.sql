create or replace function sched_engine.explain_occurrences(p_resource_id bigint, p_at timestamptz)
returns table (
    exception_id bigint,
    standing integer,
    start_time timestamptz,
    end_time timestamptz,
    cancelled text,
    covers boolean
)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        e.exception_id,
        e.standing,
        e.start_time,
        e.end_time,
        null as cancelled,
        p_at >= e.start_time and p_at < e.end_time as covers
    from sched_engine.effective_time_zones(array[p_resource_id]) as z
    cross join lateral sched_engine.effective_exceptions(
        array[p_resource_id],
        (p_at at time zone z.time_zone)::date - 3,
        (p_at at time zone z.time_zone)::date + 2
    ) as e
    union all
    select
        e.id,
        null,
        c.start_time,
        c.end_time,
        c.cancelled,
        p_at >= c.start_time and p_at < c.end_time
    from sched.resources as r
    inner join sched.schedule_exceptions as e on e.resource_id = any(r.path_ids)
    inner join sched_engine.effective_time_zones(r.path_ids) as z on z.resource_id = e.resource_id
    cross join lateral (
        select
            e.start_datetime::timestamptz,
            coalesce(e.end_datetime::timestamptz, 'infinity'),
            'It was cancelled.'
        where not e.is_active
        union all
        select
            sched_engine.wall_to_instant(x.wall, z.time_zone),
            sched_engine.wall_to_instant(
                x.wall
                - (e.start_datetime at time zone z.time_zone) + (e.end_datetime at time zone z.time_zone),
                z.time_zone
            ),
            'This occurrence was cancelled.'
        from unnest(e.recurrence_excluded) as x (wall)
        where e.is_active
    ) as c (start_time, end_time, cancelled)
    where r.id = p_resource_id;
end
$$;

comment on function sched_engine.explain_occurrences(bigint, timestamptz) is
    'Occurrences of the exceptions of a resource and above it on the dates around an instant, and of those
whether they cover it; also cancelled exceptions and occurrences, without standing and with a sentence that
says so.';
