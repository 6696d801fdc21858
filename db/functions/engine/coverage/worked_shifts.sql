create or replace function sched_engine.worked_shifts(p_employee_ids bigint[], p_from timestamptz, p_to timestamptz)
returns setof sched.emp_schedules
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
declare
    -- A shift may last into the next date, and be moved by one more day in either direction.
    v_first constant date := (p_from at time zone 'UTC')::date - 4;
    v_last constant date := (p_to at time zone 'UTC')::date + 3;
begin
    if sched_engine.coverage_known_at() is not null then
        return query
        select s.*
        from sched_engine.roster_as_known(p_employee_ids, v_first, v_last, sched_engine.coverage_known_at()) as s
        where s.schedule_status = 'scheduled' and s.shift_start_time < p_to and s.shift_end_time > p_from;
    -- Apart, because one plan would read all for the sake of one.
    elsif p_employee_ids is null then
        return query
        select s.*
        from sched.emp_schedules as s
        where s.schedule_date between v_first and v_last and s.schedule_status = 'scheduled'
            and s.shift_start_time < p_to and s.shift_end_time > p_from;
    else
        return query
        select s.*
        from sched.emp_schedules as s
        where s.employee_id = any(p_employee_ids)
            and s.schedule_date between v_first and v_last and s.schedule_status = 'scheduled'
            and s.shift_start_time < p_to and s.shift_end_time > p_from;
    end if;
end
$$;

comment on function sched_engine.worked_shifts(bigint[], timestamptz, timestamptz) is
    'The stretches of the stored roster (or as it was known: sched_engine.coverage_known_at) that these people (null: everybody) work and that overlap [p_from, p_to).';
