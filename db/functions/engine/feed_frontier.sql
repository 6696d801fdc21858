create or replace function sched_engine.feed_frontier(out epoch smallint, out transaction_id xid8)
language sql
stable
set search_path = ''
as $$
    select
        -- Restored into another cluster, where nothing has been recorded yet: all there is, is of the past.
        case when e.system_identifier = c.system_identifier then e.epoch else e.epoch + 1 end,
        pg_snapshot_xmin(pg_current_snapshot())
    from sched.feed_epochs as e
    cross join pg_catalog.pg_control_system() as c
    order by e.epoch desc
    limit 1
$$;

comment on function sched_engine.feed_frontier() is
    'Entries of the change feed below this epoch and transaction are final. Transactions from there on may still be running,
and could commit behind a reader''s back.';
