create or replace function sched_engine.feed_limit(out epoch smallint, out transaction_id xid8)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        f.epoch,
        f.transaction_id
    from sched_engine.feed_frontier() as f
$$;

comment on function sched_engine.feed_limit() is
    'sched_engine.feed_frontier for views that run with the rights of their reader.';

grant execute on function sched_engine.feed_limit()
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
