create or replace function sched_http.write_exception()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint := old.id;
    v_number integer;
    v_resource_id bigint;
    v_code text;
    v_message text;
    v_hint text;
    v_detail text;
begin
    -- Lists of occurrences are written by an update.
    perform sched_engine.acquire_model_lock(
        p_is_shared => tg_op = 'INSERT' and new.is_active is not false
            and coalesce(new.recurrence_excluded || new.recurrence_added, '{}') = '{}'
    );
    v_number := sched_http.next_element();
    if tg_op <> 'DELETE' then
        perform sched_http.refuse_computed(
            'exceptions', to_jsonb(old), to_jsonb(new), '{id,state,created_by,created_at}', case
                when new.state is distinct from old.state
                    then 'The state follows from the times. To cancel: DELETE, or give is_active = false.'
            end
        );
    end if;
    begin
        perform set_config('sched.plain_errors', 'on', true);
        if tg_op = 'INSERT' then
            v_id := sched_http.store_exception(new);
        elsif tg_op = 'DELETE' then
            perform sched_engine.cancel_exception(old.id);
        else
            v_resource_id := sched_http.given_resource(
                new.resource_id, new.resource_code, old.resource_id, old.resource_code
            );
            perform sched_engine.check_exception(
                v_resource_id, new.exception_type, new.start_datetime, new.end_datetime, new.impact_type,
                new.capacity_percent, new.recurrence_rule, new.shift_minutes, new.shift_code
            );
            update sched.schedule_exceptions as e
            set
                resource_id = v_resource_id,
                exception_type = new.exception_type,
                impact_type = new.impact_type,
                capacity_percent = new.capacity_percent,
                start_datetime = new.start_datetime,
                end_datetime = new.end_datetime,
                recurrence_rule = new.recurrence_rule,
                recurrence_excluded = new.recurrence_excluded,
                recurrence_added = new.recurrence_added,
                shift_minutes = new.shift_minutes,
                shift_code = new.shift_code,
                description = new.description,
                is_active = new.is_active
            where e.id = old.id;
        end if;
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

    select e.* into new from api_v1.exceptions as e where e.id = v_id;
    return new;
end
$$;

comment on function sched_http.write_exception() is
    'Trigger: writes exceptions through api_v1.exceptions. Deleting cancels them. An error names the element of the request.';
