create or replace view api_v2.requirements as
select
    q.id,
    q.resource_id,
    r.resource_code::text as resource_code,
    q.per::text as per,
    q.shift_code,
    q.head_count,
    q.min_level::text as min_level,
    q.position_id,
    p.position_code::text as position_code,
    q.machines_per_person::integer as machines_per_person,
    q.start_date::date as start_date,
    q.end_date::date as end_date,
    q.created_at,
    q.updated_at
from sched.emp_requirements as q
inner join sched.resources as r on r.id = q.resource_id
left join sched.emp_positions as p on p.id = q.position_id;

alter view api_v2.requirements alter column per set default 'machine';
alter view api_v2.requirements alter column machines_per_person set default 1;

comment on view api_v2.requirements is
    'How many people are needed where while machines operate, from when to when

Requirements add up: one does not replace another, of the same resource or of one above it. They name nobody, and whoever
reads the plan reads them. Resource and position are given by id or by code. Embeds positions. Two that differ in nothing
but their number do not overlap (SC022). Upsert with
on_conflict=resource_code,per,shift_code,min_level,position_code,start_date, where null is a value like others.';
comment on column api_v2.requirements.id is 'Surrogate key; requirement_id elsewhere. Given by the system.';
comment on column api_v2.requirements.resource_id is
    'It holds for this resource and everything below it; may be left out when resource_code is given.';
comment on column api_v2.requirements.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v2.requirements.per is
    'machine (when left out): for each machine at or below the resource, while it operates; resource: once, while any of
them operates.';
comment on column api_v2.requirements.shift_code is 'Only while machines operate in this shift; null: in any.';
comment on column api_v2.requirements.head_count is 'People at a time, for each machine or once: 1 to 1000.';
comment on column api_v2.requirements.min_level is
    'Least level of a qualification that they must have: basic, advanced or expert; null: none is asked.';
comment on column api_v2.requirements.position_id is 'Only people of this position count; null: of any, or of none.';
comment on column api_v2.requirements.position_code is 'Its code; may be left out when position_id is given.';
comment on column api_v2.requirements.machines_per_person is
    'How many machines one person may watch at once, with per = machine: of n that operate, head_count times n divided by
this, rounded up, are needed. 1 when left out.';
comment on column api_v2.requirements.start_date is 'First business date of the shifts of machines, included.';
comment on column api_v2.requirements.end_date is 'Last one, included; null: until further notice.';
comment on column api_v2.requirements.created_at is 'When it was entered. Read-only.';
comment on column api_v2.requirements.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.requirements owner to sched_views;
grant select on api_v2.requirements
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_workforce_viewer;
grant insert, update, delete on api_v2.requirements to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.requirements
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.requirements
for each row execute function sched_http.write_people(
    'emp_requirements', 'sched_http.store_requirement',
    '{"resource_code,per,shift_code?,min_level?,position_code?,start_date",'
    '"resource_id,per,shift_code?,min_level?,position_id?,start_date"}', '{}'
);
