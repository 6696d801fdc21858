create or replace view api_v1.current_status as
select
    s.resource_id,
    s.resource_code,
    s.resource_name,
    s.hierarchy_path,
    s.schedule_status,
    s.capacity_percent,
    s.shift_code,
    s.schedule_date,
    s.planned_start_time,
    s.planned_end_time,
    s.is_current
from sched_oee.current_status as s;

comment on view api_v1.current_status is
    'What each scheduled machine is planned to do right now

Embeds resources. For another moment and the reasons: explain_availability.';
comment on column api_v1.current_status.resource_id is 'Surrogate key of the machine.';
comment on column api_v1.current_status.resource_code is 'Business code of the machine.';
comment on column api_v1.current_status.resource_name is 'Name of the machine.';
comment on column api_v1.current_status.hierarchy_path is 'Codes from the root to the machine, joined with dots.';
comment on column api_v1.current_status.schedule_status is
    'operating, maintenance, breakdown, shutdown, holiday, not_planned or not_generated.';
comment on column api_v1.current_status.capacity_percent is 'Planned share of full capacity in percent.';
comment on column api_v1.current_status.shift_code is 'Code of the running shift.';
comment on column api_v1.current_status.schedule_date is 'Business date of the running shift.';
comment on column api_v1.current_status.planned_start_time is 'When the present stretch started.';
comment on column api_v1.current_status.planned_end_time is 'When the present stretch ends.';
comment on column api_v1.current_status.is_current is
    'False while a large edit that may concern today waits to be applied.';

alter view api_v1.current_status owner to sched_views;
grant select on api_v1.current_status to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
