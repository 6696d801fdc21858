begin;
select plan(7);

select max(epoch) as now from sched.feed_epochs \gset
select is(sched_engine.feed_epoch(), :now::smallint, 'as long as nothing happens the epoch goes on');
-- What a promotion or a recovery to an earlier moment looks like afterwards.
update sched.feed_epochs set timeline = timeline - 1 where epoch = :now;
select is(sched_engine.feed_epoch(), (:now + 1)::smallint, 'another timeline is another epoch');
select is(sched_engine.feed_epoch(), (:now + 1)::smallint, 'once');
-- A restore from a dump into the same cluster.
update sched.feed_epochs set table_oid = 1 where epoch = :now + 1;
select is(sched_engine.feed_epoch(), (:now + 2)::smallint, 'another table is another epoch');
update sched.feed_epochs set timeline = null where epoch = :now + 2;
select is(sched_engine.feed_epoch(), (:now + 3)::smallint, 'what is not known may be another one');
delete from sched.feed_epochs;
select is(
    sched_engine.feed_epoch(), greatest(1, sched_engine.wal_timeline())::smallint, 'without any the first begins'
);
select results_eq(
    'select system_identifier, timeline, table_oid from sched.feed_epochs',
    $$
        select c.system_identifier, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer,
            'sched.feed_epochs'::regclass::oid
        from pg_control_system() as c
    $$,
    'which knows where it belongs'
);

select * from finish();
rollback;
