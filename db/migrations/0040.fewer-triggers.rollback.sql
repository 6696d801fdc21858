-- The functions of the version before, and their triggers, come from db/functions.
set local role sched_owner;

drop function if exists sched_http.refuse_violation() cascade;
drop function if exists sched_http.refuse_assignment_overlap() cascade;
drop function if exists sched_http.refuse_rule_overlap() cascade;
drop function if exists sched_http.refuse_duplicate_holiday() cascade;
