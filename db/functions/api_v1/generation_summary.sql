create or replace view api_v1.generation_summary as
select
    s.resource_id,
    s.resource_code,
    s.resource_name,
    s.schedule_count,
    s.earliest_date,
    s.latest_date,
    s.total_planned_hours,
    s.exception_count,
    s.last_generated
from sched_oee.generation_summary as s;

comment on view api_v1.generation_summary is
    'What has been generated so far, per machine

It counts stored rows: filter by resource in a large plant. The plant at a glance: status.';
comment on column api_v1.generation_summary.resource_id is 'Surrogate key of the machine.';
comment on column api_v1.generation_summary.resource_code is 'Business code of the machine.';
comment on column api_v1.generation_summary.resource_name is 'Name of the machine.';
comment on column api_v1.generation_summary.schedule_count is 'Stored rows (number).';
comment on column api_v1.generation_summary.earliest_date is 'First business date generated.';
comment on column api_v1.generation_summary.latest_date is 'Last business date generated.';
comment on column api_v1.generation_summary.total_planned_hours is 'Planned production hours of all stored rows.';
comment on column api_v1.generation_summary.exception_count is 'Stored rows decided by an exception (number).';
comment on column api_v1.generation_summary.last_generated is 'When a generation last covered new dates or options.';

alter view api_v1.generation_summary owner to sched_views;
grant select on api_v1.generation_summary to sched_viewer, sched_planner, sched_admin;
