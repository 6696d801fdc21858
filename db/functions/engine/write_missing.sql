create or replace function sched_engine.write_missing(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_cause jsonb
)
returns bigint
language plpgsql
volatile
set search_path = ''
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_epoch constant smallint := sched_engine.feed_epoch();
    v_count bigint;
begin
    -- For many machines a plan for just these pays; for a few, making one would cost more than running it.
    if cardinality(p_resource_ids) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;

    insert into sched.equipment_schedules (
        resource_id, planned_start_time, planned_end_time, pattern_id, schedule_date, schedule_status,
        capacity_percent, shift_code, exception_id, holiday_id
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
        s.holiday_id
    from sched_engine.planned_segments(p_resource_ids, p_from, p_to, p_apply_holidays) as s;
    get diagnostics v_count = row_count;
    v_count := v_count + sched_engine.give_way(p_resource_ids, p_from, p_to);

    insert into sched.schedule_changes
    (epoch, changed_at, resource_id, change_kind, schedule_dates, cause, changed_by)
    select
        v_epoch,
        u.at_time,
        r.id,
        'generated',
        daterange(p_from, p_to, '[]'),
        p_cause,
        u.name
    from unnest(p_resource_ids) as r (id)
    cross join (
        select
            sched_engine.acting_user() as name,
            sched_engine.change_instant() as at_time
    ) as u;
    perform sched_engine.emit_event('schedule.generated', sched_engine.common_ancestor(p_resource_ids), jsonb_build_object(
        'date', p_from, 'last_date', p_to, 'old_value', null, 'new_value', null, 'truncated', true,
        'machines', cardinality(p_resource_ids), 'rows', v_count));
    return v_count;
end
$$;

comment on function sched_engine.write_missing(bigint[], date, date, boolean, jsonb) is
    'Writes the rows of business dates that have not been generated for these resources, clear of those stored around them,
one range per resource into the change feed, and an event. Returns the number of rows.';
