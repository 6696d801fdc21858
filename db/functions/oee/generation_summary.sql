-- Machine by machine (lateral), so that a page of machines reads their rows only.
create or replace view sched_oee.generation_summary as
select
    g.resource_id,
    r.resource_code::text as resource_code,
    r.resource_name::text as resource_name,
    s.schedule_count,
    lower(g.dates) as earliest_date,
    upper(g.dates) - 1 as latest_date,
    s.total_planned_hours,
    s.exception_count,
    g.last_generated_at as last_generated
from sched.generated_dates as g
inner join sched.resources as r on r.id = g.resource_id
cross join lateral (
    select
        count(*) as schedule_count,
        coalesce(
            sum(sched_engine.microhours(i.planned_start_time, i.planned_end_time))
            filter (where i.schedule_status in ('operating', 'breakdown')) * 0.000001,
            0
        ) as total_planned_hours,
        count(*) filter (where i.exception_id is not null) as exception_count
    from sched.equipment_schedules as i
    where i.resource_id = g.resource_id
) as s
where g.dates <> '{}';

comment on view sched_oee.generation_summary is 'What has been generated so far, per machine.';
comment on column sched_oee.generation_summary.resource_id is 'Surrogate key of the machine.';
comment on column sched_oee.generation_summary.resource_code is 'Business code of the machine.';
comment on column sched_oee.generation_summary.resource_name is 'Name of the machine.';
comment on column sched_oee.generation_summary.schedule_count is 'Stored rows (number).';
comment on column sched_oee.generation_summary.earliest_date is 'First business date generated.';
comment on column sched_oee.generation_summary.latest_date is 'Last business date generated.';
comment on column sched_oee.generation_summary.total_planned_hours is
    'Planned production hours of all stored rows (ISO 22400 planned busy time, PBT).';
comment on column sched_oee.generation_summary.exception_count is 'Stored rows decided by an exception (number).';
comment on column sched_oee.generation_summary.last_generated is 'When a generation last covered new dates or options.';

alter view sched_oee.generation_summary owner to sched_views;
grant select on sched_oee.generation_summary to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
