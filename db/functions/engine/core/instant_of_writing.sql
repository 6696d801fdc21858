-- Inlined.
create or replace function sched_engine.instant_of_writing()
returns timestamptz
language sql
volatile
as $$
    select coalesce(nullif(current_setting('sched.now', true), '')::timestamptz, clock_timestamp())
$$;

comment on function sched_engine.instant_of_writing() is
    'The moment itself, and not the start of the transaction (sched_engine.current_instant), which may have waited since; or
the setting sched.now.';
