create or replace function sched_engine.write_missing(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_now timestamptz, p_anew datemultirange
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_count bigint;
begin
    -- For many machines a plan for just these pays; for a few, making one would cost more than running it.
    if cardinality(p_resource_ids) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;

    insert into sched.equipment_schedules (
        resource_id, planned_start_time, planned_end_time, pattern_id, schedule_date, schedule_status,
        capacity_percent, shift_code, exception_id, holiday_id, shift_second, shift_placement
    )
    select
        s.resource_id,
        s.planned_start_time,
        s.planned_end_time,
        s.pattern_id,
        s.schedule_date,
        s.schedule_status,
        s.capacity_percent,
        s.shift_code,
        s.exception_id,
        s.holiday_id,
        s.shift_second,
        s.shift_placement
    from sched_engine.planned_rows(p_resource_ids, p_from, p_to, p_apply_holidays, p_now, p_anew) as s;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

comment on function sched_engine.write_missing(bigint[], date, date, boolean, timestamptz, datemultirange) is
    'Writes the rows of business dates that have not been generated for these resources; for the last two arguments see
sched_engine.planned_rows. Returns their number. sched_engine.record_generation tells of it.';
