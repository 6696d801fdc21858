set local role sched_owner;

drop table sched.resources cascade;
drop table sched.time_zones cascade;
drop type sched.resource_type cascade;
drop domain sched.title cascade;
drop domain sched.code cascade;
drop domain sched.plan_instant cascade;
drop domain sched.plan_date cascade;
