create or replace view api_v2.team_assignments as
select
    a.id,
    a.employee_id,
    e.employee_number::text as employee_number,
    a.team_id,
    t.team_code::text as team_code,
    a.start_date::date as start_date,
    a.end_date::date as end_date,
    a.is_primary
from sched.emp_team_assignments as a
inner join sched.emp_employees as e on e.id = a.employee_id
left join sched.emp_teams as t on t.id = a.team_id;

alter view api_v2.team_assignments alter column is_primary set default true;

comment on view api_v2.team_assignments is
    'Who belongs to which team, from when to when

Employee and team are given by id, or by number and code. Everybody has one primary team on a date (SC022). Embeds
employees and teams. Upsert with on_conflict=employee_number,team_code,start_date.';
comment on column api_v2.team_assignments.id is 'Surrogate key; team_assignment_id elsewhere. Given by the system.';
comment on column api_v2.team_assignments.employee_id is
    'The employee; may be left out when employee_number is given.';
comment on column api_v2.team_assignments.employee_number is
    'Their number; may be left out when employee_id is given.';
comment on column api_v2.team_assignments.team_id is 'The team; may be left out when team_code is given.';
comment on column api_v2.team_assignments.team_code is 'Its code; may be left out when team_id is given.';
comment on column api_v2.team_assignments.start_date is 'First business date, included.';
comment on column api_v2.team_assignments.end_date is 'Last business date, included; null: until further notice.';
comment on column api_v2.team_assignments.is_primary is
    'Whether they work the shifts of this team; else they may stand in for it.';

alter view api_v2.team_assignments owner to sched_views;
grant select on api_v2.team_assignments to sched_workforce_viewer;
grant insert, update, delete on api_v2.team_assignments to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.team_assignments
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.team_assignments
for each row execute function sched_http.write_people(
    'emp_team_assignments', 'sched_http.store_membership',
    '{"employee_number,team_code,start_date","employee_id,team_id,start_date"}', '{}'
);
