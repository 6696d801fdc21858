-- Inlined.
create or replace function sched_engine.change_instant()
returns timestamptz
language sql
volatile
as $$
    select coalesce(nullif(current_setting('sched.now', true), '')::timestamptz, clock_timestamp())
$$;

comment on function sched_engine.change_instant() is
    'The moment a change of the stored plan is recorded at: the clock, not the start of the transaction, because waiting
for others may lie between; or the setting sched.now when a test sets it.';
