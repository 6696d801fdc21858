select resource_id, termination_date from sched.emp_employees where false;
select works_holidays, handover_minutes from sched.emp_teams where false;
select owner_id, roster_change_id from sched.emp_schedules where false;
select taken_by_id from sched.emp_roster_changes where false;
select employee_ids, dates from sched.emp_stale_dates where false;
