create or replace view api_v2.qualifications as
select
    q.id,
    q.employee_id,
    e.employee_number::text as employee_number,
    q.resource_id,
    r.resource_code::text as resource_code,
    q.qualification_level::text as qualification_level,
    q.certification_date::date as certification_date,
    q.expiry_date::date as expiry_date,
    q.is_active,
    q.created_at,
    q.updated_at
from sched.emp_resource_qualifications as q
inner join sched.emp_employees as e on e.id = q.employee_id
left join sched.resources as r on r.id = q.resource_id;

alter view api_v2.qualifications alter column qualification_level set default 'basic';
alter view api_v2.qualifications alter column is_active set default true;

comment on view api_v2.qualifications is
    'Who may operate what, and everything below it, from when to when

Employee and resource are given by id, or by number and code. A renewal is a row of its own; two for one resource do
not overlap (SC022). Embeds employees. Upsert with on_conflict=employee_number,resource_code,certification_date.';
comment on column api_v2.qualifications.id is 'Surrogate key; qualification_id elsewhere. Given by the system.';
comment on column api_v2.qualifications.employee_id is 'The employee; may be left out when employee_number is given.';
comment on column api_v2.qualifications.employee_number is 'Their number; may be left out when employee_id is given.';
comment on column api_v2.qualifications.resource_id is 'The resource; may be left out when resource_code is given.';
comment on column api_v2.qualifications.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v2.qualifications.qualification_level is 'How well: basic (when left out), advanced or expert.';
comment on column api_v2.qualifications.certification_date is 'First date on which it holds.';
comment on column api_v2.qualifications.expiry_date is 'Last date on which it holds; null: open.';
comment on column api_v2.qualifications.is_active is 'False: withdrawn, as if it had never been.';
comment on column api_v2.qualifications.created_at is 'When it was entered. Read-only.';
comment on column api_v2.qualifications.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.qualifications owner to sched_views;
grant select on api_v2.qualifications to sched_workforce_viewer;
grant insert, update, delete on api_v2.qualifications to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.qualifications
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.qualifications
for each row execute function sched_http.write_people(
    'emp_resource_qualifications', 'sched_http.store_qualification',
    '{"employee_number,resource_code,certification_date","employee_id,resource_id,certification_date"}', '{}'
);
