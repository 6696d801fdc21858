create or replace view api_v2.coverage_gaps as
select
    g.requirement_id,
    g.resource_id,
    r.resource_code::text as resource_code,
    q.shift_code,
    q.min_level::text as min_level,
    q.position_id,
    g.schedule_date,
    g.start_time,
    g.end_time,
    g.required,
    g.present,
    g.required - g.present as missing,
    (g.required - g.present) * sched_engine.hours(g.start_time, g.end_time) as missing_hours,
    g.opened_at,
    not exists (
        select from sched.emp_stale_coverage as s
        where s.period && tstzrange(g.start_time, g.end_time)
    ) as is_current
from sched.emp_coverage_gaps as g
inner join sched.emp_requirements as q on q.id = g.requirement_id
inner join sched.resources as r on r.id = g.resource_id;

comment on view api_v2.coverage_gaps is
    'Where people are missing: one row per requirement and maximal stretch with the same numbers

Current at commit of every edit of the plan of machines, of rosters, qualifications, teams and requirements; kept on dates
for which rosters were generated. Filter by schedule_date, by resource or by time. Counts only, nobody is named; why:
rpc/explain_coverage. Read-only.';
comment on column api_v2.coverage_gaps.requirement_id is 'What is required.';
comment on column api_v2.coverage_gaps.resource_id is 'Where it is required: at this resource and below it.';
comment on column api_v2.coverage_gaps.resource_code is 'Its code.';
comment on column api_v2.coverage_gaps.shift_code is 'Only while machines operate in this shift; null: in any.';
comment on column api_v2.coverage_gaps.min_level is 'Least level of a qualification that is asked; null: none.';
comment on column api_v2.coverage_gaps.position_id is 'Only people of this position count; null: of any, or of none.';
comment on column api_v2.coverage_gaps.schedule_date is
    'Business date of the shift in which machines operate; the earliest where there are several.';
comment on column api_v2.coverage_gaps.start_time is 'First instant of the stretch.';
comment on column api_v2.coverage_gaps.end_time is 'First instant after the stretch.';
comment on column api_v2.coverage_gaps.required is 'How many people are required at a time.';
comment on column api_v2.coverage_gaps.present is 'How many of them are there.';
comment on column api_v2.coverage_gaps.missing is 'How many are not.';
comment on column api_v2.coverage_gaps.missing_hours is 'Missing times the elapsed hours of the stretch.';
comment on column api_v2.coverage_gaps.opened_at is 'When this stretch came to be as it is.';
comment on column api_v2.coverage_gaps.is_current is
    'False while an edit that may concern this stretch waits to be applied.';

alter view api_v2.coverage_gaps owner to sched_views;
grant select on api_v2.coverage_gaps
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_workforce_viewer;
