-- Inlined.
create or replace function sched_engine.planned_segments(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean default true
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    planned_start_time timestamptz,
    planned_end_time timestamptz,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    pattern_id bigint,
    exception_id bigint,
    holiday_id bigint
)
language sql
stable
parallel safe
as $$
    select
        n.resource_id,
        n.schedule_date,
        n.shift_code,
        n.planned_start_time,
        n.planned_end_time,
        n.schedule_status,
        n.capacity_percent,
        n.pattern_id,
        n.exception_id,
        n.holiday_id
    from sched_engine.planned_rows(p_resource_ids, p_from, p_to, p_apply_holidays, null, '{}') as n
$$;

comment on function sched_engine.planned_segments(bigint[], date, date, boolean) is
    'What the model of now plans for these resources (NULL: every schedulable one) on the business dates p_from to p_to, both
included, whatever is stored. Pure: reads the model, writes nothing. p_apply_holidays = false ignores holidays.

One row per maximal stretch of one shift with one status, capacity and cause; rows of one resource never overlap.';
