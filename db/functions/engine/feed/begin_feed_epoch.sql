create or replace function sched_engine.begin_feed_epoch()
returns smallint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_last constant smallint := (select l.epoch from sched_engine.latest_epoch as l);
    v_limit constant xid8 := sched_engine.settled_limit();
    v_timeline constant integer := sched_engine.wal_timeline();
    v_epoch smallint;
begin
    insert into sched.feed_epochs (epoch, system_identifier, timeline, table_oid)
    values (
        greatest(coalesce(v_last, 0) + 1, least(v_timeline, 9000)),
        sched_engine.cluster_identity(), v_timeline, 'sched.feed_epochs'::regclass
    )
    on conflict do nothing
    returning epoch into v_epoch;
    if v_epoch is null then
        return null;
    end if;

    -- Ids that were given out and lost must not come again: by the clock, which has gone on.
    perform setval(s.name, greatest(nextval(s.name), (extract(epoch from clock_timestamp()) * 1000000)::bigint))
    from unnest('{schedule_changes,events,webhook_deliveries}'::text[]) as t (name)
    cross join lateral (select pg_get_serial_sequence('sched.' || t.name, 'id')::regclass) as s (name);

    update sched.schedule_changes set epoch = v_epoch, transaction_id = default, ended_before = default
    where epoch = v_last and transaction_id >= v_limit;
    update sched.events set epoch = v_epoch, transaction_id = default, ended_before = default
    where epoch = v_last and transaction_id >= v_limit;
    return v_epoch;
end
$$;

comment on function sched_engine.begin_feed_epoch() is
    'Begins an epoch of the change feed and of events, in which their last entries are told again when it is not certain
that none before them was lost; null: somebody else just did. By hand only where PostgreSQL cannot know that it was put back,
as after a snapshot of its disks, and while nothing else writes.';
