create or replace function sched_engine.assign_calendars(p_resource_id bigint, p_calendar_ids bigint[])
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_current bigint[];
begin
    perform sched_engine.acquire_model_lock();
    select array_agg(c.calendar_id order by c.priority) into v_current
    from sched.resource_calendar_assignments as c
    where c.resource_id = p_resource_id;
    if coalesce(v_current, '{}') = p_calendar_ids then
        return false;
    end if;

    delete from sched.resource_calendar_assignments as c where c.resource_id = p_resource_id;
    insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority)
    select
        p_resource_id,
        c.calendar_id,
        c.priority
    from unnest(p_calendar_ids) with ordinality as c (calendar_id, priority);
    return true;
end
$$;

comment on function sched_engine.assign_calendars(bigint, bigint[]) is
    'Makes these the calendars of a resource and of everything below it without any of its own, in order of
priority; an empty array: it inherits again. False when they already were: then nothing is written.';
