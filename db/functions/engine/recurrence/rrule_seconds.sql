create or replace function sched_engine.rrule_seconds(
    p_hours integer[], p_minutes integer[], p_seconds integer[]
)
returns integer[]
language sql
immutable
parallel safe
as $$
    select array(
        select h.value * 3600 + m.value * 60 + s.value
        from unnest(p_hours) as h (value)
        cross join unnest(p_minutes) as m (value)
        cross join unnest(p_seconds) as s (value)
        order by 1
    )
$$;

comment on function sched_engine.rrule_seconds(integer[], integer[], integer[]) is
    'All combinations of hours, minutes and seconds, as ascending numbers of seconds.';
