create or replace function sched_engine.connected_requirements(
    p_requirement_ids bigint[], p_from date, p_to date, p_resource_ids bigint[] default '{}'
)
returns bigint[]
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with recursive requirements as materialized (
        select
            q.id,
            r.id as resource_id,
            r.path_ids
        from sched.emp_requirements as q
        inner join sched.resources as r on r.id = q.resource_id
        where daterange(q.start_date, q.end_date, '[]') && daterange(p_from, p_to, '[]')
            -- It held then before it was changed.
            or exists (
                select from sched.emp_coverage_gaps as g
                where g.requirement_id = q.id and g.schedule_date between p_from and p_to
            )
    ),

    -- Whoever works at a resource connects all that is required around it: teams, people who are assigned to
    -- resources, and people without a team.
    crew_sites as (
        select
            t.team_id as crew_id,
            s.resource_id
        from sched_engine.team_sites(p_from, p_to) as t
        cross join lateral unnest(t.sites) as s (resource_id)
        union
        select
            -a.employee_id,
            a.resource_id
        from sched.emp_resource_assignments as a
        where a.start_time < (p_to + 3)::timestamp at time zone 'UTC'
            and a.end_time > (p_from - 3)::timestamp at time zone 'UTC'
        union
        select
            -l.employee_id,
            l.resource_id
        from sched_engine.loose_people(p_from, p_to) as l
    ),

    crews as materialized (
        select
            c.crew_id,
            r.id as resource_id,
            r.path_ids
        from crew_sites as c
        inner join sched.resources as r on r.id = c.resource_id
    ),

    near as materialized (
        select
            q.id,
            c.crew_id
        from requirements as q
        cross join lateral unnest(q.path_ids) as u (resource_id)
        inner join crews as c on c.resource_id = u.resource_id
        union
        select
            q.id,
            c.crew_id
        from crews as c
        cross join lateral unnest(c.path_ids) as u (resource_id)
        inner join requirements as q on q.resource_id = u.resource_id
    ),

    -- Around a resource: its own, and those of whoever works near it.
    around as materialized (
        select
            r.id,
            r.path_ids
        from sched.resources as r
        where r.id = any(p_resource_ids)
    ),

    started as (
        select q.id from requirements as q where q.id = any(p_requirement_ids)
        union
        select q.id
        from requirements as q
        inner join around as a on q.resource_id = any(a.path_ids) or a.id = any(q.path_ids)
        union
        select n.id
        from around as a
        inner join crews as c on c.resource_id = any(a.path_ids) or a.id = any(c.path_ids)
        inner join near as n on n.crew_id = c.crew_id
    ),

    reached as (
        select s.id from started as s
        union
        select b.id
        from reached as x
        inner join near as a on a.id = x.id
        inner join near as b on b.crew_id = a.crew_id
    )

    select coalesce(array_agg(q.id order by q.id), '{}')
    from requirements as q
    where (p_requirement_ids is null and p_resource_ids = '{}') or q.id in (select x.id from reached as x)
$$;

comment on function sched_engine.connected_requirements(bigint[], date, date, bigint[]) is
    'Those of these requirements, and near these resources (neither: all), that hold on some of the business dates p_from to
p_to, with all others that the same people may be counted for: whoever is counted in one place is missing in another, so
that they can only be told together.';
