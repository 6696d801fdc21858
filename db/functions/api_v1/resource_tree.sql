create or replace view api_v1.resource_tree as
select
    r.id as resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.resource_type,
    r.parent_resource_id,
    cardinality(r.path_ids) - 1 as depth,
    r.hierarchy_path,
    coalesce(r.time_zone, sched_engine.nearest_zone(r.path_ids)) as effective_time_zone,
    r.requires_scheduling,
    r.is_active,
    b.resources as resources_below,
    b.machines
from sched.resources as r
cross join lateral sched_engine.below_resource(r.id) as b;

comment on view api_v1.resource_tree is
    'The plant as a tree, one row per resource

order=hierarchy_path puts everything below its parent. As one nested document: resource_hierarchy.';
comment on column api_v1.resource_tree.resource_id is 'Surrogate key of the resource.';
comment on column api_v1.resource_tree.resource_code is 'Business code of the resource.';
comment on column api_v1.resource_tree.resource_name is 'Name of the resource.';
comment on column api_v1.resource_tree.resource_type is 'ISA-95 level.';
comment on column api_v1.resource_tree.parent_resource_id is 'Its parent; null: it is a root.';
comment on column api_v1.resource_tree.depth is 'Levels below its root, 0 to 4.';
comment on column api_v1.resource_tree.hierarchy_path is 'Codes from the root to this resource, joined with dots.';
comment on column api_v1.resource_tree.effective_time_zone is 'The time zone of its shift times.';
comment on column api_v1.resource_tree.requires_scheduling is 'Whether planned time is generated for it.';
comment on column api_v1.resource_tree.is_active is 'False: no longer planned.';
comment on column api_v1.resource_tree.resources_below is 'Resources below it, at all levels (number).';
comment on column api_v1.resource_tree.machines is
    'Active scheduled resources at and below it (number).';

alter view api_v1.resource_tree owner to sched_views;
grant select on api_v1.resource_tree to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
