-- Inlined.
create or replace function sched_engine.current_instant()
returns timestamptz
language sql
stable
parallel safe
as $$
    select coalesce(nullif(current_setting('sched.now', true), '')::timestamptz, now())
$$;

comment on function sched_engine.current_instant() is
    'The present, for everything that depends on it: the start of the transaction, or the setting sched.now when a test
sets it.';

grant execute on function sched_engine.current_instant()
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_employee;
