create or replace function sched_http.write_calendar_assignment()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number integer;
    v_code text;
    v_message text;
    v_hint text;
    v_detail text;
begin
    perform sched_engine.acquire_model_lock();
    v_number := sched_http.next_element();
    if tg_op = 'DELETE' then
        delete from sched.resource_calendar_assignments as a
        where a.resource_id = old.resource_id and a.calendar_id = old.calendar_id;
        return old;
    end if;

    begin
        perform set_config('sched.plain_errors', 'on', true);
        new := sched_http.store_calendar_assignment(old, new);
        perform set_config('sched.plain_errors', '', true);
    exception when others then
        get stacked diagnostics
            v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint,
            v_detail = pg_exception_detail;
        if v_code !~ '^(SC|22|23)' then
            raise;
        end if;
        perform sched_http.refuse_element(v_code, v_message, v_hint, v_detail, v_number);
    end;
    return new;
end
$$;

comment on function sched_http.write_calendar_assignment() is
    'Trigger: writes calendar assignments through api_v1.calendar_assignments. An error names the element of the request.';
