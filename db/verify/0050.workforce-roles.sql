select employee_id from sched.api_keys where false;
select 1 / count(*) from pg_catalog.pg_policy where polrelid = 'sched.emp_schedules'::pg_catalog.regclass;
