create or replace function sched_engine.what_if_check(p_edit jsonb)
returns void
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_known constant jsonb := jsonb '{
        "assign": ["resource", "resource_id", "pattern", "pattern_id", "from", "to"],
        "unassign": ["resource", "resource_id", "from"],
        "exception": ["resource", "resource_id", "type", "start", "end", "description", "impact",
                      "capacity_percent", "recurrence_rule", "shift_minutes", "shift_code"],
        "edit_exception": ["exception_id", "changes"],
        "restore_exception": ["exception_id"],
        "cancel_exception": ["exception_id"],
        "undo_assignment": ["resource", "resource_id"],
        "holiday": ["calendar", "calendar_id", "date", "name", "from_time", "to_time", "working"],
        "remove_holiday": ["holiday_id", "calendar", "calendar_id", "date", "name"],
        "calendars": ["resource", "resource_id", "calendars", "calendar_ids"],
        "pattern_rules": ["pattern", "pattern_id", "rules", "cycle_days", "anchor_date",
                          "resource", "resource_id", "from", "to"]
    }';
    v_kind constant text := p_edit ->> 'kind';
    v_stray text;
begin
    perform sched_engine.check_given(v_kind, 'kind of edit',
        'Kinds: ' || (select string_agg(k.kind, ', ') from jsonb_object_keys(v_known) as k (kind)));
    if not v_known ? v_kind then
        perform sched_engine.refuse('SC008',
            format('%s is not a kind of edit that can be previewed.', v_kind),
            'Kinds: ' || (select string_agg(k.kind, ', ') from jsonb_object_keys(v_known) as k (kind)));
    end if;

    select k.name into v_stray
    from jsonb_object_keys(p_edit - 'kind') as k (name)
    where not v_known -> v_kind ? k.name
    limit 1;
    if v_stray is not null then
        perform sched_engine.refuse('SC008', format('An edit of kind %s has no %s.', v_kind, v_stray),
            (
                select 'It has: ' || string_agg(k.name, ', ')
                from jsonb_array_elements_text(v_known -> v_kind) as k (name)
            ));
    elsif v_kind = 'edit_exception' then
        perform sched_engine.check_exception_changes(p_edit -> 'changes');
    end if;
end
$$;

comment on function sched_engine.what_if_check(jsonb) is
    'Refuses an edit for sched_engine.what_if without a kind (SC016), of an unknown kind, or with a key that its kind does
not have (SC008), changes of an exception included.';
