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

    -- Rows of one machine are never equal, so that no two of them cancel each other out. That other rows have the same
    -- number and fingerprint is as likely as guessing 64 bits.
    return query
    with planned as (
        select
            n.resource_id,
            count(*) as row_count,
            bit_xor(hash_record_extended(row(
                n.planned_start_time, n.planned_end_time, n.schedule_date, n.schedule_status, n.capacity_percent,
                n.shift_code, n.pattern_id, n.exception_id, n.holiday_id, n.shift_second, n.shift_placement
            ), 0)) as fingerprint
        from sched_engine.planned_models(v_model_ids, p_from, p_to, p_apply_holidays) as n
        group by n.resource_id
    ),

    stored as (
        select
            s.resource_id,
            count(*) as row_count,
            bit_xor(hash_record_extended(row(
                s.planned_start_time, s.planned_end_time, s.schedule_date, s.schedule_status, s.capacity_percent,
                s.shift_code, s.pattern_id, s.exception_id, s.holiday_id, s.shift_second, s.shift_placement
            ), 0)) as fingerprint
        from sched.equipment_schedules as s
        where s.resource_id = any(v_ids) and s.schedule_date between p_from and p_to
        group by s.resource_id
    )

    select
        s.resource_id,
        s.row_count
    from unnest(v_ids, v_models) as a (resource_id, model_id)
    inner join stored as s on s.resource_id = a.resource_id
    inner join planned as n
        on n.resource_id = a.model_id and n.row_count = s.row_count and n.fingerprint = s.fingerprint;
end
$$;

comment on function sched_engine.unchanged_machines(bigint[], date, date, boolean) is
    'Those of these machines whose stored rows for the business dates p_from to p_to are exactly what the model
plans, and how many rows each has. Machines that are planned alike are compared with one plan for all of them, by number and a fingerprint of the rows. A machine
that is missing here may or may not differ.';
