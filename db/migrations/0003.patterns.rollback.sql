set local role sched_owner;

drop table sched.resource_pattern_assignments cascade;
drop table sched.pattern_rules cascade;
drop table sched.operating_patterns cascade;
drop type sched.pattern_type cascade;
drop type sched.complexity_level cascade;
