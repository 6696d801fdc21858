create or replace function sched_engine.explain_path(p_resource_id bigint, p_at timestamptz, p_date date)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_agg(
        jsonb_build_object(
            'resource_id', r.id,
            'resource_code', r.resource_code,
            'resource_name', r.resource_name,
            'resource_type', r.resource_type,
            'time_zone', r.time_zone,
            'assignment', a.assignment,
            'calendars', c.calendars,
            'exceptions', e.exceptions
        ) order by p.depth
    )
    from sched.resources as m
    cross join unnest(m.path_ids) with ordinality as p (ancestor_id, depth)
    inner join sched.resources as r on r.id = p.ancestor_id
    left join lateral (
        select jsonb_build_object(
            'assignment_id', i.id,
            'pattern_code', o.pattern_code,
            'effective_date', i.effective_date,
            'end_date', i.end_date,
            'entered_by', i.assigned_by,
            'entered_at', i.assigned_at
        ) as assignment
        from sched.resource_pattern_assignments as i
        inner join sched.operating_patterns as o on o.id = i.pattern_id
        where i.resource_id = r.id
            and i.effective_date <= p_date
            and (i.end_date is null or i.end_date >= p_date)
    ) as a on true
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object(
            'calendar_code', h.calendar_code,
            'priority', i.priority
        ) order by i.priority), '[]') as calendars
        from sched.resource_calendar_assignments as i
        inner join sched.holiday_calendars as h on h.id = i.calendar_id
        where i.resource_id = r.id
    ) as c
    cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object(
            'exception_id', i.id,
            'exception_type', i.exception_type,
            'impact_type', i.impact_type,
            'description', i.description
        ) order by o.standing), '[]') as exceptions
        from sched_engine.explain_occurrences(p_resource_id, p_at) as o
        inner join sched.schedule_exceptions as i on i.id = o.exception_id
        where i.resource_id = r.id and o.covers and o.cancelled is null
    ) as e
    where m.id = p_resource_id
$$;

comment on function sched_engine.explain_path(bigint, timestamptz, date) is
    'The resources from the root to this one as a JSON array: zone, assignment on a business date and
calendars of their own, and exceptions of their own that cover an instant.';
