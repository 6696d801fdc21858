create or replace view api_v1.patterns as
select
    p.id,
    p.pattern_code,
    p.pattern_name,
    p.pattern_type,
    p.complexity_level,
    p.cycle_days,
    p.anchor_date,
    sched_http.read_only(p.weekly_hours) as weekly_hours,
    p.is_visible,
    sched_http.read_only(p.is_system_pattern) as is_system_pattern,
    p.configuration,
    (
        select count(*)
        from sched.resource_pattern_assignments as a
        where a.pattern_id = p.id
    ) as assignment_count,
    sched_http.read_only(p.created_at) as created_at,
    sched_http.read_only(p.updated_at) as updated_at
from sched.operating_patterns as p
where p.complexity_level = 'simple' or not p.is_system_pattern;

alter view api_v1.patterns alter column pattern_type set default 'custom';
alter view api_v1.patterns alter column complexity_level set default 'simple';
alter view api_v1.patterns alter column cycle_days set default 7;
alter view api_v1.patterns alter column anchor_date set default '2000-01-02';
alter view api_v1.patterns alter column is_visible set default true;
alter view api_v1.patterns alter column configuration set default '{}';

comment on view api_v1.patterns is
    'Operating patterns: a cycle of days with shifts and breaks

Embeds pattern_rules and pattern_assignments. Upsert with on_conflict=pattern_code. Built-in patterns can be hidden and
copied, but not changed (SC007); one in use is not deleted (SC011). With its rules at once: create_pattern.';
comment on column api_v1.patterns.id is 'Surrogate key; pattern_id elsewhere.';
comment on column api_v1.patterns.pattern_code is 'Business code, unique.';
comment on column api_v1.patterns.pattern_name is 'Name that people see.';
comment on column api_v1.patterns.pattern_type is 'The family of the pattern.';
comment on column api_v1.patterns.complexity_level is 'Simple patterns are offered to everybody.';
comment on column api_v1.patterns.cycle_days is 'Length of the cycle in days: 7 = weekly, 14 = bi-weekly.';
comment on column api_v1.patterns.anchor_date is 'A business date that is day 0 of the cycle; by default a Sunday.';
comment on column api_v1.patterns.weekly_hours is
    'Hours per week averaged over the cycle, breaks deducted, derived from the rules. Read-only.';
comment on column api_v1.patterns.is_visible is 'False: not offered in listings.';
comment on column api_v1.patterns.is_system_pattern is 'Built in: cannot be changed or deleted, only copied. Read-only.';
comment on column api_v1.patterns.configuration is 'Free description for people and user interfaces.';
comment on column api_v1.patterns.assignment_count is 'Assignments of it, past ones too (number). Read-only.';
comment on column api_v1.patterns.created_at is 'When it was created. Read-only.';
comment on column api_v1.patterns.updated_at is 'When it or its rules were last changed. Read-only.';

alter view api_v1.patterns owner to sched_views;
grant select on api_v1.patterns to sched_viewer, sched_planner, sched_admin;
grant insert, update, delete on api_v1.patterns to sched_planner, sched_admin;
