-- The whole plant for many years would be an answer of hundreds of megabytes.
set local role sched_owner;

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('availability_machine_days', '400000', 'setting',
'Largest answer of oee_availability, in machines times days.', 'SYSTEM');
