create or replace function sched_engine.calendar_observers(p_calendar_ids bigint[])
returns table (calendar_id bigint, resource_id bigint)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        a.calendar_id,
        a.resource_id
    from sched.resource_calendar_assignments as a
    where a.calendar_id = any(p_calendar_ids)
    union
    select
        c.id,
        r.id
    from sched.holiday_calendars as c
    cross join sched.resources as r
    where c.id = any(p_calendar_ids) and c.is_default and r.parent_resource_id is null
$$;

comment on function sched_engine.calendar_observers(bigint[]) is
    'Resources where these calendars come into the plant: those they are assigned to, and the roots for the default one.';
