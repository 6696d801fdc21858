-- Inlined.
create or replace function sched_engine.last_begun_date()
returns date
language sql
stable
parallel safe
as $$
    select (sched_engine.current_instant() at time zone 'UTC' + interval '14 hours')::date
$$;

comment on function sched_engine.last_begun_date() is
    'The last business date on which, somewhere in the world, a shift may have begun: shifts of later dates are all to come.';
