create or replace function sched_engine.what_if_row(p_row sched.equipment_schedules)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case when p_row.resource_id is not null then jsonb_build_object(
        'planned_start_time', p_row.planned_start_time,
        'planned_end_time', p_row.planned_end_time,
        'shift_code', p_row.shift_code,
        'schedule_status', p_row.schedule_status,
        'capacity_percent', p_row.capacity_percent,
        'pattern_code', (
            select p.pattern_code from sched.operating_patterns as p where p.id = p_row.pattern_id
        ),
        'exception', (
            select e.description from sched.schedule_exceptions as e where e.id = p_row.exception_id
        ),
        'holiday', (select h.holiday_name from sched.holidays as h where h.id = p_row.holiday_id)
    ) end
$$;

comment on function sched_engine.what_if_row(sched.equipment_schedules) is
    'A row of the plan as sched_engine.what_if shows it: by codes and names, because ids of a preview never
come to be.';
