create or replace function sched_engine.edit_event(
    p_table text, p_pair jsonb, out event_type text, out resource_id bigint, out date date
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old constant jsonb := nullif(p_pair -> 'old', 'null');
    v_new constant jsonb := nullif(p_pair -> 'new', 'null');
    v_row constant jsonb := coalesce(v_new, v_old);
begin
    resource_id := (v_row ->> 'resource_id')::bigint;
    case p_table
        when 'schedule_exceptions' then
            event_type := case
                when v_new is null or (v_old ->> 'is_active')::boolean and not (v_new ->> 'is_active')::boolean
                    then 'exception.cancelled'
                when v_old is null then 'exception.created'
                else 'exception.updated'
            end;
            date := (v_row ->> 'start_datetime')::timestamptz::date;
        when 'resource_pattern_assignments' then
            event_type := case when v_new is null then 'pattern.unassigned' else 'pattern.assigned' end;
            date := (v_row ->> 'effective_date')::date;
        when 'resources' then
            event_type := 'resource.changed';
            resource_id := (v_row ->> 'id')::bigint;
        else
            event_type := 'calendar.changed';
            date := (v_row ->> 'holiday_date')::date;
    end case;
end
$$;

comment on function sched_engine.edit_event(text, jsonb) is
    'What kind of event an edited row is, given as {old, new}; the resource it concerns (null: the plant), and its date.';
