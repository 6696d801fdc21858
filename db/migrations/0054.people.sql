-- Keys and tokens of single people, and a second version of the API.
-- Together with the functions.
set local role sched_owner;

-- They return or take one thing more.
drop function if exists sched_http.authenticate();
drop function if exists sched_http.token_holder();
drop function if exists sched_http.create_api_key(text, text, bigint, timestamptz, sched.key_purpose);
drop function if exists sched_http.accepted_names(text);
drop function if exists sched_http.refuse_names(text, text[]);

-- Its views read; what they write goes through triggers. Of some tables there is no view yet.
revoke insert, update, delete on
sched.emp_departments, sched.emp_positions, sched.emp_employees, sched.emp_resource_qualifications, sched.emp_teams,
sched.emp_team_assignments, sched.emp_team_resources, sched.emp_resource_assignments, sched.emp_absences,
sched.emp_roster_changes
from sched_views;
revoke all on
sched.emp_requirements, sched.emp_work_rules, sched.emp_suggestions, sched.emp_generated_dates,
sched.emp_schedule_changes
from sched_views;

comment on schema api_v2 is 'Equipment Scheduling System API, version 2

Adds employees, teams and rosters; answers 404 until the workforce is switched on in the configuration.';
