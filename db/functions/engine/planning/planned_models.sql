-- Estimated low on purpose: the few rows of the models are to be hashed, not the many that are stored.
create or replace function sched_engine.planned_models(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean
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
    holiday_id bigint,
    shift_second integer,
    shift_placement sched.shift_placement
)
language plpgsql
stable
parallel safe
rows 10
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select * from sched_engine.planned_rows(p_resource_ids, p_from, p_to, p_apply_holidays, null, '{}');
end
$$;

comment on function sched_engine.planned_models(bigint[], date, date, boolean) is
    'What planned_rows says of a few machines that stand for many, which sched_engine.unchanged_machines compares.';
