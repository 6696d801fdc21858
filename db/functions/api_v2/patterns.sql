create or replace view api_v2.patterns as
select
    p.id,
    p.pattern_code::text as pattern_code,
    p.pattern_name::text as pattern_name,
    p.pattern_type::text as pattern_type,
    p.complexity_level::text as complexity_level,
    p.cycle_days,
    p.anchor_date::date as anchor_date,
    p.weekly_hours,
    p.is_system_pattern,
    p.configuration,
    p.created_at,
    p.updated_at
from sched.operating_patterns as p
where p.is_visible;

comment on view api_v2.patterns is
    'Patterns that are offered: rotations, and those of the first version

Which of the built-in ones follows from the setting pattern_complexity_level. Written in the first version of the API.';
comment on column api_v2.patterns.id is 'Surrogate key; pattern_id elsewhere.';
comment on column api_v2.patterns.pattern_code is 'Business code, unique.';
comment on column api_v2.patterns.pattern_name is 'Name that people see.';
comment on column api_v2.patterns.pattern_type is 'The family of the pattern.';
comment on column api_v2.patterns.complexity_level is 'simple, advanced or expert.';
comment on column api_v2.patterns.cycle_days is 'Length of the cycle in days: 7 = weekly, 14 = bi-weekly.';
comment on column api_v2.patterns.anchor_date is 'A business date that is day 0 of the cycle.';
comment on column api_v2.patterns.weekly_hours is 'Hours per week averaged over the cycle, breaks deducted.';
comment on column api_v2.patterns.is_system_pattern is 'Built in: cannot be changed or deleted, only copied.';
comment on column api_v2.patterns.configuration is 'Free description for people and user interfaces.';
comment on column api_v2.patterns.created_at is 'When it was created.';
comment on column api_v2.patterns.updated_at is 'When it or its rules were last changed.';

alter view api_v2.patterns owner to sched_views;
grant select on api_v2.patterns to sched_viewer, sched_planner, sched_admin;
