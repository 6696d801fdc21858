-- The functions of the version before come from db/functions.
set local role sched_owner;

alter table sched.jobs drop column traceparent cascade;
alter table sched.stale_dates drop column traceparent cascade;
alter table sched.emp_stale_dates drop column traceparent cascade;
alter table sched.emp_stale_coverage drop column traceparent cascade;
alter table sched.events drop column traceparent cascade;
drop table sched.generation_runs cascade;
