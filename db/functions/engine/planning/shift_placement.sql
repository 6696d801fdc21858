-- Inlined.
create or replace function sched_engine.shift_placement(
    p_start timestamptz, p_end timestamptz, p_nominal_start timestamptz, p_moved_by bigint, p_moved_minutes integer,
    p_work tstzmultirange
)
returns sched.shift_placement
language sql
immutable
parallel safe
as $$
    select case
        when p_moved_by is null and p_nominal_start = p_start and p_start = lower(p_work) and p_end = upper(p_work) then null
        else row(p_start, p_end, p_nominal_start, p_moved_by, p_moved_minutes)::sched.shift_placement
    end
$$;

comment on function sched_engine.shift_placement(
    timestamptz, timestamptz, timestamptz, bigint, integer, tstzmultirange
) is
    'What the rows of a shift say of where it lies; null where they show it by themselves: it starts with its first row,
where the pattern puts it, and ends with its last one.';
