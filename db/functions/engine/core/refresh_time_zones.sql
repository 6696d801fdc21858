create or replace function sched_engine.refresh_time_zones()
returns bigint
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    with added as (
        insert into sched.time_zones (zone_name)
        select z.name
        from pg_catalog.pg_timezone_names as z
        where z.name !~ '^(posix|right)/|^(localtime|Factory|posixrules)$'
            -- An abbreviation is read before a zone of the same name, and has no clock changes.
            and (
                z.name not in (select a.abbrev from pg_catalog.pg_timezone_abbrevs as a)
                or z.name in ('UTC', 'GMT')
            )
        on conflict do nothing
        returning 1
    )

    select count(*) from added
$$;

comment on function sched_engine.refresh_time_zones() is
    'Adds time zones that the server''s zone files have and sched.time_zones has not; returns how many.';

select sched_engine.refresh_time_zones();
