create or replace function sched_engine.effective_patterns(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    pattern_id bigint,
    assignment_id bigint,
    inherited_from bigint,
    valid daterange
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
    with candidates as (
        select
            r.id as resource_id,
            p.depth,
            a.resource_id as assigned_to,
            a.pattern_id,
            a.id as assignment_id,
            daterange(a.effective_date, a.end_date, '[]') * daterange(p_from, p_to, '[]') as valid
        from sched.resources as r
        cross join unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
        inner join sched.resource_pattern_assignments as a on a.resource_id = p.ancestor_id
        where r.id = any(p_resource_ids)
            and a.effective_date <= p_to
            and (a.end_date is null or a.end_date >= p_from)
    ),

    -- Assignments of one resource never overlap, so whatever is already taken was taken further down the tree.
    resolved as (
        select
            c.*,
            datemultirange(c.valid) - coalesce(
                range_agg(c.valid) over (
                    partition by c.resource_id order by c.depth desc groups between unbounded preceding and 1 preceding
                ),
                '{}'
            ) as remaining
        from candidates as c
    )

    select
        r.resource_id,
        r.pattern_id,
        r.assignment_id,
        nullif(r.assigned_to, r.resource_id),
        v.valid
    from resolved as r
    cross join lateral unnest(r.remaining) as v (valid);
end
$$;

comment on function sched_engine.effective_patterns(bigint[], date, date) is
    'Which pattern each resource follows on the business dates p_from to p_to: for each date that of the nearest resource
on the path to the root with an assignment active then. inherited_from is that resource, null when it is the
resource itself. Dates without a row have no pattern.';
