create or replace function sched_engine.explain_assignments(p_resource_id bigint, p_date date)
returns table (id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        a.id,
        'overruled',
        format('The assignment of %s on this date is nearer.', n.resource_code),
        jsonb_build_object(
            'assignment_id', a.id,
            'pattern_id', p.id,
            'pattern_code', p.pattern_code,
            'resource_code', r.resource_code,
            'effective_date', a.effective_date,
            'end_date', a.end_date,
            'entered_by', a.assigned_by,
            'entered_at', a.assigned_at,
            'notes', a.notes
        )
    from sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as e
    inner join sched.resources as n on n.id = coalesce(e.inherited_from, p_resource_id)
    inner join sched.resource_pattern_assignments as a
        on a.resource_id = any(n.path_ids[:cardinality(n.path_ids) - 1])
        and a.effective_date <= p_date
        and (a.end_date is null or a.end_date >= p_date)
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = a.pattern_id
$$;

comment on function sched_engine.explain_assignments(bigint, date) is
    'Assignments further up the path of a resource that count on a business date, and are overruled by a
nearer one.';
