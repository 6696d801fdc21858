-- What runs now is one range of each machine's entries in the index, whatever else is stored: the dates leave out
-- chunks before the query starts, the instants bound the entries. Rows of these dates start within 144 hours: four
-- days, a zone of 14 hours, and a shift moved by a day.
create or replace view sched_oee.current_status as
select
    r.id as resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.hierarchy_path,
    case
        when s.resource_id is not null then s.schedule_status::text
        when not coalesce(g.dates, '{}') @> t.today then 'not_generated'
        when g.dates @> daterange(t.today - 2, t.today, '[]') then 'not_planned'
        -- Computed once, and only when there is such a machine.
        when r.id in (
            select u.resource_id
            from sched_engine.ungenerated_shifts(null, sched_engine.current_instant()) as u (resource_id)
        ) then 'not_generated'
        else 'not_planned'
    end as schedule_status,
    s.capacity_percent,
    s.shift_code,
    s.schedule_date,
    s.planned_start_time,
    s.planned_end_time,
    w.dates is null or not w.dates @> sched_engine.current_instant()::date as is_current
from sched.resources as r
inner join sched.resource_states as z on z.resource_id = r.id and z.valid_until = 'infinity'
cross join lateral (
    select ((select sched_engine.current_instant()) at time zone z.time_zone)::date as today
) as t
left join sched.generated_dates as g on g.resource_id = r.id
left join sched.equipment_schedules as s
    on s.resource_id = r.id
    and s.schedule_date >= sched_engine.utc_date(-3)
    and s.schedule_date <= sched_engine.utc_date(2)
    and s.planned_start_time > (select sched_engine.current_instant() - interval '144 hours')
    and s.planned_start_time <= (select sched_engine.current_instant())
    and s.planned_end_time > (select sched_engine.current_instant())
-- Joined, and not a subquery among the columns, which would keep the API from embedding these rows fast.
left join lateral (
    select range_agg(m.dates) as dates
    from sched.stale_dates as m
    where m.resource_id = any(r.path_ids)
) as w on true
where r.requires_scheduling and r.is_active;

comment on view sched_oee.current_status is 'What each scheduled machine is planned to do right now.';
comment on column sched_oee.current_status.resource_id is 'Surrogate key of the machine.';
comment on column sched_oee.current_status.resource_code is 'Business code of the machine.';
comment on column sched_oee.current_status.resource_name is 'Name of the machine.';
comment on column sched_oee.current_status.hierarchy_path is
    'Codes from the enterprise to the machine, joined with dots.';
comment on column sched_oee.current_status.schedule_status is
    'operating, maintenance, breakdown, shutdown, holiday, not_planned or not_generated. ISO 22400: operating and breakdown
are planned busy time (PBT).';
comment on column sched_oee.current_status.capacity_percent is 'Planned share of full capacity in percent.';
comment on column sched_oee.current_status.shift_code is 'Code of the running shift.';
comment on column sched_oee.current_status.schedule_date is 'Business date of the running shift.';
comment on column sched_oee.current_status.planned_start_time is 'When the present stretch started (timestamptz).';
comment on column sched_oee.current_status.planned_end_time is 'When the present stretch ends (timestamptz).';

comment on column sched_oee.current_status.is_current is
    'False while a large edit that may concern today waits to be applied to the stored plan.';

alter view sched_oee.current_status owner to sched_views;
grant select on sched_oee.current_status to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
