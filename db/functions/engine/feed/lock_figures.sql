create or replace function sched_engine.lock_figures()
returns table (edits_waiting bigint, edit_seconds double precision, feed_seconds double precision)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(max(h.waiting), 0),
        coalesce(max(extract(epoch from clock_timestamp() - h.since)), 0)::double precision,
        coalesce(
            (select max(extract(epoch from clock_timestamp() - f.since)) from sched_engine.feed_holder() as f), 0
        )::double precision
    from sched_engine.model_lock_holder() as h
$$;

comment on function sched_engine.lock_figures() is
    'For the gauges of the relay: how many edits wait for another, the age of the transaction they wait for,
and of the one that the change feed and events wait for.';

grant execute on function sched_engine.lock_figures() to sched_relay;
