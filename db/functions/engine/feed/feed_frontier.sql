create or replace function sched_engine.feed_frontier(out epoch smallint, out transaction_id xid8)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_over boolean;
begin
    select l.epoch, l.is_over into epoch, v_is_over from sched_engine.latest_epoch as l;
    transaction_id := case
        when v_is_over then sched_engine.settled_limit() else sched_engine.first_running_transaction()
    end;
end
$$;

comment on function sched_engine.feed_frontier() is
    'Entries of the change feed below this epoch and transaction are final. Transactions from there on may still be running,
and could commit behind a reader''s back; or, after a recovery, are to be told again in the epoch that begins.';
