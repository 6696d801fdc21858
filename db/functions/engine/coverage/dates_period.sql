create or replace function sched_engine.dates_period(p_dates daterange)
returns tstzrange
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    -- 14 hours for the zone and a day for a shift that was moved; after the last date as well a day that it may last.
    select tstzrange(
        lower(p_dates)::timestamp at time zone 'UTC' - interval '38 hours',
        upper(p_dates)::timestamp at time zone 'UTC' + interval '60 hours'
    )
$$;

comment on function sched_engine.dates_period(daterange) is
    'The period in which all shifts of these business dates lie, wherever in the world.';
