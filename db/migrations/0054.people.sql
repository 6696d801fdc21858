-- Keys and tokens of single people, and a second version of the API.
-- Together with the functions.
set local role sched_owner;

-- They return or take one thing more.
drop function if exists sched_http.authenticate();
drop function if exists sched_http.token_holder();
drop function if exists sched_http.create_api_key(text, text, bigint, timestamptz, sched.key_purpose);
drop function if exists sched_http.accepted_names(text);
drop function if exists sched_http.refuse_names(text, text[]);

-- No view needs them yet.
revoke all on
sched.emp_requirements, sched.emp_work_rules, sched.emp_suggestions, sched.emp_generated_dates, sched.emp_schedule_changes
from sched_views;

comment on schema api_v2 is 'Equipment Scheduling System API, version 2

Adds employees, teams and rosters; answers 404 until the workforce is switched on in the configuration.';
