create or replace function sched_engine.ical_instant(p_instant timestamptz)
returns text
language sql
stable
parallel safe
as $$
    select to_char(p_instant at time zone 'UTC', 'YYYYMMDD"T"HH24MISS"Z"')
$$;

comment on function sched_engine.ical_instant(timestamptz) is 'An instant as iCalendar writes it, in UTC.';
