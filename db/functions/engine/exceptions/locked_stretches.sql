create or replace function sched_engine.locked_stretches(p_exception sched.schedule_exceptions)
returns tstzrange[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone constant text := (
        select z.time_zone from sched_engine.effective_time_zones(array[p_exception.resource_id]) as z
    );
    v_open constant timestamptz := sched_engine.first_unlocked(v_zone);
    v_wall_start constant timestamp := p_exception.start_datetime at time zone v_zone;
    v_wall_length constant interval := (p_exception.end_datetime at time zone v_zone) - v_wall_start;
begin
    -- As sched_engine.exception_occurrences reads them.
    return array(
        select tstzrange(o.start_time, least(o.end_time, v_open))
        from (
            select
                p_exception.start_datetime::timestamptz as start_time,
                coalesce(p_exception.end_datetime::timestamptz, 'infinity') as end_time
            where p_exception.recurrence_rule is null
            union all
            select
                sched_engine.wall_to_instant(r.moment, v_zone),
                sched_engine.wall_to_instant(r.moment + v_wall_length, v_zone)
            from sched_engine.recurrence_occurrences(
                p_exception.recurrence_rule, v_wall_start, p_exception.recurrence_excluded,
                p_exception.recurrence_added, '-infinity', v_open at time zone v_zone
            ) as r (moment)
            where p_exception.recurrence_rule is not null
        ) as o
        where o.start_time < least(o.end_time, v_open)
        order by o.start_time
    );
end
$$;

comment on function sched_engine.locked_stretches(sched.schedule_exceptions) is
    'When an exception happens in the locked period, in order: its occurrences before sched_engine.first_unlocked, cut off
there, whether it is in force or was cancelled. None for null.';
