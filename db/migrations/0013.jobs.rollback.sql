set local role sched_owner;

drop domain api_v1."*/*" cascade;
delete from sched.system_configuration
where config_key in ('generation_inline_machine_days', 'export_machine_days');
drop table sched.job_batches cascade;
drop table sched.jobs cascade;
drop type sched.job_state cascade;
drop type sched.job_kind cascade;
