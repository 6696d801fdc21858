create or replace function sched_engine.machines_abroad(p_resource_ids bigint[])
returns table (
    resource_id bigint, calendar_id bigint, calendar_code text, calendar_country text, time_zone text, zone_country text
)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        c.resource_id,
        d.id,
        d.calendar_code::text,
        d.country_code::text,
        z.time_zone,
        k.country_code::text
    from sched_engine.effective_calendars(p_resource_ids) as c
    inner join sched_engine.effective_time_zones(p_resource_ids) as z on z.resource_id = c.resource_id
    inner join sched.zone_countries as k on k.zone_name = z.time_zone
    inner join sched.holiday_calendars as d on d.is_default
    -- An assigned list is never empty: these would observe the default calendar.
    where c.calendar_ids = '{}'
$$;

comment on function sched_engine.machines_abroad(bigint[]) is
    'Those of these resources that observe no calendar, because none is assigned and the default one (calendar_id) is of
another country than their time zone.';
