create or replace function sched_engine.keep_suggestions(
    p_optimization_id bigint, p_shifts jsonb, p_employee_ids bigint[], p_cost bigint, p_bound bigint, p_seconds numeric
)
returns integer
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_kept integer;
begin
    perform set_config('app.current_user',
        (select o.created_by from sched.emp_optimizations as o where o.id = p_optimization_id), true);
    -- It may have been cancelled while the last step was on its way.
    perform from sched.emp_optimizations as o where o.id = p_optimization_id and o.state = 'running' for update;
    if not found then
        perform pg_advisory_unlock(sched_engine.optimization_lock(), p_optimization_id::integer);
        return 0;
    end if;
    insert into sched.emp_suggestions (
        optimization_id, employee_id, requirement_id, resource_id, schedule_date, start_time, end_time, shift_code, reason
    )
    select
        p_optimization_id, s.employee_id, s.requirement_id, q.resource_id, s.schedule_date, s.start_time, s.end_time,
        s.shift_code, format('Closes a gap of %s h.', trim_scale(round(s.gap_minutes / 60.0, 2)))
    from jsonb_to_recordset(p_shifts) as s (
        employee_id bigint, requirement_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
        shift_code text, gap_minutes integer
    )
    inner join sched.emp_requirements as q on q.id = s.requirement_id
    order by s.start_time, s.employee_id;
    get diagnostics v_kept = row_count;
    update sched.emp_optimizations as o
    set
        state = 'completed', finished_at = clock_timestamp(), cost = p_cost, bound = p_bound, search_seconds = p_seconds,
        comparison = sched_engine.compare_suggestions(p_optimization_id, p_employee_ids)
    where o.id = p_optimization_id;
    perform pg_advisory_unlock(sched_engine.optimization_lock(), p_optimization_id::integer);
    return v_kept;
end
$$;

comment on function sched_engine.keep_suggestions(bigint, jsonb, bigint[], bigint, bigint, numeric) is
    'Ends a run of the optimizer with its suggestions {employee_id, requirement_id, schedule_date, start_time, end_time,
shift_code, gap_minutes}, compared with the present roster among these people. Returns how many; none if it was cancelled.';

grant execute on function sched_engine.keep_suggestions(bigint, jsonb, bigint[], bigint, bigint, numeric)
to sched_relay;
