-- Inlined into the views that OEE reads.
create or replace function sched_engine.hours(p_from timestamptz, p_to timestamptz)
returns numeric
language sql
immutable
parallel safe
as $$
    select round(extract(epoch from p_to - p_from) / 3600, 6)
$$;

comment on function sched_engine.hours(timestamptz, timestamptz) is 'Elapsed hours between two instants.';

grant execute on function sched_engine.hours(timestamptz, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_employee;
