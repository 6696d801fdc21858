create or replace view sched_oee.system_health as
select
    'Resources' as entity_type,
    count(*) as total_count,
    count(*) filter (where r.is_active) as active_count,
    count(*) filter (where r.is_active and r.requires_scheduling) as schedulable_count
from sched.resources as r
union all
select
    'Patterns',
    count(*),
    count(*) filter (where p.is_visible),
    count(*) filter (where p.complexity_level = 'simple')
from sched_engine.offered_patterns as p
union all
select
    'Assignments',
    count(*),
    count(*) filter (where coalesce(a.end_date, 'infinity') >= sched_engine.current_instant()::date),
    count(distinct a.resource_id)
from sched.resource_pattern_assignments as a
union all
select
    'Exceptions',
    count(*),
    count(*) filter (where e.is_active),
    count(distinct e.resource_id) filter (where e.is_active)
from sched.schedule_exceptions as e;

comment on view sched_oee.system_health is 'What the system holds, in counts, per kind of entity.';
comment on column sched_oee.system_health.entity_type is 'Resources, Patterns, Assignments or Exceptions.';
comment on column sched_oee.system_health.total_count is 'All of them (number).';
comment on column sched_oee.system_health.active_count is
    'Active resources, visible patterns, assignments not ended yet, exceptions not cancelled (number).';
comment on column sched_oee.system_health.schedulable_count is
    'Resources that are scheduled, simple patterns, resources with an assignment, resources with an exception (number).';

alter view sched_oee.system_health owner to sched_views;
grant select on sched_oee.system_health to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
