create or replace function sched_engine.what_if_apply(p_edit jsonb)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource constant bigint := (p_edit ->> 'resource_id')::bigint;
    v_pattern bigint := (p_edit ->> 'pattern_id')::bigint;
    v_cycle constant integer := coalesce(
        (p_edit ->> 'cycle_days')::integer,
        (select p.cycle_days from sched.operating_patterns as p where p.id = v_pattern),
        7
    );
begin
    case p_edit ->> 'kind'
        when 'unassign' then
            perform sched_engine.unassign_pattern(v_resource, (p_edit ->> 'from')::date);
        when 'calendars' then
            perform sched_engine.assign_calendars(
                v_resource,
                array(select i.id::bigint from jsonb_array_elements_text(p_edit -> 'calendar_ids') as i (id))
            );
        when 'holiday' then
            perform sched_engine.add_holiday(
                (p_edit ->> 'calendar_id')::bigint,
                (p_edit ->> 'date')::date,
                coalesce(p_edit ->> 'name', 'Preview'),
                (p_edit ->> 'from_time')::time,
                (p_edit ->> 'to_time')::time,
                not coalesce((p_edit ->> 'working')::boolean, false)
            );
        when 'remove_holiday' then
            if p_edit ? 'holiday_id' then
                delete from sched.holidays as h where h.id = (p_edit ->> 'holiday_id')::bigint;
            else
                perform sched_engine.remove_holiday(
                    (p_edit ->> 'calendar_id')::bigint, (p_edit ->> 'date')::date, p_edit ->> 'name'
                );
            end if;
        when 'exception' then
            perform sched_engine.add_exception(
                v_resource,
                (p_edit ->> 'type')::sched.exception_type,
                sched_engine.resource_instant(v_resource, p_edit ->> 'start'),
                case when p_edit ->> 'end' <> ''
                    then sched_engine.resource_instant(v_resource, p_edit ->> 'end')
                end,
                coalesce(p_edit ->> 'description', 'Preview'),
                coalesce((p_edit ->> 'impact')::sched.impact_type, 'no_operation'),
                (p_edit ->> 'capacity_percent')::smallint,
                p_edit ->> 'recurrence_rule',
                (p_edit ->> 'shift_minutes')::integer,
                p_edit ->> 'shift_code'
            );
        when 'edit_exception' then
            perform sched_engine.edit_exception((p_edit ->> 'exception_id')::bigint, p_edit -> 'changes');
        when 'restore_exception' then
            perform sched_engine.restore_exception((p_edit ->> 'exception_id')::bigint);
        when 'cancel_exception' then
            perform sched_engine.cancel_exception((p_edit ->> 'exception_id')::bigint);
        when 'undo_assignment' then
            perform sched_engine.undo_assignment(v_resource);
        when 'pattern_rules' then
            if v_pattern is not null then
                perform sched_engine.replace_pattern_rules(v_pattern, p_edit -> 'rules', v_cycle);
            else
                v_pattern := sched_engine.create_pattern(
                    p_edit ->> 'pattern', p_edit ->> 'pattern', p_edit -> 'rules', v_cycle,
                    (p_edit ->> 'anchor_date')::date
                );
            end if;
        else null;
    end case;

    if p_edit ->> 'kind' in ('assign', 'pattern_rules') and v_resource is not null then
        perform sched_engine.assign_pattern(
            v_resource, v_pattern, (p_edit ->> 'from')::date, (p_edit ->> 'to')::date
        );
    end if;
end
$$;

comment on function sched_engine.what_if_apply(jsonb) is
    'Makes an edit (as sched_engine.what_if_read returns it) by the very functions that make it for real,
with their errors. Only for a subtransaction that is rolled back.';
