set local role sched_owner;

delete from sched.system_configuration
where config_key = 'availability_machine_days';
