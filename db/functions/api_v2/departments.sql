create or replace view api_v2.departments as
select
    d.id,
    d.department_code::text as department_code,
    d.department_name::text as department_name,
    d.is_active,
    d.created_at,
    d.updated_at
from sched.emp_departments as d;

alter view api_v2.departments alter column is_active set default true;

comment on view api_v2.departments is
    'Departments

Embeds positions and employees. Upsert with on_conflict=department_code. One in use is deactivated (is_active = false),
not deleted (SC011).';
comment on column api_v2.departments.id is 'Surrogate key; department_id elsewhere. Given by the system.';
comment on column api_v2.departments.department_code is 'Business code, unique.';
comment on column api_v2.departments.department_name is 'Name that people see.';
comment on column api_v2.departments.is_active is 'False: no longer used.';
comment on column api_v2.departments.created_at is 'When it was entered. Read-only.';
comment on column api_v2.departments.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.departments owner to sched_views;
grant select on api_v2.departments to sched_workforce_viewer;
grant insert, update, delete on api_v2.departments to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.departments
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.departments
for each row execute function sched_http.write_people(
    'emp_departments', 'sched_http.store_department', '{department_code}', '{}'
);
