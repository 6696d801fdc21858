create or replace view sched_oee.equipment_schedule as
select
    s.resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.hierarchy_path,
    s.schedule_date,
    s.shift_code,
    s.planned_start_time,
    s.planned_end_time,
    sched_engine.hours(s.planned_start_time, s.planned_end_time) as planned_hours,
    s.schedule_status::text as schedule_status,
    s.capacity_percent,
    s.schedule_status in ('operating', 'breakdown') as is_planned_production,
    s.pattern_id,
    p.pattern_code::text as pattern_code,
    s.exception_id is not null as is_exception,
    s.exception_id,
    s.holiday_id,
    s.generated_at,
    w.dates is null or not w.dates @> s.schedule_date as is_current
from sched.equipment_schedules as s
inner join sched.resources as r on r.id = s.resource_id
left join sched.operating_patterns as p on p.id = s.pattern_id
-- Joined, and not a subquery among the columns, which would keep the API from embedding these rows fast.
left join lateral (
    select range_agg(m.dates) as dates
    from sched.stale_dates as m
    where m.resource_id = any(r.path_ids)
) as w on true;

comment on view sched_oee.equipment_schedule is
    'The generated plan, one row per stretch of a shift with one status. Filter by schedule_date (fast) and resource.';
comment on column sched_oee.equipment_schedule.resource_id is 'Surrogate key of the machine.';
comment on column sched_oee.equipment_schedule.resource_code is 'Business code of the machine.';
comment on column sched_oee.equipment_schedule.resource_name is 'Name of the machine.';
comment on column sched_oee.equipment_schedule.hierarchy_path is
    'Codes from the enterprise to the machine, joined with dots.';
comment on column sched_oee.equipment_schedule.schedule_date is
    'Business date: the local date on which the shift starts. A night shift belongs to the date it starts on.';
comment on column sched_oee.equipment_schedule.shift_code is 'Code of the shift, e.g. D, A, N.';
comment on column sched_oee.equipment_schedule.planned_start_time is 'First instant of the stretch (timestamptz).';
comment on column sched_oee.equipment_schedule.planned_end_time is 'First instant after the stretch (timestamptz).';
comment on column sched_oee.equipment_schedule.planned_hours is
    'Elapsed hours of the stretch, whatever its status; clock changes are included in it.';
comment on column sched_oee.equipment_schedule.schedule_status is
    'operating, maintenance, breakdown, shutdown or holiday. ISO 22400: operating and breakdown are planned busy time (PBT),
the others planned down time (PDOT).';
comment on column sched_oee.equipment_schedule.capacity_percent is
    'Planned share of full capacity in percent: 100, 1 to 99 when reduced, 0 when not operating.';
comment on column sched_oee.equipment_schedule.is_planned_production is
    'Whether the stretch counts as planned production time (ISO 22400 PBT). A breakdown does: it is an availability loss,
not a planned stop.';
comment on column sched_oee.equipment_schedule.pattern_id is 'Operating pattern the shift comes from.';
comment on column sched_oee.equipment_schedule.pattern_code is 'Code of that pattern.';
comment on column sched_oee.equipment_schedule.is_exception is 'Whether an exception decided this stretch.';
comment on column sched_oee.equipment_schedule.exception_id is 'That exception.';
comment on column sched_oee.equipment_schedule.holiday_id is 'The holiday the stretch lies in; it cancelled it unless an exception decided otherwise.';
comment on column sched_oee.equipment_schedule.generated_at is 'When this row was last written.';

comment on column sched_oee.equipment_schedule.is_current is
    'False while a large edit that may concern this date waits to be applied to the stored plan.';

alter view sched_oee.equipment_schedule owner to sched_views;
grant select on sched_oee.equipment_schedule to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
