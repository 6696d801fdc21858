create or replace view api_v1.equipment_schedules as
select
    s.resource_id,
    s.resource_code,
    s.resource_name,
    s.hierarchy_path,
    s.schedule_date,
    s.shift_code,
    s.planned_start_time,
    s.planned_end_time,
    s.planned_hours,
    s.schedule_status,
    s.capacity_percent,
    s.is_planned_production,
    s.pattern_id,
    s.pattern_code,
    s.is_exception,
    s.exception_id,
    s.holiday_id,
    s.generated_at,
    s.is_current
from sched_oee.equipment_schedule as s;

comment on view api_v1.equipment_schedules is
    'The generated plan: one row per stretch of a shift with one status

Filter by schedule_date and by resource. Order by resource_id and planned_start_time, and page by them, not by offset:
resource_id=gte.X&or=(resource_id.gt.X,planned_start_time.gt.Y) continues after a row. Count with Prefer: count=planned, with a limited key: count=exact. Embeds
resources, patterns, exceptions and holidays.';
comment on column api_v1.equipment_schedules.resource_id is 'Surrogate key of the machine.';
comment on column api_v1.equipment_schedules.resource_code is 'Business code of the machine.';
comment on column api_v1.equipment_schedules.resource_name is 'Name of the machine.';
comment on column api_v1.equipment_schedules.hierarchy_path is 'Codes from the root to the machine, joined with dots.';
comment on column api_v1.equipment_schedules.schedule_date is
    'Business date: the local date on which the shift starts.';
comment on column api_v1.equipment_schedules.shift_code is 'Code of the shift, e.g. D, A, N.';
comment on column api_v1.equipment_schedules.planned_start_time is 'First instant of the stretch.';
comment on column api_v1.equipment_schedules.planned_end_time is 'First instant after the stretch.';
comment on column api_v1.equipment_schedules.planned_hours is 'Elapsed hours of the stretch, whatever its status.';
comment on column api_v1.equipment_schedules.schedule_status is
    'operating, maintenance, breakdown, shutdown or holiday.';
comment on column api_v1.equipment_schedules.capacity_percent is
    'Planned share of full capacity in percent: 100, 1 to 99 when reduced, 0 when not operating.';
comment on column api_v1.equipment_schedules.is_planned_production is
    'Whether the stretch counts as planned production time. A breakdown does: it is an availability loss.';
comment on column api_v1.equipment_schedules.pattern_id is 'Pattern the shift comes from; null for added time.';
comment on column api_v1.equipment_schedules.pattern_code is 'Code of that pattern.';
comment on column api_v1.equipment_schedules.is_exception is 'Whether an exception decided this stretch.';
comment on column api_v1.equipment_schedules.exception_id is 'That exception.';
comment on column api_v1.equipment_schedules.holiday_id is
    'The holiday the stretch lies in; it decided unless an exception did.';
comment on column api_v1.equipment_schedules.generated_at is 'When this row was last written.';
comment on column api_v1.equipment_schedules.is_current is
    'False while a large edit that may concern this date waits to be applied.';

alter view api_v1.equipment_schedules owner to sched_views;
grant select on api_v1.equipment_schedules to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
