create or replace function sched_engine.first_unlocked(p_time_zone text)
returns timestamptz
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    -- No zone can read a wall time of -infinity.
    return case
        when sched_engine.period_lock() = '-infinity' then '-infinity'
        else sched_engine.wall_to_instant((sched_engine.period_lock() + 1)::timestamp, p_time_zone)
    end;
end
$$;

comment on function sched_engine.first_unlocked(text) is
    'The first instant after the period lock in a time zone: 00:00 of the date after period_lock_date; -infinity when
there is no lock.';
