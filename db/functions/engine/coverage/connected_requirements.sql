create or replace function sched_engine.connected_requirements(
    p_requirement_ids bigint[], p_from date, p_to date, p_resource_ids bigint[] default '{}'
)
returns bigint[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_reached bigint[];
    v_known integer;
    -- The resources, those above and those below them.
    v_around bigint[];
    -- Side by side: a crew, and a resource that it works at; a requirement, and a crew that works near it.
    v_crew_ids bigint[];
    v_sites bigint[];
    v_requirements bigint[];
    v_crews bigint[];
begin
    if p_requirement_ids is not null or p_resource_ids <> '{}' then
        select
            array_agg(c.crew_id),
            array_agg(c.resource_id)
        into v_crew_ids, v_sites
        from sched_engine.crew_sites(p_from, p_to) as c;
        select
            array_agg(n.requirement_id),
            array_agg(n.crew_id)
        into v_requirements, v_crews
        from sched_engine.crews_near(v_crew_ids, v_sites) as n;
        v_around := array(
            select unnest(r.path_ids) from sched.resources as r where r.id = any(p_resource_ids)
            union
            select r.id from sched.resources as r where r.path_ids && p_resource_ids
        );
        -- Around a resource: its own requirements, and those of whoever works near it.
        v_reached := array(
            select u.id from unnest(p_requirement_ids) as u (id)
            union
            select q.id from sched.emp_requirements as q where q.resource_id = any(v_around)
            union
            select n.id
            from unnest(v_requirements, v_crews) as n (id, crew_id)
            where n.crew_id = any(array(
                select c.crew_id
                from unnest(v_crew_ids, v_sites) as c (crew_id, resource_id)
                where c.resource_id = any(v_around)
            ))
        );
        loop
            v_known := cardinality(v_reached);
            v_reached := array(
                select r.id from unnest(v_reached) as r (id)
                union
                select b.id
                from unnest(v_requirements, v_crews) as b (id, crew_id)
                where b.crew_id in (
                    select a.crew_id from unnest(v_requirements, v_crews) as a (id, crew_id) where a.id = any(v_reached)
                )
                order by 1
            );
            exit when cardinality(v_reached) = v_known;
        end loop;
    end if;
    return array(
        select q.id
        from sched.emp_requirements as q
        where (v_reached is null or q.id = any(v_reached)) and (
            daterange(q.start_date, q.end_date, '[]') && daterange(p_from, p_to, '[]')
            -- It held then before it was changed.
            or exists (
                select from sched.emp_coverage_gaps as g
                where g.requirement_id = q.id and g.schedule_date between p_from and p_to
            )
        )
        order by q.id
    );
end
$$;

comment on function sched_engine.connected_requirements(bigint[], date, date, bigint[]) is
    'Those of these requirements, and near these resources (neither: all), that hold on some of the business dates p_from to
p_to, with all others that the same people may be counted for: whoever is counted in one place is missing in another, so
that they can only be told together.';
