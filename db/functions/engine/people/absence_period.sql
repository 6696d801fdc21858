create or replace function sched_engine.absence_period(
    p_start_date date, p_end_date date, p_start_time timestamptz, p_end_time timestamptz, p_zone text
)
returns tstzrange
language sql
immutable
parallel safe
as $$
    select tstzrange(
        coalesce(p_start_time, (p_start_date + time '12:00') at time zone p_zone),
        coalesce(p_end_time, (p_end_date + 1)::timestamp at time zone p_zone)
    )
$$;

comment on function sched_engine.absence_period(date, date, timestamptz, timestamptz, text) is
    'From when to when an absence, of whole days or of a part of one, is in the way of one of the other sort: until noon of
the first whole day the night before it may run, which that day does not concern. Inlined into the query that calls it.';
