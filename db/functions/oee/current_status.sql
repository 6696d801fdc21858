create or replace view sched_oee.current_status as
select
    r.id as resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    r.hierarchy_path,
    s.schedule_status,
    s.capacity_percent,
    s.shift_code,
    s.schedule_date,
    s.planned_start_time,
    s.planned_end_time,
    w.edits = 0 as is_current
from sched.resources as r
cross join lateral sched_oee.status_at(r.id, sched_engine.current_instant()) as s
-- Joined, and not a subquery among the columns, which would keep the API from embedding these rows fast.
left join lateral (
    select count(*) as edits
    from sched.stale_dates as m
    where m.resource_id = any(r.path_ids) and m.dates @> sched_engine.current_instant()::date
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
