create or replace function sched_engine.coverage_places(p_requirement_ids bigint[], p_sites bigint[])
returns table (
    place integer, requirement_id bigint, resource_id bigint, sites bigint[], qualified_at bigint[]
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with requirements as materialized (
        select
            q.*,
            r.path_ids,
            row_number() over (
                order by q.min_level desc nulls last, q.position_id is null, q.id
            ) as nr
        from sched.emp_requirements as q
        inner join sched.resources as r on r.id = q.resource_id
        where q.id = any(p_requirement_ids)
    ),

    -- Who watches several machines is there for all of them.
    filled as materialized (
        select
            q.id,
            q.nr,
            q.min_level,
            q.resource_id
        from requirements as q
        where not (q.per = 'machine' and q.machines_per_person = 1)
        union all
        select
            q.id,
            q.nr,
            q.min_level,
            m.id
        from requirements as q
        inner join sched.resources as m on m.path_ids @> array[q.resource_id]
        where q.per = 'machine' and q.machines_per_person = 1
    ),

    ways as materialized (
        select
            r.id as resource_id,
            r.path_ids
        from sched.resources as r
        where r.id in (select f.resource_id from filled as f)
    ),

    near as materialized (
        select
            w.resource_id,
            array_agg(distinct s.id order by s.id) as sites
        from ways as w
        cross join lateral (
            select s.id from unnest(w.path_ids) as s (id) where s.id = any(p_sites)
            union all
            select b.id
            from sched.resources as b
            where b.id = any(p_sites) and b.path_ids @> array[w.resource_id]
        ) as s
        group by w.resource_id
    ),

    skilled as materialized (
        select
            w.resource_id,
            array_agg(distinct u.id order by u.id) as qualified_at
        from ways as w
        cross join lateral unnest(w.path_ids) as u (id)
        where u.id in (
            select k.resource_id
            from sched.emp_resource_qualifications as k
            where k.resource_id = any(array(select x.id from ways as y cross join unnest(y.path_ids) as x (id)))
                and k.is_active
        )
            and exists (select from requirements as q where q.min_level is not null)
        group by w.resource_id
    )

    select
        dense_rank() over (order by f.nr, n.sites, case when f.min_level is not null then k.qualified_at end)::integer,
        f.id,
        f.resource_id,
        coalesce(n.sites, '{}'),
        case when f.min_level is not null then coalesce(k.qualified_at, '{}') end
    from filled as f
    left join near as n on n.resource_id = f.resource_id
    left join skilled as k on k.resource_id = f.resource_id;
end
$$;

comment on function sched_engine.coverage_places(bigint[], bigint[]) is
    'The places that people fill for these requirements: for each machine by itself where each needs somebody of its own, else
for all that is below the resource of the requirement. Places are the same where the same people can fill them. p_sites are the resources that people work at; those at, above or below a place make it theirs.
Places are numbered in the order in which they are served: by level from expert down, then those for a position, then
by requirement.';
