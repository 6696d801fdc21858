create or replace function sched_engine.is_settled(p_epoch smallint, p_transaction_id xid8)
returns boolean
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_latest record;
begin
    select l.epoch, l.is_over into v_latest from sched_engine.latest_epoch as l;
    return v_latest.is_over is distinct from true or p_epoch < v_latest.epoch
        or p_transaction_id < sched_engine.settled_limit();
end
$$;

comment on function sched_engine.is_settled(smallint, xid8) is
    'False for what a reader may have seen together with entries that a recovery has lost. It is told again when the next
epoch begins.';
