create or replace function sched_engine.coverage_basis(
    p_requirement_ids bigint[], p_from timestamptz, p_to timestamptz, p_are_connected boolean default false,
    out requirement_ids bigint[], out resource_ids bigint[], out place_of integer[],
    out places sched_engine.coverage_place[], out people bigint[]
)
language plpgsql
stable
parallel restricted
set search_path = pg_catalog, pg_temp
as $$
declare
    v_first constant date := (p_from at time zone 'UTC')::date - 4;
    v_last constant date := (p_to at time zone 'UTC')::date + 3;
    v_ids constant bigint[] := case
        when p_are_connected then p_requirement_ids
        else sched_engine.connected_requirements(p_requirement_ids, v_first, v_last)
    end;
    -- Side by side: who works where.
    v_crew_ids bigint[];
    v_sites bigint[];
    v_near bigint[];
begin
    select
        array_agg(c.crew_id),
        array_agg(c.resource_id)
    into v_crew_ids, v_sites
    from sched_engine.crew_sites(v_first, v_last) as c;
    with all_places as materialized (
        select * from sched_engine.coverage_places(v_ids, v_sites)
    )

    select
        array_agg(p.requirement_id),
        array_agg(p.resource_id),
        array_agg(p.place),
        (
            select array_agg(
                row(d.place, d.requirement_id, d.sites, d.qualified_at, q.min_level, q.position_id
                )::sched_engine.coverage_place
                order by d.place
            )
            from (select distinct x.place, x.requirement_id, x.sites, x.qualified_at from all_places as x) as d
            inner join sched.emp_requirements as q on q.id = d.requirement_id
        )
    into requirement_ids, resource_ids, place_of, places
    from all_places as p;
    -- Few are looked up one by one; all are read at once.
    if p_requirement_ids is not null then
        v_near := array(select distinct unnest(p.sites) from unnest(places) as p);
        people := sched_engine.people_near(
            array(
                select c.crew_id from unnest(v_crew_ids, v_sites) as c (crew_id, site)
                where c.site = any(v_near) and c.crew_id > 0
            ),
            v_near, v_first, v_last
        );
    end if;
end
$$;

comment on function sched_engine.coverage_basis(bigint[], timestamptz, timestamptz, boolean) is
    'What has to be looked at to tell the coverage of these requirements (null: all) and those connected with them in
[p_from, p_to): side by side which resource is what place of which requirement (sched_engine.coverage_places), the places, and whoever may be there
(people; null: everybody).';
