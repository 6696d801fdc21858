create or replace function sched_engine.dates_said(p_from date, p_to date)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_to is null then format('from %s on', p_from)
        when p_from = p_to then format('on %s', p_from)
        else format('from %s to %s', p_from, p_to)
    end
$$;

comment on function sched_engine.dates_said(date, date) is
    'Dates as a message says them, both included: from 2027-01-04 to 2027-01-08, on 2027-01-04, from 2027-01-04 on.';
