create or replace function sched_engine.proposed_of(p_shifts jsonb)
returns sched_engine.proposed_shift[]
language sql
immutable
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(
        row(s.employee_id, s.schedule_date, s.start_time, s.end_time)::sched_engine.proposed_shift
        order by s.employee_id, s.start_time
    ), '{}')
    from jsonb_to_recordset(p_shifts) as s (
        employee_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz
    )
$$;

comment on function sched_engine.proposed_of(jsonb) is 'Shifts {employee_id, schedule_date, start_time, end_time} as rules take them.';
