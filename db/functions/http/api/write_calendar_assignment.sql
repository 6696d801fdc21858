create or replace function sched_http.write_calendar_assignment()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.acquire_model_lock();
    if tg_op = 'DELETE' then
        delete from sched.resource_calendar_assignments as a
        where a.resource_id = old.resource_id and a.calendar_id = old.calendar_id;
        return old;
    end if;
    return sched_http.store_element('sched_http.store_calendar_assignment', old, new);
end
$$;

comment on function sched_http.write_calendar_assignment() is
    'Trigger: writes calendar assignments through api_v1.calendar_assignments. An error names the element of the request.';
