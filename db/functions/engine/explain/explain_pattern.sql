create or replace function sched_engine.explain_pattern(
    p_resource_id bigint, p_pattern_id bigint, p_date date, p_rule jsonb
)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'kind', 'pattern',
        'pattern_id', p.id,
        'pattern_code', p.pattern_code,
        'pattern_name', p.pattern_name,
        'rule', p_rule,
        'assignment_id', a.id,
        'resource_code', r.resource_code,
        'is_inherited', r.id <> p_resource_id,
        'effective_date', a.effective_date,
        'end_date', a.end_date,
        'entered_by', a.assigned_by,
        'entered_at', a.assigned_at,
        'notes', a.notes
    )
    from sched.operating_patterns as p
    left join sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as e
        on e.pattern_id = p.id
    left join sched.resource_pattern_assignments as a on a.id = e.assignment_id
    left join sched.resources as r on r.id = a.resource_id
    where p.id = p_pattern_id
$$;

comment on function sched_engine.explain_pattern(bigint, bigint, date, jsonb) is
    'A pattern as an explanation shows it: with the assignment that brings it to the resource
on a business date (nulls when none of today does), who made it, when, and at which resource of the path.';
