set local role sched_owner;

-- System patterns are protected by triggers, which this rollback alone may pass.
alter table sched.pattern_rules disable trigger user;
alter table sched.operating_patterns disable trigger user;

delete from sched.resource_pattern_assignments as a
using sched.operating_patterns as p
where p.id = a.pattern_id and p.is_system_pattern;
delete from sched.operating_patterns where is_system_pattern;

alter table sched.operating_patterns enable trigger user;
alter table sched.pattern_rules enable trigger user;
