set local role sched_owner;

drop index sched.audit_log_time;
delete from sched.system_configuration
where config_key in ('audit_log_retention_days', 'schedule_changes_retention_days');
drop table sched.removed_history;
drop table sched.zone_countries;
