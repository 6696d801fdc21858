create or replace function sched_engine.check_exception_changes(p_changes jsonb)
returns void
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_known constant text[] := array[
        'exception_type', 'impact_type', 'capacity_percent', 'start_datetime', 'end_datetime', 'recurrence_rule',
        'shift_minutes', 'shift_code', 'description'
    ];
    v_stray text;
begin
    if jsonb_typeof(p_changes) is distinct from 'object' then
        perform sched_engine.refuse('SC008', 'The changes of an exception are not an object.',
            'Give what changes by name, for example {"end_datetime": "2026-12-01 10:00"}.');
    end if;
    select k.name into v_stray from jsonb_object_keys(p_changes) as k (name) where k.name <> all(v_known) limit 1;
    if v_stray is not null then
        perform sched_engine.refuse('SC008', format('Of an exception, %s cannot be changed.', left(v_stray, 100)),
            'What can: ' || array_to_string(v_known, ', '));
    end if;
end
$$;

comment on function sched_engine.check_exception_changes(jsonb) is
    'Refuses changes for sched_engine.edit_exception that are no object, or have a name that it does not know (SC008).';
