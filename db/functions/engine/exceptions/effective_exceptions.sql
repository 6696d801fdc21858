create or replace function sched_engine.effective_exceptions(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    exception_id bigint,
    inherited_from bigint,
    start_time timestamptz,
    end_time timestamptz,
    impact_type sched.impact_type,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    shift_minutes integer,
    shift_code text,
    standing integer
)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    -- Where each resource stood, as far back as shifts of these dates reach.
    with paths as materialized (
        select
            t.resource_id,
            t.valid_from,
            t.valid_until,
            p.ancestor_id
        from sched.resource_states as t
        cross join unnest(t.path_ids) as p (ancestor_id)
        where t.resource_id = any(p_resource_ids) and t.valid_until > (p_from - 4)::timestamp at time zone 'UTC'
    ),

    occurrences as (
        select
            e.*,
            o.start_time,
            o.end_time
        from sched_engine.exception_occurrences(
            array(
                select distinct p.ancestor_id
                from paths as p
                inner join sched.schedule_exceptions as e on e.resource_id = p.ancestor_id and e.is_active
            ),
            p_from, p_to
        ) as o
        inner join sched.schedule_exceptions as e on e.id = o.exception_id
    )

    select
        p.resource_id,
        o.id,
        nullif(o.resource_id, p.resource_id),
        greatest(o.start_time, p.valid_from),
        case when o.impact_type = 'additional' then o.end_time else least(o.end_time, p.valid_until) end,
        o.impact_type,
        case
            when o.impact_type <> 'no_operation' then 'operating'
            when o.exception_type in ('maintenance', 'breakdown', 'holiday') then o.exception_type::text
            else 'shutdown'
        end::sched.schedule_status,
        coalesce(o.capacity_percent, case o.impact_type when 'no_operation' then 0 else 100 end)::smallint,
        o.shift_minutes,
        o.shift_code,
        row_number() over (
            partition by p.resource_id
            order by
                o.impact_type,
                array_position(array['breakdown', 'shutdown', 'maintenance', 'holiday', 'other'], o.exception_type::text),
                o.created_at desc,
                o.id desc,
                o.start_time,
                p.valid_from
        )::integer
    from paths as p
    inner join occurrences as o
        on o.resource_id = p.ancestor_id and o.start_time < p.valid_until and o.end_time > p.valid_from
        -- Overtime is worked as a whole by whoever was there when it started.
        and (o.impact_type <> 'additional' or o.start_time >= p.valid_from);
end
$$;

comment on function sched_engine.effective_exceptions(bigint[], date, date) is
    'Exceptions that may touch shifts of the business dates p_from to p_to: own and inherited ones, each occurrence as a
half-open interval of instants, with the status and capacity it gives. They hold for as long as the resource stood below
theirs, overtime as a whole if it did at its start. Among overlapping ones of the same impact the lowest
standing wins: breakdown, shutdown, maintenance, holiday, other; then the newest.';
