create or replace view api_v1.inheritance_tree as
select
    i.resource_id,
    i.resource_code,
    i.resource_name,
    i.hierarchy_path,
    i.depth,
    i.on_date,
    i.pattern_id,
    i.pattern_code,
    i.pattern_name,
    i.is_inherited,
    i.is_override,
    i.inherited_from_id,
    i.inherited_from_code,
    i.overridden_pattern_code,
    i.assignment_id,
    i.effective_date,
    i.end_date
from sched_engine.pattern_inheritance(null, null) as i;

comment on view api_v1.inheritance_tree is
    'Which pattern each resource follows today, and where it comes from

order=hierarchy_path puts everything below its parent. For another date: inheritance_tree_on. For one resource:
resource_pattern.';
comment on column api_v1.inheritance_tree.resource_id is 'Surrogate key of the resource.';
comment on column api_v1.inheritance_tree.resource_code is 'Business code of the resource.';
comment on column api_v1.inheritance_tree.resource_name is 'Name of the resource.';
comment on column api_v1.inheritance_tree.hierarchy_path is 'Codes from the root to the resource, joined with dots.';
comment on column api_v1.inheritance_tree.depth is 'Levels below its root, 0 to 4.';
comment on column api_v1.inheritance_tree.on_date is 'The business date in question: today in the time zone of the resource.';
comment on column api_v1.inheritance_tree.pattern_id is 'The pattern it follows; null: none.';
comment on column api_v1.inheritance_tree.pattern_code is 'Code of that pattern.';
comment on column api_v1.inheritance_tree.pattern_name is 'Name of that pattern.';
comment on column api_v1.inheritance_tree.is_inherited is
    'Whether the assignment is one of an ancestor; null when it follows no pattern.';
comment on column api_v1.inheritance_tree.is_override is
    'Whether an assignment of its own takes the place of one it would inherit.';
comment on column api_v1.inheritance_tree.inherited_from_id is 'The ancestor it inherits from.';
comment on column api_v1.inheritance_tree.inherited_from_code is 'Code of that ancestor.';
comment on column api_v1.inheritance_tree.overridden_pattern_code is 'The pattern it would inherit without its own.';
comment on column api_v1.inheritance_tree.assignment_id is 'The assignment that decides.';
comment on column api_v1.inheritance_tree.effective_date is 'First business date of that assignment.';
comment on column api_v1.inheritance_tree.end_date is 'Last business date of it, included; null: until replaced.';

alter view api_v1.inheritance_tree owner to sched_views;
grant select on api_v1.inheritance_tree to sched_viewer, sched_planner, sched_admin;
