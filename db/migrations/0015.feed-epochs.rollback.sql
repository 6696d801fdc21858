set local role sched_owner;

drop index sched.schedule_changes_feed;
create index schedule_changes_feed on sched.schedule_changes (transaction_id, id);
alter table sched.schedule_changes drop column epoch;
drop table sched.feed_epochs;
