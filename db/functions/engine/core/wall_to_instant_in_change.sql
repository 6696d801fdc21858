create or replace function sched_engine.wall_to_instant_in_change(p_wall timestamp, p_zone text)
returns timestamptz
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_guess constant timestamptz := p_wall at time zone p_zone;
    v_low timestamptz := v_guess - interval '24 hours';
    v_high timestamptz := v_guess + interval '24 hours';
    v_before constant interval := (v_low at time zone p_zone) - (v_low at time zone 'UTC');
    v_after constant interval := (v_high at time zone p_zone) - (v_high at time zone 'UTC');
    v_middle timestamptz;
begin
    -- Read by the clock that was in force before the change, then by the one after it: the first that shows the
    -- wall time wins, which is the earlier instant when the wall time happens twice.
    if ((p_wall - v_before) at time zone 'UTC') at time zone p_zone = p_wall then
        return (p_wall - v_before) at time zone 'UTC';
    elsif ((p_wall - v_after) at time zone 'UTC') at time zone p_zone = p_wall then
        return (p_wall - v_after) at time zone 'UTC';
    end if;

    -- The clock never shows it: halve the two days around until the second in which it jumps past.
    while v_high - v_low > interval '1 second' loop
        v_middle := date_bin('1 second', v_low + (v_high - v_low) / 2, timestamptz '2000-01-01 00:00:00+00');
        if v_middle at time zone p_zone >= p_wall then
            v_high := v_middle;
        else
            v_low := v_middle;
        end if;
    end loop;
    return v_high;
end
$$;

comment on function sched_engine.wall_to_instant_in_change(timestamp, text) is
    'sched_engine.wall_to_instant for the rare wall times within a day of a clock change.';
