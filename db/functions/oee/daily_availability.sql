-- Machine by machine (lateral), so that a filter on the code or path of a machine reads that machine's rows only.
create or replace view sched_oee.daily_availability as
select
    r.id as resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.hierarchy_path,
    a.schedule_date,
    a.shift_hours,
    coalesce(a.operating_hours, 0) + coalesce(a.breakdown_hours, 0) as planned_production_hours,
    coalesce(a.operating_hours, 0) as operating_hours,
    round(coalesce(a.capacity_hours, 0), 6) as capacity_hours,
    coalesce(a.maintenance_hours, 0) as maintenance_hours,
    coalesce(a.breakdown_hours, 0) as breakdown_hours,
    coalesce(a.shutdown_hours, 0) as shutdown_hours,
    coalesce(a.holiday_hours, 0) as holiday_hours,
    coalesce(a.shift_codes, '{}') as shift_codes,
    a.day_status,
    w.edits = 0 as is_current
from sched.resources as r
inner join sched.generated_dates as g on g.resource_id = r.id
cross join lateral (
    select
        s.schedule_date,
        sum(h.hours) as shift_hours,
        sum(h.hours) filter (where s.schedule_status = 'operating') as operating_hours,
        sum(h.hours * s.capacity_percent / 100) filter (where s.schedule_status = 'operating') as capacity_hours,
        sum(h.hours) filter (where s.schedule_status = 'maintenance') as maintenance_hours,
        sum(h.hours) filter (where s.schedule_status = 'breakdown') as breakdown_hours,
        sum(h.hours) filter (where s.schedule_status = 'shutdown') as shutdown_hours,
        sum(h.hours) filter (where s.schedule_status = 'holiday') as holiday_hours,
        array_agg(distinct s.shift_code) filter (where s.shift_code is not null) as shift_codes,
        min(s.schedule_status)::text as day_status
    from sched.equipment_schedules as s
    cross join lateral sched_engine.hours(s.planned_start_time, s.planned_end_time) as h (hours)
    where s.resource_id = r.id
    group by s.schedule_date
    union all
    -- Generated, and planned not to run.
    select
        d.day::date,
        0, null, null, null, null, null, null, null,
        'not_planned'
    from unnest(g.dates) as p (part)
    cross join lateral generate_series(
        lower(p.part)::timestamp, (upper(p.part) - 1)::timestamp, interval '1 day'
    ) as d (day)
    left join lateral (
        select s.resource_id
        from sched.equipment_schedules as s
        where s.resource_id = r.id and s.schedule_date = d.day::date
        limit 1
    ) as s on true
    where s.resource_id is null
) as a
-- Joined, and not a subquery among the columns, which would keep the API from embedding these rows fast.
left join lateral (
    select count(*) as edits
    from sched.stale_dates as m
    where m.resource_id = any(r.path_ids) and m.dates @> a.schedule_date
) as w on true;

comment on view sched_oee.daily_availability is
    'Planned time per machine and business date, in elapsed hours. A generated date without shifts has a row with zeros and
day_status not_planned; a date without a row has not been generated. Filter by schedule_date (fast) and resource.';
comment on column sched_oee.daily_availability.resource_id is 'Surrogate key of the machine.';
comment on column sched_oee.daily_availability.resource_code is 'Business code of the machine.';
comment on column sched_oee.daily_availability.resource_name is 'Name of the machine.';
comment on column sched_oee.daily_availability.hierarchy_path is
    'Codes from the enterprise to the machine, joined with dots.';
comment on column sched_oee.daily_availability.schedule_date is 'Business date: local date on which the shifts start.';
comment on column sched_oee.daily_availability.shift_hours is
    'Hours of all shifts of the date, whatever became of them: the sum of the five hour columns by status.';
comment on column sched_oee.daily_availability.planned_production_hours is
    'Hours the machine is planned to produce: operating and breakdown hours. ISO 22400 planned busy time (PBT), the
denominator of availability.';
comment on column sched_oee.daily_availability.operating_hours is
    'Hours planned to operate, at full or reduced capacity.';
comment on column sched_oee.daily_availability.capacity_hours is
    'Operating hours weighted by capacity_percent: 8 h at 50 percent are 4.';
comment on column sched_oee.daily_availability.maintenance_hours is 'Hours of planned maintenance (ISO 22400 PDOT).';
comment on column sched_oee.daily_availability.breakdown_hours is
    'Hours of recorded breakdown; inside planned production time, as an availability loss.';
comment on column sched_oee.daily_availability.shutdown_hours is
    'Hours of planned shutdown and other stops (ISO 22400 PDOT).';
comment on column sched_oee.daily_availability.holiday_hours is
    'Hours of shifts cancelled by holidays (ISO 22400 PDOT).';
comment on column sched_oee.daily_availability.shift_codes is 'Shift codes of the date, sorted.';
comment on column sched_oee.daily_availability.day_status is
    'operating when any part of the date is; else the first of maintenance, breakdown, shutdown, holiday that occurs;
not_planned when there is no shift.';

comment on column sched_oee.daily_availability.is_current is
    'False while a large edit that may concern this date waits to be applied to the stored plan.';

alter view sched_oee.daily_availability owner to sched_views;
grant select on sched_oee.daily_availability to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
