set local role sched_owner;

delete from sched.system_configuration
where config_key in ('api_read_timeout_seconds', 'api_write_timeout_seconds');

drop table sched.api_keys cascade;
drop type sched.key_purpose cascade;
drop schema sched_http cascade;
