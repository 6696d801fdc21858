-- Computed by functions, not by subqueries among the columns: those would keep PostgREST from embedding fast.
create or replace view api_v1.resources as
select
    r.id,
    r.resource_code,
    r.resource_name,
    r.resource_type,
    r.parent_resource_id,
    sched_engine.resource_code(r.parent_resource_id) as parent_resource_code,
    sched_http.read_only(r.hierarchy_path) as hierarchy_path,
    sched_http.read_only(r.hierarchy_level) as hierarchy_level,
    r.time_zone,
    coalesce(r.time_zone, sched_engine.nearest_zone(r.path_ids)) as effective_time_zone,
    r.requires_scheduling,
    r.is_active,
    sched_engine.child_count(r.id) as child_count,
    sched_engine.followed_pattern(r.path_ids) as effective_pattern_code,
    sched_engine.followed_from(r.path_ids) as pattern_inherited_from,
    r.metadata,
    sched_http.read_only(r.created_at) as created_at,
    sched_http.read_only(r.updated_at) as updated_at
from sched.resources as r;

alter view api_v1.resources alter column requires_scheduling set default false;
alter view api_v1.resources alter column is_active set default true;
alter view api_v1.resources alter column metadata set default '{}';

comment on view api_v1.resources is
    'The plant: enterprise, sites, areas, work centers and work units

Embeds: pattern_assignments, exceptions, calendar_assignments, calendars, equipment_schedules, daily_availability,
schedule_changes, and of the tree parent and children. Upsert with on_conflict=resource_code. A resource with a generated
plan or with children is deactivated (is_active = false), not deleted (SC011).';
comment on column api_v1.resources.id is 'Surrogate key; resource_id elsewhere.';
comment on column api_v1.resources.resource_code is 'Business code, unique in the plant, e.g. LINE-A-001.';
comment on column api_v1.resources.resource_name is 'Name that people see.';
comment on column api_v1.resources.resource_type is
    'ISA-95 level. A parent is of a higher level than its child; levels may be skipped.';
comment on column api_v1.resources.parent_resource_id is 'The resource it belongs to; null: it is a root.';
comment on column api_v1.resources.parent_resource_code is 'Code of the parent. Read-only.';
comment on column api_v1.resources.hierarchy_path is 'Codes from the root to this resource, joined with dots. Read-only.';
comment on column api_v1.resources.hierarchy_level is '1 (enterprise) to 5 (work unit). Read-only.';
comment on column api_v1.resources.time_zone is
    'IANA time zone of its own; null: that of the nearest ancestor. A root must have one.';
comment on column api_v1.resources.effective_time_zone is 'The time zone of its shift times. Read-only.';
comment on column api_v1.resources.requires_scheduling is 'Whether planned time is generated for it.';
comment on column api_v1.resources.is_active is 'False: kept with its history, but no longer planned.';
comment on column api_v1.resources.child_count is 'Resources directly below it (number). Read-only.';
comment on column api_v1.resources.effective_pattern_code is
    'The pattern it follows today, its own or inherited; null: none. Read-only.';
comment on column api_v1.resources.pattern_inherited_from is
    'Code of the ancestor whose pattern it follows today; null: its own, or none. Read-only.';
comment on column api_v1.resources.metadata is 'Anything else worth knowing, as a JSON object.';
comment on column api_v1.resources.created_at is 'When it was created. Read-only.';
comment on column api_v1.resources.updated_at is 'When it was last changed. Read-only.';

alter view api_v1.resources owner to sched_views;
grant select on api_v1.resources to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.resources to sched_admin;
