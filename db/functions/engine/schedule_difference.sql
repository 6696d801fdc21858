create or replace function sched_engine.schedule_difference(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean
)
returns table (stored sched.equipment_schedules, planned sched.equipment_schedules)
language sql
stable
parallel safe
set search_path = ''
set work_mem = '64MB'
as $$
    select
        case when o.resource_id is not null then o::sched.equipment_schedules end,
        case when n.resource_id is not null then row(
            n.resource_id, n.planned_start_time, n.planned_end_time, n.pattern_id, now(), n.schedule_date,
            n.schedule_status, n.capacity_percent, n.shift_code, n.exception_id, n.holiday_id
        )::sched.equipment_schedules end
    from sched_engine.planned_segments(p_resource_ids, p_from, p_to, p_apply_holidays) as n
    full join (
        select s.*
        from sched.equipment_schedules as s
        where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
    ) as o
        on o.resource_id = n.resource_id
        and o.planned_start_time = n.planned_start_time
        and o.schedule_date = n.schedule_date
    where (
        o.planned_end_time, o.schedule_status, o.capacity_percent, o.shift_code, o.pattern_id, o.exception_id, o.holiday_id
    ) is distinct from (
        n.planned_end_time, n.schedule_status, n.capacity_percent, n.shift_code, n.pattern_id, n.exception_id, n.holiday_id
    )
$$;

comment on function sched_engine.schedule_difference(bigint[], date, date, boolean) is
    'Where the stored rows of these resources and business dates are not what planned_segments says: rows to add (stored is
null), to change (both) and to remove (planned is null). Writes nothing.';
