create or replace function sched_engine.row_json(p_row sched.equipment_schedules)
returns jsonb
language sql
stable
parallel safe
as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'planned_start_time', to_char(p_row.planned_start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'planned_end_time', to_char(p_row.planned_end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'shift_code', p_row.shift_code,
        'schedule_status', p_row.schedule_status,
        'capacity_percent', p_row.capacity_percent,
        'pattern_id', p_row.pattern_id,
        'exception_id', p_row.exception_id,
        'holiday_id', p_row.holiday_id
    ))
$$;

comment on function sched_engine.row_json(sched.equipment_schedules) is
    'A stored row as the change feed shows it; instants in UTC.';
