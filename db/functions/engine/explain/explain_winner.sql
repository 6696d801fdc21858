create or replace function sched_engine.explain_winner(
    p_resource_id bigint, p_at timestamptz, p_date date, p_row sched.equipment_schedules
)
returns table (kind text, id bigint, mover_id bigint)
language plpgsql
stable
parallel safe
rows 1
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_shift record;
begin
    select s.* into v_shift
    from sched_engine.explain_shifts(p_resource_id, p_at) as s
    order by s.standing
    limit 1;

    if p_row.exception_id is not null then
        return query select 'exception', p_row.exception_id, v_shift.moved_by;
    elsif p_row.schedule_status = 'holiday' then
        return query select 'holiday', p_row.holiday_id, v_shift.moved_by;
    elsif p_row.resource_id is not null then
        return query select 'pattern', p_row.pattern_id, v_shift.moved_by;
    elsif not sched_engine.is_scheduled(p_resource_id) or (v_shift.is_here and v_shift.is_operating) then
        return;
    elsif v_shift.moved_by is not null and not v_shift.is_here then
        return query select 'exception', v_shift.moved_by, v_shift.moved_by;
    else
        return query
        select 'pattern', coalesce(v_shift.pattern_id, e.pattern_id), v_shift.moved_by
        from (select) as o
        left join sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as e on true
        where coalesce(v_shift.pattern_id, e.pattern_id) is not null;
    end if;
end
$$;

comment on function sched_engine.explain_winner(bigint, timestamptz, date, sched.equipment_schedules) is
    'The rule that decides an instant: exception, holiday or pattern, and its id, by the row of the plan;
without a row the pattern that has a break or no shift there, or the exception that moved its shift away. No
row: nothing decides. mover_id: the exception that moved the shift.';
