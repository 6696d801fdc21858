create or replace view api_v2.resource_assignments as
select
    a.id,
    a.employee_id,
    e.employee_number::text as employee_number,
    a.resource_id,
    r.resource_code::text as resource_code,
    a.start_time::timestamptz as start_time,
    a.end_time::timestamptz as end_time
from sched.emp_resource_assignments as a
inner join sched.emp_employees as e on e.id = a.employee_id
left join sched.resources as r on r.id = a.resource_id;

comment on view api_v2.resource_assignments is
    'Who watches which machine, and when

Apart from the shift: one shift may watch several machines at once, or none. Embeds employees.';
comment on column api_v2.resource_assignments.id is
    'Surrogate key; resource_assignment_id elsewhere. Given by the system.';
comment on column api_v2.resource_assignments.employee_id is
    'The employee; may be left out when employee_number is given.';
comment on column api_v2.resource_assignments.employee_number is
    'Their number; may be left out when employee_id is given.';
comment on column api_v2.resource_assignments.resource_id is
    'The resource; may be left out when resource_code is given.';
comment on column api_v2.resource_assignments.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v2.resource_assignments.start_time is 'First instant.';
comment on column api_v2.resource_assignments.end_time is 'First instant no longer.';

alter view api_v2.resource_assignments owner to sched_views;
grant select on api_v2.resource_assignments to sched_workforce_viewer;
grant insert, update, delete on api_v2.resource_assignments to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.resource_assignments
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.resource_assignments
for each row execute function sched_http.write_people(
    'emp_resource_assignments', 'sched_http.store_resource_assignment', '{}', '{}'
);
