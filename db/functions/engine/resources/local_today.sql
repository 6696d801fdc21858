create or replace function sched_engine.local_today(p_resource_id bigint)
returns date
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select (sched_engine.current_instant() at time zone z.time_zone)::date
    from sched_engine.effective_time_zones(array[p_resource_id]) as z
$$;

comment on function sched_engine.local_today(bigint) is 'Today, by the clock of a resource.';
