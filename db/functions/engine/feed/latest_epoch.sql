create or replace view sched_engine.latest_epoch as
select
    e.epoch,
    (e.system_identifier = sched_engine.cluster_identity() and e.table_oid = e.tableoid) is not true as is_copied,
    (
        e.system_identifier = sched_engine.cluster_identity()
        and e.table_oid = e.tableoid
        and e.timeline = coalesce(sched_engine.wal_timeline(), e.timeline)
    ) is not true as is_over
from sched.feed_epochs as e
order by e.epoch desc
limit 1;

comment on view sched_engine.latest_epoch is
    'The last epoch of the change feed that was begun. It is over (is_over) once the database has been restored, recovered to
an earlier moment, or promoted; is_copied: restored from a dump, where ids of transactions are those of another time or place.
A standby goes by what its primary has begun.';
