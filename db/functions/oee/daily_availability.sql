-- Machine by machine (lateral), so that a filter on the code or path of a machine reads that machine's rows only. The
-- generated dates come from a table of all dates, so that a filter on dates finds them by its index. They are put to
-- the rows before these are added up by date, so that no date has to be looked up among the rows.
create or replace view sched_oee.daily_availability as
select
    r.id as resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.hierarchy_path,
    a.schedule_date,
    coalesce(a.shifts * 0.000001, 0) as shift_hours,
    coalesce(coalesce(a.operating + a.breakdown, a.operating, a.breakdown) * 0.000001, 0) as planned_production_hours,
    coalesce(a.operating * 0.000001, 0) as operating_hours,
    round(coalesce(a.capacity * 0.00000001, 0), 6) as capacity_hours,
    coalesce(a.maintenance * 0.000001, 0) as maintenance_hours,
    coalesce(a.breakdown * 0.000001, 0) as breakdown_hours,
    coalesce(a.shutdown * 0.000001, 0) as shutdown_hours,
    coalesce(a.holiday * 0.000001, 0) as holiday_hours,
    coalesce(a.shift_codes, '{}') as shift_codes,
    coalesce(a.day_status::text, 'not_planned') as day_status,
    w.dates is null or not w.dates @> a.schedule_date as is_current
from sched.resources as r
inner join sched.generated_dates as g on g.resource_id = r.id
-- Joined, and not a subquery among the columns, which would keep the API from embedding these rows fast.
left join lateral (
    select range_agg(m.dates) as dates
    from sched.stale_dates as m
    where m.resource_id = any(r.path_ids)
) as w on true
cross join lateral (
    select
        p.schedule_date,
        sum(p.microhours) as shifts,
        sum(p.microhours) filter (where p.schedule_status = 'operating') as operating,
        sum(p.microhours * p.capacity_percent) filter (where p.schedule_status = 'operating') as capacity,
        sum(p.microhours) filter (where p.schedule_status = 'maintenance') as maintenance,
        sum(p.microhours) filter (where p.schedule_status = 'breakdown') as breakdown,
        sum(p.microhours) filter (where p.schedule_status = 'shutdown') as shutdown,
        sum(p.microhours) filter (where p.schedule_status = 'holiday') as holiday,
        array_agg(distinct p.shift_code) filter (where p.shift_code is not null) as shift_codes,
        min(p.schedule_status) as day_status
    from (
        select
            s.schedule_date,
            sched_engine.microhours(s.planned_start_time, s.planned_end_time) as microhours,
            s.schedule_status,
            s.capacity_percent,
            s.shift_code
        from sched.equipment_schedules as s
        where s.resource_id = r.id
        union all
        select
            d.calendar_date,
            null, null, null, null
        from sched.calendar_dates as d
        where d.calendar_date >= lower(g.dates)
            and d.calendar_date < upper(g.dates)
            and g.dates @> d.calendar_date
    ) as p
    group by p.schedule_date
) as a;

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
