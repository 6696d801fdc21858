set local role sched_owner;

drop table sched.schedule_exceptions cascade;
drop type sched.impact_type cascade;
drop type sched.exception_type cascade;
