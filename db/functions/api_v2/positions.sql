create or replace view api_v2.positions as
select
    p.id,
    p.position_code::text as position_code,
    p.position_name::text as position_name,
    p.department_id,
    d.department_code::text as department_code,
    p.is_active,
    p.created_at,
    p.updated_at
from sched.emp_positions as p
inner join sched.emp_departments as d on d.id = p.department_id;

alter view api_v2.positions alter column is_active set default true;

comment on view api_v2.positions is
    'Positions within departments

Embeds departments and employees. Upsert with on_conflict=position_code. One in use is deactivated (is_active = false),
not deleted (SC011).';
comment on column api_v2.positions.id is 'Surrogate key; position_id elsewhere. Given by the system.';
comment on column api_v2.positions.position_code is 'Business code, unique.';
comment on column api_v2.positions.position_name is 'Name that people see.';
comment on column api_v2.positions.department_id is 'The department; may be left out when department_code is given.';
comment on column api_v2.positions.department_code is 'Its code; may be left out when department_id is given.';
comment on column api_v2.positions.is_active is 'False: no longer used.';
comment on column api_v2.positions.created_at is 'When it was entered. Read-only.';
comment on column api_v2.positions.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.positions owner to sched_views;
grant select on api_v2.positions to sched_workforce_viewer;
grant insert, update, delete on api_v2.positions to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.positions
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.positions
for each row execute function sched_http.write_people(
    'emp_positions', 'sched_http.store_position', '{position_code}', '{}'
);
