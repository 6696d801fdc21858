-- Inlined, so that expanding a year of shifts costs three look-ups a boundary and no function call.
create or replace function sched_engine.wall_to_instant(p_wall timestamp, p_zone text)
returns timestamptz
language sql
immutable
parallel safe
as $$
    select case
        when (p_wall at time zone p_zone) at time zone p_zone = p_wall
            and (p_wall at time zone p_zone) - ((p_wall - interval '24 hours') at time zone p_zone) = interval '24 hours'
            then p_wall at time zone p_zone
        else sched_engine.wall_to_instant_in_change(p_wall, p_zone)
    end
$$;

comment on function sched_engine.wall_to_instant(timestamp, text) is
    'The first instant at which the clock of a zone shows at least this wall time.

A wall time that happens twice is its first occurrence; one that is skipped is the moment of the jump. The result never
decreases as the wall time grows, so shifts that touch stay touching and none turns inside out. (AT TIME ZONE
alone takes the second occurrence, and is not monotonic around a gap.)';
