create or replace function sched_engine.lock_model()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.acquire_model_lock();
    return null;
end
$$;

comment on function sched_engine.lock_model() is
    'Trigger: edits of the model wait for each other, until commit. So each sees what the one before it did to the stored
plan, and no two can get into a deadlock. Readers and generations do not wait.';

do $$
declare
    v_table text;
begin
    foreach v_table in array array[
        'resources', 'operating_patterns', 'pattern_rules', 'resource_pattern_assignments', 'holiday_calendars',
        'holidays', 'resource_calendar_assignments', 'schedule_exceptions'
    ] loop
        execute format(
            'create or replace trigger a_lock_model before insert or update or delete on sched.%I '
            'for each statement execute function sched_engine.lock_model()',
            v_table
        );
    end loop;
end
$$;
