-- Inlined: comparing half a million rows builds `change` only for those that differ.
create or replace function sched_engine.schedule_comparison(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean, p_now timestamptz, p_anew datemultirange
)
returns table (change sched_engine.row_change, is_different boolean, is_told boolean)
language sql
stable
parallel safe
as $$
    select
        row(
            case when c.stored_id is not null then c.stored end,
            case when c.resource_id is not null then row(
                c.resource_id, c.planned_start_time, c.planned_end_time, c.pattern_id, now(), c.schedule_date,
                c.schedule_status, c.capacity_percent, c.shift_code, c.exception_id, c.holiday_id, c.shift_second,
                c.shift_placement
            )::sched.equipment_schedules end
        )::sched_engine.row_change,
        c.is_told
        or c.stored_shift_second is distinct from c.shift_second
        or c.stored_shift_placement is distinct from c.shift_placement,
        c.is_told
    from (
        select
            n.*,
            o.resource_id as stored_id,
            o::sched.equipment_schedules as stored,
            o.shift_second as stored_shift_second,
            o.shift_placement as stored_shift_placement,
            o.planned_end_time is distinct from n.planned_end_time
            or o.schedule_status is distinct from n.schedule_status
            or o.capacity_percent is distinct from n.capacity_percent
            or o.shift_code is distinct from n.shift_code
            or o.pattern_id is distinct from n.pattern_id
            or o.exception_id is distinct from n.exception_id
            or o.holiday_id is distinct from n.holiday_id as is_told
        from sched_engine.planned_rows(p_resource_ids, p_from, p_to, p_apply_holidays, p_now, p_anew) as n
        full join (
            select s.*
            from sched.equipment_schedules as s
            where s.resource_id = any(p_resource_ids) and s.schedule_date between p_from and p_to
        ) as o
            on o.resource_id = n.resource_id
            and o.planned_start_time = n.planned_start_time
            and o.schedule_date = n.schedule_date
    ) as c
$$;

comment on function sched_engine.schedule_comparison(
    bigint[], date, date, boolean, timestamptz, datemultirange
) is
    'The stored rows of these resources and business dates beside what planned_rows says. is_told: a reader sees the
difference; it may lie in the shift that a row belongs to alone. Writes nothing.';
