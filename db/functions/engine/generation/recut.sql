create or replace function sched_engine.recut(p_resource_ids bigint[], p_dates datemultirange, p_cause jsonb)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
#variable_conflict use_column
declare
    v_from constant date := greatest(lower(p_dates), sched_engine.period_lock() + 1);
    v_to constant date := upper(p_dates) - 1;
    v_changes sched_engine.row_change[];
    v_has_overtime boolean;
    v_rows bigint;
begin
    with stored as materialized (
        select s.*
        from sched.equipment_schedules as s
        where s.resource_id = any(p_resource_ids) and s.schedule_date between v_from and v_to
            and p_dates @> s.schedule_date
    ),

    -- As stored_shifts does, from the rows that are read already: what is compared below.
    slots as materialized (
        select
            s.resource_id,
            s.schedule_date,
            s.pattern_id,
            s.shift_second,
            s.shift_code,
            s.placement,
            (s.placement).moved_by as own_exception_id,
            lower(p.part) as start_time,
            upper(p.part) as end_time
        from (
            select
                i.resource_id,
                i.schedule_date,
                i.pattern_id,
                i.shift_second,
                i.shift_code,
                (array_agg(i.shift_placement))[1] as placement,
                range_agg(tstzrange(i.planned_start_time, i.planned_end_time)) as work
            from stored as i
            group by i.resource_id, i.schedule_date, i.pattern_id, i.shift_second, i.shift_code
        ) as s
        cross join lateral unnest(s.work) as p (part)
    ),

    exceptions as materialized (
        select e.*
        from sched_engine.effective_exceptions(p_resource_ids, v_from - 3, v_to + 2) as e
        where e.impact_type <> 'shifted'
    ),

    hits as (
        select array_agg(h.hit) as hits
        from (
            select row(
                s.resource_id, s.start_time, s.end_time, s.own_exception_id, e.start_time, e.end_time, e.impact_type,
                e.standing, e.exception_id, e.schedule_status, e.capacity_percent, null
            )::sched_engine.slot_hit as hit
            from exceptions as e
            inner join slots as s
                on s.resource_id = e.resource_id and s.start_time < e.end_time and s.end_time > e.start_time
            union all
            select row(
                s.resource_id, s.start_time, s.end_time, s.own_exception_id, h.planned_start_time, h.planned_end_time,
                null, null, null, null, null, h.holiday_id
            )::sched_engine.slot_hit
            from stored as h
            inner join slots as s
                on s.resource_id = h.resource_id and s.schedule_date = h.schedule_date
                and s.start_time < h.planned_end_time and s.end_time > h.planned_start_time
            where h.holiday_id is not null
        ) as h
    ),

    planned as (
        select
            s.*,
            coalesce(lower(d.stretch), s.start_time) as planned_start_time,
            coalesce(upper(d.stretch), s.end_time) as planned_end_time,
            coalesce(d.schedule_status, 'operating') as schedule_status,
            coalesce(d.capacity_percent, 100::smallint) as capacity_percent,
            case when d.owner_id is null then s.own_exception_id else d.exception_id end as exception_id,
            d.holiday_id
        from hits as h
        cross join slots as s
        left join sched_engine.decided_stretches(h.hits) as d
            on d.owner_id = s.resource_id and d.start_time = s.start_time
    )

    select
        (select bool_or(e.impact_type = 'additional') from exceptions as e),
        (select count(*) from stored as i),
        array_agg(
            row(
                case when o.resource_id is not null then o::sched.equipment_schedules end,
                case when n.resource_id is not null then row(
                    n.resource_id, n.planned_start_time, n.planned_end_time, n.pattern_id, now(), n.schedule_date,
                    n.schedule_status, n.capacity_percent, n.shift_code, n.exception_id, n.holiday_id, n.shift_second,
                    n.placement
                )::sched.equipment_schedules end
            )::sched_engine.row_change
        ) filter (
            where (o.planned_end_time, o.schedule_status, o.capacity_percent, o.exception_id)
            is distinct from (n.planned_end_time, n.schedule_status, n.capacity_percent, n.exception_id)
        )
    into v_has_overtime, v_rows, v_changes
    from stored as o
    full join planned as n
        on n.resource_id = o.resource_id
        and n.planned_start_time = o.planned_start_time
        and n.schedule_date = o.schedule_date;

    if v_has_overtime then
        return;
    end if;
    -- For many changes a plan for just these pays; for a few, making one would cost more than running it.
    if cardinality(v_changes) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    return query
    select
        w.*,
        v_rows - w.updated - w.deleted
    from sched_engine.write_changes(v_changes, v_changes, v_from, v_to, p_cause) as w;
end
$$;

comment on function sched_engine.recut(bigint[], datemultirange, jsonb) is
    'After an edit of exceptions that neither moves shifts nor adds any, brings the stored rows of these resources and business
dates up to date by cutting the stored shifts again, at a fraction of the cost of planning them: what is stored are those
the model gives, but for what waits for the worker. Holidays are those of the rows. No row, and nothing is done, where
overtime has a say. Dates up to the period lock stay. The caller holds the locks on sched.generated_dates.';
