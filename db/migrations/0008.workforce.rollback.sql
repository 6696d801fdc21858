set local role sched_owner;

drop table sched.emp_schedules cascade;
drop table sched.emp_team_assignments cascade;
drop table sched.emp_teams cascade;
drop table sched.emp_resource_qualifications cascade;
drop table sched.emp_employees cascade;
drop table sched.emp_positions cascade;
drop table sched.emp_departments cascade;
drop type sched.employee_schedule_status cascade;
drop type sched.qualification_level cascade;
