create or replace view api_v1.daily_availability as
select
    d.resource_id,
    d.resource_code,
    d.resource_name,
    d.hierarchy_path,
    d.schedule_date,
    d.day_status,
    d.shift_codes,
    d.shift_hours,
    d.planned_production_hours,
    d.operating_hours,
    d.capacity_hours,
    d.maintenance_hours,
    d.breakdown_hours,
    d.shutdown_hours,
    d.holiday_hours,
    d.is_current
from sched_oee.daily_availability as d;

comment on view api_v1.daily_availability is
    'Planned hours of each machine on each generated business date

A date without a row has not been generated. Filter by schedule_date and by resource. Embeds resources.';
comment on column api_v1.daily_availability.resource_id is 'Surrogate key of the machine.';
comment on column api_v1.daily_availability.resource_code is 'Business code of the machine.';
comment on column api_v1.daily_availability.resource_name is 'Name of the machine.';
comment on column api_v1.daily_availability.hierarchy_path is 'Codes from the root to the machine, joined with dots.';
comment on column api_v1.daily_availability.schedule_date is
    'Business date: the local date on which the shifts start.';
comment on column api_v1.daily_availability.day_status is
    'operating when any part of the date is; else the first of maintenance, breakdown, shutdown, holiday that occurs;
not_planned when there is no shift.';
comment on column api_v1.daily_availability.shift_codes is 'Shift codes of the date, sorted.';
comment on column api_v1.daily_availability.shift_hours is
    'Hours of all shifts of the date: the sum of the hours by status.';
comment on column api_v1.daily_availability.planned_production_hours is
    'Operating and breakdown hours: ISO 22400 planned busy time (PBT).';
comment on column api_v1.daily_availability.operating_hours is
    'Hours planned to operate, at full or reduced capacity.';
comment on column api_v1.daily_availability.capacity_hours is 'Operating hours weighted by capacity.';
comment on column api_v1.daily_availability.maintenance_hours is 'Hours of planned maintenance.';
comment on column api_v1.daily_availability.breakdown_hours is 'Hours of recorded breakdown.';
comment on column api_v1.daily_availability.shutdown_hours is 'Hours of planned shutdown and other stops.';
comment on column api_v1.daily_availability.holiday_hours is 'Hours of shifts cancelled by holidays.';
comment on column api_v1.daily_availability.is_current is
    'False while a large edit that may concern this date waits to be applied.';

alter view api_v1.daily_availability owner to sched_views;
grant select on api_v1.daily_availability to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
