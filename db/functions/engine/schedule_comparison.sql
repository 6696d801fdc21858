-- Inlined: comparing half a million rows builds `change` only for those that differ.
create or replace function sched_engine.schedule_comparison(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean,
    p_kept_before timestamptz default null
)
returns table (change sched_engine.row_change, is_different boolean)
language sql
stable
parallel safe
as $$
    select
        row(
            case when o.resource_id is not null then o::sched.equipment_schedules end,
            case when n.resource_id is not null then row(
                n.resource_id, n.planned_start_time, n.planned_end_time, n.pattern_id, now(), n.schedule_date,
                n.schedule_status, n.capacity_percent, n.shift_code, n.exception_id, n.holiday_id
            )::sched.equipment_schedules end
        )::sched_engine.row_change,
        o.planned_end_time is distinct from n.planned_end_time
        or o.schedule_status is distinct from n.schedule_status
        or o.capacity_percent is distinct from n.capacity_percent
        or o.shift_code is distinct from n.shift_code
        or o.pattern_id is distinct from n.pattern_id
        or o.exception_id is distinct from n.exception_id
        or o.holiday_id is distinct from n.holiday_id
    from sched_engine.planned_segments(p_resource_ids, p_from, p_to, p_apply_holidays, p_kept_before) as n
    full join (
        select s.*
        from sched.equipment_schedules as s
        where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
    ) as o
        on o.resource_id = n.resource_id
        and o.planned_start_time = n.planned_start_time
        and o.schedule_date = n.schedule_date
$$;

comment on function sched_engine.schedule_comparison(bigint[], date, date, boolean, timestamptz) is
    'The stored rows of these resources and business dates beside what planned_segments says. Writes nothing.';
