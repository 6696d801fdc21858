-- Positions of the change feed that survive a restore into another cluster, where transaction ids start anew.
set local role sched_owner;

create table sched.feed_epochs (
    epoch smallint primary key,
    system_identifier bigint not null,
    began_at timestamptz not null default clock_timestamp()
);
comment on table sched.feed_epochs is
    'The clusters this database has lived in. Transaction ids order the change feed within one of them.';
comment on column sched.feed_epochs.epoch is 'Counts from 1.';
comment on column sched.feed_epochs.system_identifier is 'Of the cluster, from pg_control_system().';
comment on column sched.feed_epochs.began_at is 'When the first change was recorded there.';

insert into sched.feed_epochs (epoch, system_identifier)
select
    1 as epoch,
    c.system_identifier
from pg_catalog.pg_control_system() as c;

alter table sched.schedule_changes add column epoch smallint not null default 1;
alter table sched.schedule_changes alter column epoch drop default;
drop index sched.schedule_changes_feed;
create index schedule_changes_feed on sched.schedule_changes (epoch, transaction_id, id);
comment on column sched.schedule_changes.epoch is 'The cluster that made the change (sched.feed_epochs).';
