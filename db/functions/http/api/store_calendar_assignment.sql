create or replace function sched_http.store_calendar_assignment(
    p_old api_v1.calendar_assignments, p_new api_v1.calendar_assignments
)
returns api_v1.calendar_assignments
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(
        p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
    );
    v_calendar_id constant bigint := sched_http.given_calendar(
        p_new.calendar_id, p_new.calendar_code, p_old.calendar_id, p_old.calendar_code
    );
    v_stored api_v1.calendar_assignments;
begin
    if p_old.resource_id is null then
        insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority)
        select
            v_resource_id,
            v_calendar_id,
            coalesce(p_new.priority, coalesce(max(a.priority), 0) + 1)
        from sched.resource_calendar_assignments as a
        where a.resource_id = v_resource_id;
    else
        update sched.resource_calendar_assignments as a
        set resource_id = v_resource_id, calendar_id = v_calendar_id, priority = p_new.priority
        where a.resource_id = p_old.resource_id and a.calendar_id = p_old.calendar_id;
    end if;
    select a.* into v_stored
    from api_v1.calendar_assignments as a
    where a.resource_id = v_resource_id and a.calendar_id = v_calendar_id;
    return v_stored;
end
$$;

comment on function sched_http.store_calendar_assignment(
    api_v1.calendar_assignments, api_v1.calendar_assignments
) is
    'Adds (p_old is null) or changes a calendar assignment from rows of api_v1.calendar_assignments; returns it as stored.
SC001: unknown. SC016: no resource or calendar, or two.';
