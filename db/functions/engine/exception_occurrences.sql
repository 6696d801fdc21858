create or replace function sched_engine.exception_occurrences(p_resource_ids bigint[], p_from date, p_to date)
returns table (exception_id bigint, start_time timestamptz, end_time timestamptz)
language plpgsql
stable
parallel safe
set search_path = ''
as $$
#variable_conflict use_column
begin
    return query
    with attached as (
        select
            e.*,
            z.time_zone,
            e.start_datetime at time zone z.time_zone as wall_start,
            e.end_datetime at time zone z.time_zone as wall_end
        from sched.schedule_exceptions as e
        inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = e.resource_id
        where e.resource_id = any(p_resource_ids) and e.is_active
            -- Zones span UTC-12 to UTC+14, and a shift of the last date may run through the next one.
            and e.start_datetime < (p_to + 3)::timestamp at time zone 'UTC'
    )

    select
        a.id,
        a.start_datetime::timestamptz,
        coalesce(a.end_datetime::timestamptz, 'infinity')
    from attached as a
    where a.recurrence_rule is null
        and coalesce(a.end_datetime::timestamptz, 'infinity') > (p_from - 1)::timestamp at time zone 'UTC'
    union all
    -- An occurrence lasts as long on the wall clock as the first one, like a shift does.
    select
        a.id,
        i.start_time,
        i.end_time
    from attached as a
    cross join lateral sched_engine.recurrence_occurrences(
        a.recurrence_rule, a.wall_start, a.recurrence_excluded, a.recurrence_added,
        (p_from - 1)::timestamp - interval '14 hours' - (a.wall_end - a.wall_start), (p_to + 3)::timestamp
    ) as o (wall_start)
    cross join lateral (
        select
            sched_engine.wall_to_instant(o.wall_start, a.time_zone) as start_time,
            sched_engine.wall_to_instant(o.wall_start + (a.wall_end - a.wall_start), a.time_zone) as end_time
    ) as i
    where a.recurrence_rule is not null and i.start_time < i.end_time;
end
$$;

comment on function sched_engine.exception_occurrences(bigint[], date, date) is
    'Occurrences of the active exceptions attached to these very resources that may touch shifts of the business dates
p_from to p_to, as half-open intervals of instants; an open end is infinity. A recurrence rule runs in wall time of the
resource the exception is attached to.';
