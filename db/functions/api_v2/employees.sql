create or replace view api_v2.employees as
select
    e.id,
    e.employee_number::text as employee_number,
    case when sched_http.sees_names() then e.first_name::text end as first_name,
    case when sched_http.sees_names() then e.last_name::text end as last_name,
    case when sched_http.sees_names() then e.email end as email,
    e.department_id,
    d.department_code::text as department_code,
    e.position_id,
    p.position_code::text as position_code,
    e.resource_id,
    r.resource_code::text as resource_code,
    e.hire_date::date as hire_date,
    e.termination_date::date as termination_date,
    e.is_active,
    e.skills,
    e.erased_at,
    e.created_at,
    e.updated_at
from sched.emp_employees as e
inner join sched.emp_departments as d on d.id = e.department_id
inner join sched.emp_positions as p on p.id = e.position_id
left join sched.resources as r on r.id = e.resource_id;

alter view api_v2.employees alter column is_active set default true;
alter view api_v2.employees alter column skills set default '{}';

comment on view api_v2.employees is
    'People who work in the plant

Embeds departments, positions, team_assignments, teams, qualifications, absences and resource_assignments. Upsert with
on_conflict=employee_number. Somebody with a roster is deactivated (is_active = false), not deleted (SC011);
erase_employee makes somebody unrecognisable.';
comment on column api_v2.employees.id is 'Surrogate key; employee_id elsewhere. Given by the system.';
comment on column api_v2.employees.employee_number is 'The number that people type, unique.';
comment on column api_v2.employees.first_name is 'First name; null for whoever may not see names.';
comment on column api_v2.employees.last_name is 'Last name; null for whoever may not see names.';
comment on column api_v2.employees.email is 'Email address; null for whoever may not see names.';
comment on column api_v2.employees.department_id is 'The department; may be left out when department_code is given.';
comment on column api_v2.employees.department_code is 'Its code; may be left out when department_id is given.';
comment on column api_v2.employees.position_id is 'The position; may be left out when position_code is given.';
comment on column api_v2.employees.position_code is 'Its code; may be left out when position_id is given.';
comment on column api_v2.employees.resource_id is
    'The part of the plant they belong to; null: only whoever sees the whole plant sees them.';
comment on column api_v2.employees.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v2.employees.hire_date is 'First date on which they may work.';
comment on column api_v2.employees.termination_date is 'Last date on which they may work; null: open.';
comment on column api_v2.employees.is_active is 'False: no shift of theirs begins any more.';
comment on column api_v2.employees.skills is
    'Skills by name, as a JSON object; the value says how well or since when.';
comment on column api_v2.employees.erased_at is
    'When what could tell who they are was removed; null: it was not. Read-only.';
comment on column api_v2.employees.created_at is 'When it was entered. Read-only.';
comment on column api_v2.employees.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.employees owner to sched_views;
grant select on api_v2.employees to sched_workforce_viewer;
grant insert, update, delete on api_v2.employees to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.employees
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.employees
for each row execute function sched_http.write_people(
    'emp_employees', 'sched_http.store_employee', '{employee_number}', '{erased_at}'
);
