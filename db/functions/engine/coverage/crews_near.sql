create or replace function sched_engine.crews_near(p_crew_ids bigint[], p_sites bigint[])
returns table (requirement_id bigint, crew_id bigint)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with crews as materialized (
        select
            c.crew_id,
            r.id as resource_id,
            r.path_ids
        from unnest(p_crew_ids, p_sites) as c (crew_id, resource_id)
        inner join sched.resources as r on r.id = c.resource_id
    )

    select
        q.id,
        c.crew_id
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    cross join lateral unnest(r.path_ids) as u (resource_id)
    inner join crews as c on c.resource_id = u.resource_id
    union
    select
        q.id,
        c.crew_id
    from crews as c
    cross join lateral unnest(c.path_ids) as u (resource_id)
    inner join sched.emp_requirements as q on q.resource_id = u.resource_id;
end
$$;

comment on function sched_engine.crews_near(bigint[], bigint[]) is
    'Which crews (sched_engine.crew_sites; side by side with the resources that they work at) work at, above or below the
resource of which requirement.';
