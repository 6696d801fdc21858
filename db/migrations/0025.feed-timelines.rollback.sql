set local role sched_owner;

alter table sched.events drop column ended_before cascade;
alter table sched.schedule_changes drop column ended_before cascade;
alter table sched.feed_epochs drop column table_oid cascade;
alter table sched.feed_epochs drop column timeline cascade;
