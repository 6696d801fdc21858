create or replace function sched_engine.exception_occurrences(p_resource_ids bigint[], p_from date, p_to date)
returns table (exception_id bigint, start_time timestamptz, end_time timestamptz)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    -- Zones span UTC-12 to UTC+14, and a shift of the last date may run through the next one.
    select
        e.id,
        e.start_datetime::timestamptz,
        coalesce(e.end_datetime::timestamptz, 'infinity')
    from sched.schedule_exceptions as e
    where e.resource_id = any(p_resource_ids) and e.is_active
        and e.start_datetime < (p_to + 3)::timestamp at time zone 'UTC'
        and e.recurrence_rule is null
        and coalesce(e.end_datetime::timestamptz, 'infinity') > (p_from - 1)::timestamp at time zone 'UTC'
    union all
    -- On the clock that was in force when the occurrence starts. It lasts as long on the clock as the first one, like a
    -- shift does.
    select
        a.id,
        i.start_time,
        i.end_time
    from (
        select
            e.*,
            t.time_zone,
            t.valid_from,
            t.valid_until,
            e.start_datetime at time zone t.time_zone as wall_start,
            e.end_datetime at time zone t.time_zone as wall_end
        from sched.schedule_exceptions as e
        inner join sched.resource_states as t
            on t.resource_id = e.resource_id and t.valid_until > (p_from - 4)::timestamp at time zone 'UTC'
        where e.resource_id = any(p_resource_ids) and e.is_active
            and e.start_datetime < (p_to + 3)::timestamp at time zone 'UTC'
            and e.recurrence_rule is not null
    ) as a
    cross join lateral sched_engine.recurrence_occurrences(
        a.recurrence_rule, a.wall_start, a.recurrence_excluded, a.recurrence_added,
        (p_from - 1)::timestamp - interval '14 hours' - (a.wall_end - a.wall_start), (p_to + 3)::timestamp
    ) as o (wall_start)
    cross join lateral (
        select
            sched_engine.wall_to_instant(o.wall_start, a.time_zone) as start_time,
            sched_engine.wall_to_instant(o.wall_start + (a.wall_end - a.wall_start), a.time_zone) as end_time
    ) as i
    where i.start_time < i.end_time and i.start_time >= a.valid_from and i.start_time < a.valid_until;
end
$$;

comment on function sched_engine.exception_occurrences(bigint[], date, date) is
    'Occurrences of the active exceptions attached to these very resources that may touch shifts of the business dates
p_from to p_to, as half-open intervals of instants; an open end is infinity. A recurrence rule runs in wall time of the
resource the exception is attached to, in the zone that it had when the occurrence starts.';
