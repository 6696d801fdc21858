create or replace function sched_engine.what_if_plan(p_resource_ids bigint[], p_from date, p_to date)
returns setof sched.equipment_schedules
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_now constant timestamptz := sched_engine.current_instant();
    v_step record;
begin
    for v_step in
        select s.*
        from sched_engine.planning_steps(
            p_resource_ids, datemultirange(daterange(p_from, p_to, '[]')), null, false, v_now
        ) as s
        where s.last_date > sched_engine.period_lock()
    loop
        return query
        select
            n.resource_id,
            n.planned_start_time,
            n.planned_end_time,
            n.pattern_id,
            v_now,
            n.schedule_date,
            n.schedule_status,
            n.capacity_percent,
            n.shift_code,
            n.exception_id,
            n.holiday_id,
            null::integer,
            null::sched.shift_placement
        from sched_engine.planned_rows(
            v_step.resource_ids, v_step.first_date, v_step.last_date, v_step.apply_holidays, v_step.continued_at, v_step.anew
        ) as n;
    end loop;
end
$$;

comment on function sched_engine.what_if_plan(bigint[], date, date) is
    'The rows that the model of this moment gives these resources on the business dates p_from to p_to, as a
refresh would store them: where dates have been generated, shifts that have begun stay as they are stored
but for exceptions, and holidays count as they did then; dates up to the period lock are left out.
generated_at is the present.';
