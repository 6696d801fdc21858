set local role sched_owner;

revoke select on sched.emp_requirements, sched.emp_work_rules, sched.emp_suggestions from sched_views;
drop table sched.emp_stale_coverage, sched.emp_coverage_gaps cascade;
alter table sched.emp_requirements
drop constraint emp_requirements_do_not_overlap,
drop column machines_per_person cascade;
