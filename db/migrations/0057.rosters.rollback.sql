-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.mark_rosters(text, text, bigint[], bigint[], daterange[]) cascade;
drop type sched_engine.roster_difference cascade;
drop index sched.emp_roster_changes_returned_for;
alter table sched.emp_roster_changes drop constraint emp_roster_changes_extra_is_of_its_date;
