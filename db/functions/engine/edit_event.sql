create or replace function sched_engine.edit_event(
    p_table text, p_pair jsonb, out event_type text, out resource_id bigint, out date date
)
language plpgsql
stable
set search_path = ''
as $$
declare
    v_old constant jsonb := p_pair -> 'old';
    v_new constant jsonb := p_pair -> 'new';
    v_row constant jsonb := coalesce(v_new, v_old);
begin
    resource_id := v_row ->> 'resource_id';
    case p_table
        when 'schedule_exceptions' then
            event_type := case
                when v_new is null or (v_old ->> 'is_active')::boolean and not (v_new ->> 'is_active')::boolean
                    then 'exception.cancelled'
                when v_old is null then 'exception.created'
                else 'exception.updated'
            end;
            date := (v_row ->> 'start_datetime')::timestamptz;
        when 'resource_pattern_assignments' then
            event_type := case when v_new is null then 'pattern.unassigned' else 'pattern.assigned' end;
            date := v_row ->> 'effective_date';
        when 'resources' then
            event_type := 'resource.changed';
            resource_id := v_row ->> 'id';
        else
            event_type := 'calendar.changed';
            date := v_row ->> 'holiday_date';
    end case;
end
$$;

comment on function sched_engine.edit_event(text, jsonb) is
    'What kind of event an edited row is, given as {old, new}; the resource it concerns (null: the plant), and its date.';
