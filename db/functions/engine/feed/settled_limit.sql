create or replace function sched_engine.settled_limit()
returns xid8
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_epoch record;
    v_settled bigint;
    v_last bigint;
begin
    select l.epoch, l.is_copied into v_epoch from sched_engine.latest_epoch as l;
    -- The last entries know best what had ended; of what was there before the upgrade it is believed.
    select
        max(coalesce(u.ended_before, u.transaction_id))::text::bigint,
        max(u.transaction_id)::text::bigint
    into v_settled, v_last
    from (
        (
            select c.transaction_id, c.ended_before from sched.schedule_changes as c
            where c.epoch = v_epoch.epoch
            order by c.transaction_id desc, c.id desc
            limit 1000
        )
        union all
        (
            select e.transaction_id, e.ended_before from sched.events as e
            where e.epoch = v_epoch.epoch
            order by e.transaction_id desc, e.id desc
            limit 1000
        )
    ) as u;
    -- What has committed is not lost. A dump may come from before it did.
    while not v_epoch.is_copied and v_settled < v_last and pg_xact_status(v_settled::text::xid8) = 'committed' loop
        v_settled := v_settled + 1;
    end loop;
    return coalesce(v_settled + 1, 0)::text::xid8;
end
$$;

comment on function sched_engine.settled_limit() is
    'Of an epoch that is over: no entry was lost before any below this transaction. From there on transactions may have ended
behind the moment of the recovery, so that readers have seen entries between these that are gone.';
