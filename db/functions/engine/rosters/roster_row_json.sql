create or replace function sched_engine.roster_row_json(p_row sched.emp_schedules)
returns jsonb
language sql
stable
parallel safe
as $$
    select jsonb_strip_nulls(jsonb_build_object(
        'shift_start_time', to_char(p_row.shift_start_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'shift_end_time', to_char(p_row.shift_end_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        'shift_code', p_row.shift_code,
        'schedule_status', p_row.schedule_status,
        'team_id', p_row.team_id,
        'pattern_id', p_row.pattern_id,
        'shift_second', p_row.shift_second,
        'absence_id', p_row.absence_id,
        'holiday_id', p_row.holiday_id,
        'roster_change_id', p_row.roster_change_id,
        'owner_id', p_row.owner_id
    ))
$$;

comment on function sched_engine.roster_row_json(sched.emp_schedules) is
    'A row of the roster as its feed shows it; instants in UTC. It tells that somebody is absent, and not why.';
