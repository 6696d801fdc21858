create or replace function sched_engine.lock_model()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.acquire_model_lock(p_is_shared => tg_nargs > 0 and tg_argv[0] = 'shared');
    return null;
end
$$;

comment on function sched_engine.lock_model() is
    'Trigger: edits of the model wait for each other, until commit. So each sees what the one before it did to the stored
plan, and no two can get into a deadlock. Readers and generations do not wait. Argument shared: nor do those with the same
argument (sched_engine.acquire_model_lock).';

create or replace trigger a_lock_model before insert or update or delete on sched.resources
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.operating_patterns
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.pattern_rules
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.resource_pattern_assignments
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.holiday_calendars
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.holidays
for each statement execute function sched_engine.lock_model();

create or replace trigger a_lock_model before insert or update or delete on sched.resource_calendar_assignments
for each statement execute function sched_engine.lock_model();

-- New rows, which nobody else can have locked.
create or replace trigger a_lock_model_insert before insert on sched.schedule_exceptions
for each statement execute function sched_engine.lock_model('shared');

create or replace trigger a_lock_model before update or delete on sched.schedule_exceptions
for each statement execute function sched_engine.lock_model();
