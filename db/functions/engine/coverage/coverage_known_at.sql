-- Inlined.
create or replace function sched_engine.coverage_known_at()
returns timestamptz
language sql
stable
parallel safe
as $$
    select nullif(current_setting('sched.coverage_known_at', true), '')::timestamptz
$$;

comment on function sched_engine.coverage_known_at() is
    'The past moment whose knowledge coverage is told by while sched_engine.coverage_as_known runs; null: now.';
