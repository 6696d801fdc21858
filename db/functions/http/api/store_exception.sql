create or replace function sched_http.store_exception(p_old api_v1.exceptions, p_new api_v1.exceptions)
returns api_v1.exceptions
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint := p_old.id;
    v_resource_id bigint;
    v_stored api_v1.exceptions;
begin
    if p_old.id is null then
        v_id := sched_http.add_given_exception(p_new);
    elsif p_new.id is null then
        perform sched_engine.cancel_exception(p_old.id);
    else
        v_resource_id := sched_http.given_resource(
            p_new.resource_id, p_new.resource_code, p_old.resource_id, p_old.resource_code
        );
        perform sched_engine.check_exception(
            v_resource_id, p_new.exception_type, p_new.start_datetime, p_new.end_datetime, p_new.impact_type,
            p_new.capacity_percent, p_new.recurrence_rule, p_new.shift_minutes, p_new.shift_code
        );
        update sched.schedule_exceptions as e
        set
            resource_id = v_resource_id,
            exception_type = p_new.exception_type,
            impact_type = p_new.impact_type,
            capacity_percent = p_new.capacity_percent,
            start_datetime = p_new.start_datetime,
            end_datetime = p_new.end_datetime,
            recurrence_rule = p_new.recurrence_rule,
            recurrence_excluded = p_new.recurrence_excluded,
            recurrence_added = p_new.recurrence_added,
            shift_minutes = p_new.shift_minutes,
            shift_code = p_new.shift_code,
            description = p_new.description,
            is_active = p_new.is_active
        where e.id = p_old.id;
    end if;
    select e.* into v_stored from api_v1.exceptions as e where e.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_exception(api_v1.exceptions, api_v1.exceptions) is
    'Adds (p_old is null), changes or cancels (p_new is null) an exception from rows of api_v1.exceptions; returns it as stored.
Errors: those of sched_engine.add_exception and cancel_exception.';
