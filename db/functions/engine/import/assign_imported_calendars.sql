create or replace function sched_engine.assign_imported_calendars(p_changes jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from sched.resource_calendar_assignments as a
    using jsonb_to_recordset(p_changes) as c (resource_id bigint, calendar_ids bigint[])
    where a.resource_id = c.resource_id and c.calendar_ids is not null;

    insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority)
    select
        r.id,
        k.calendar_id,
        k.priority
    from jsonb_to_recordset(p_changes) as c (resource_code text, calendar_ids bigint[])
    inner join sched.resources as r on r.resource_code = c.resource_code
    cross join lateral unnest(c.calendar_ids) with ordinality as k (calendar_id, priority);
end
$$;

comment on function sched_engine.assign_imported_calendars(jsonb) is
    'Gives resources the calendars of rows of sched_engine.plant_changes, in that order; an empty list:
none of its own.';
