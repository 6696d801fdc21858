-- Inlined, because every edit asks.
create or replace function sched_engine.lock_patience()
returns integer
language sql
stable
parallel safe
as $$
    select greatest(1, least(
        500,
        500 * extract(epoch from current_setting('deadlock_timeout')::interval),
        nullif(1000 * extract(epoch from current_setting('lock_timeout')::interval), 0)
    ))::integer
$$;

comment on function sched_engine.lock_patience() is
    'How many milliseconds to wait for a lock where a deadlock could come of it: half of deadlock_timeout, so that whoever
waits gives up before PostgreSQL looks for deadlocks; at most 500, and no longer than lock_timeout.';
