-- Inlined. Whole numbers, because sums of them cost a third of sums of numeric. The microseconds of a difference are
-- exact in a floating-point number.
create or replace function sched_engine.microhours(p_from timestamptz, p_to timestamptz)
returns bigint
language sql
immutable
parallel safe
as $$
    select ((date_part('epoch', p_to - p_from) * 1000000)::bigint + 1800) / 3600
$$;

comment on function sched_engine.microhours(timestamptz, timestamptz) is
    'Elapsed time from an instant to a later one in millionths of an hour, rounded as sched_engine.hours is.';

grant execute on function sched_engine.microhours(timestamptz, timestamptz)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
