create or replace view api_v1.pattern_assignments as
select
    a.id,
    a.resource_id,
    r.resource_code::text as resource_code,
    a.pattern_id,
    (
        select p.pattern_code::text
        from sched.operating_patterns as p
        where p.id = a.pattern_id
    ) as pattern_code,
    a.effective_date,
    a.end_date,
    a.notes,
    a.assigned_by,
    a.assigned_at
from sched.resource_pattern_assignments as a
inner join sched.resources as r on r.id = a.resource_id;

comment on view api_v1.pattern_assignments is
    'Which resources follow which pattern on which dates, with everything below them that has none of its own

Resource and pattern are given by id or by code. One that overlaps another of its resource is refused (SC005);
assign_pattern ends the open one instead. Embeds resources and patterns.';
comment on column api_v1.pattern_assignments.id is 'Surrogate key; assignment_id elsewhere. Given by the system.';
comment on column api_v1.pattern_assignments.resource_id is 'The resource; may be left out when resource_code is given.';
comment on column api_v1.pattern_assignments.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v1.pattern_assignments.pattern_id is 'The pattern; may be left out when pattern_code is given.';
comment on column api_v1.pattern_assignments.pattern_code is 'Its code; may be left out when pattern_id is given.';
comment on column api_v1.pattern_assignments.effective_date is
    'First business date, included; when left out, today in the time zone of the resource.';
comment on column api_v1.pattern_assignments.end_date is 'Last business date, included; null: until replaced.';
comment on column api_v1.pattern_assignments.notes is 'Why; kept for whoever asks later.';
comment on column api_v1.pattern_assignments.assigned_by is 'Who assigned it. Read-only.';
comment on column api_v1.pattern_assignments.assigned_at is 'When. Read-only.';

alter view api_v1.pattern_assignments owner to sched_views;
grant select on api_v1.pattern_assignments to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.pattern_assignments to sched_planner, sched_admin;

create or replace trigger write_assignment
instead of insert or update or delete on api_v1.pattern_assignments
for each row execute function sched_http.write_assignment();
