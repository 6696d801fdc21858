create or replace function sched_engine.unchanged_machines(
    p_resource_ids bigint[], p_from date, p_to date, p_apply_holidays boolean
)
returns table (resource_id bigint, row_count bigint)
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_ids bigint[];
    v_models bigint[];
    v_model_ids bigint[];
begin
    select array_agg(a.resource_id), array_agg(a.model_id), array_agg(distinct a.model_id)
    into v_ids, v_models, v_model_ids
    from sched_engine.machines_alike(p_resource_ids, p_from, p_to) as a;

    -- Machines that are nearly all planned apart are compared at once by schedule_comparison.
    if v_ids is null or 2 * cardinality(v_model_ids) > cardinality(v_ids) then
        return;
    end if;

    return query
    with planned as materialized (
        select s.*
        from sched_engine.planned_models(v_model_ids, p_from, p_to, p_apply_holidays) as s
    ),

    sizes as (
        select
            n.resource_id,
            count(*) as row_count
        from planned as n
        group by n.resource_id
    ),

    compared as (
        select
            a.resource_id,
            a.model_id,
            count(*) as row_count,
            count(n.resource_id) as equal_count
        from sched.equipment_schedules as s
        inner join (
            select
                i.resource_id,
                min(i.model_id) as model_id
            from unnest(v_ids, v_models) as i (resource_id, model_id)
            group by i.resource_id
        ) as a on a.resource_id = s.resource_id
        left join planned as n
            on n.resource_id = a.model_id
            and n.planned_start_time = s.planned_start_time
            and n.schedule_date = s.schedule_date
            and n.planned_end_time = s.planned_end_time
            and n.schedule_status = s.schedule_status
            and n.capacity_percent = s.capacity_percent
            and n.shift_code is not distinct from s.shift_code
            and n.pattern_id is not distinct from s.pattern_id
            and n.exception_id is not distinct from s.exception_id
            and n.holiday_id is not distinct from s.holiday_id
            and n.shift_second is not distinct from s.shift_second
            and n.shift_placement is not distinct from s.shift_placement
        where s.resource_id = any(v_ids) and s.schedule_date between p_from and p_to
        group by a.resource_id, a.model_id
    )

    select
        c.resource_id,
        c.row_count
    from compared as c
    inner join sizes as n on n.resource_id = c.model_id and n.row_count = c.row_count
    where c.equal_count = c.row_count;
end
$$;

comment on function sched_engine.unchanged_machines(bigint[], date, date, boolean) is
    'Those of these machines whose stored rows for the business dates p_from to p_to are exactly what the model
plans, and how many rows each has. Machines that are planned alike are compared with one plan for all of them. A machine
that is missing here may or may not differ.';
