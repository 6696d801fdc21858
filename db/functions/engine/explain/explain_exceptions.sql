create or replace function sched_engine.explain_exceptions(
    p_resource_id bigint,
    p_at timestamptz,
    p_winner_id bigint,
    p_row sched.equipment_schedules,
    p_mover_id bigint
)
returns table (id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select distinct on (e.id)
        e.id,
        case
            when e.id = p_winner_id then 'decides'
            when e.id = p_mover_id then 'applies'
            -- Overtime that gives the time which another exception slows down.
            when o.cancelled is null and e.impact_type = 'additional' and w.impact_type = 'reduced'
                and (p_row.pattern_id is null or p_row.holiday_id is not null) then 'applies'
            else 'overruled'
        end,
        case
            when e.id = p_winner_id then null
            when o.cancelled is not null then o.cancelled
            when e.id = p_mover_id then format('It moves the shift by %s.', sched_engine.counted(e.shift_minutes, 'minute'))
            when e.impact_type = 'additional' and w.impact_type = 'reduced'
                and (p_row.pattern_id is null or p_row.holiday_id is not null)
                then 'It adds the time; the reduction says at what capacity.'
            else sched_engine.explain_loss(e, w, p_row)
        end,
        jsonb_build_object(
            'exception_id', e.id,
            'exception_type', e.exception_type,
            'impact_type', e.impact_type,
            'capacity_percent', e.capacity_percent,
            'shift_minutes', e.shift_minutes,
            'description', e.description,
            'start_time', o.start_time,
            'end_time', nullif(o.end_time, 'infinity'),
            'recurrence_rule', e.recurrence_rule,
            'resource_code', r.resource_code,
            'is_inherited', r.id <> p_resource_id,
            'entered_by', e.created_by,
            'entered_at', e.created_at
        )
    from sched_engine.explain_occurrences(p_resource_id, p_at) as o
    inner join sched.schedule_exceptions as e on e.id = o.exception_id
    inner join sched.resources as r on r.id = e.resource_id
    left join sched.schedule_exceptions as w on w.id = p_winner_id
    where o.covers or (o.cancelled is null and e.id in (p_winner_id, p_mover_id))
    order by e.id, o.cancelled is not null, o.covers desc, o.standing
$$;

comment on function sched_engine.explain_exceptions(
    bigint, timestamptz, bigint, sched.equipment_schedules, bigint
) is
    'Exceptions of a resource and above it that cover an instant, cancelled ones too, or that moved its
shift (p_mover_id), and what becomes of each beside the exception that decides (p_winner_id, null: none) and
the row of the plan.';
