set local role sched_owner;

drop table sched.audit_log cascade;
drop table sched.system_configuration cascade;
drop type sched.config_type cascade;
