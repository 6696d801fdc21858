-- A recovery to an earlier moment and the promotion of a standby begin an epoch of the change feed, as a restore does.
set local role sched_owner;

alter table sched.feed_epochs add column timeline integer;
alter table sched.feed_epochs add column table_oid oid;
comment on table sched.feed_epochs is
    'The histories this database has had: a restore, a recovery and a promotion each begin one, in which transaction ids may
come again. Transaction ids order the change feed within one of them.';
comment on column sched.feed_epochs.epoch is 'Counts from 1; at least the timeline, so that numbers rarely come again.';
comment on column sched.feed_epochs.timeline is
    'PostgreSQL''s timeline: a recovery and a promotion begin another one. Null: from before it was recorded.';
comment on column sched.feed_epochs.table_oid is
    'The oid of this very table: another one after a restore from a dump, also into the same cluster.';
comment on column sched.feed_epochs.began_at is 'When that was noticed, at the latest by the first change.';
comment on column sched.schedule_changes.epoch is 'The epoch it was told in (sched.feed_epochs).';
comment on column sched.events.epoch is 'The epoch it was told in (sched.feed_epochs).';

-- An upgrade alone begins none.
update sched.feed_epochs as e
set
    timeline = ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
    table_oid = e.tableoid
where e.epoch = (select max(l.epoch) from sched.feed_epochs as l);

-- The default is set afterwards: of entries that are there already it is not known, and they are believed.
alter table sched.schedule_changes add column ended_before xid8;
alter table sched.schedule_changes alter column ended_before set default pg_snapshot_xmin(pg_current_snapshot());
alter table sched.events add column ended_before xid8;
alter table sched.events alter column ended_before set default pg_snapshot_xmin(pg_current_snapshot());
comment on column sched.schedule_changes.ended_before is
    'All transactions below had ended when it was written: where it outlives a recovery, so does all that they told.';
comment on column sched.events.ended_before is
    'All transactions below had ended when it was written: where it outlives a recovery, so does all that they told.';
