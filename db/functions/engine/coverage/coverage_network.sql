create or replace function sched_engine.coverage_network(
    p_requirement_ids bigint[], p_from timestamptz, p_to timestamptz
)
returns table (component sched_engine.coverage_component, events sched_engine.coverage_event[])
language plpgsql
stable
parallel safe
rows 10
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
    v_first constant date := (p_from at time zone 'UTC')::date - 4;
    v_last constant date := (p_to at time zone 'UTC')::date + 3;
    v_ids constant bigint[] := sched_engine.connected_requirements(p_requirement_ids, v_first, v_last);
    v_sites bigint[];
    v_requirement_ids bigint[];
    v_machine_ids bigint[];
    v_place_of integer[];
    v_places sched_engine.coverage_place[];
    v_people bigint[];
begin
    v_sites := array(
        select unnest(t.sites) from sched_engine.team_sites(v_first, v_last) as t
        union
        select a.resource_id from sched.emp_resource_assignments as a where a.start_time < p_to and a.end_time > p_from
        union
        select l.resource_id from sched_engine.loose_people(v_first, v_last) as l
    );
    with places as materialized (
        select * from sched_engine.coverage_places(v_ids, v_sites)
    )

    select
        array_agg(p.requirement_id),
        array_agg(p.machine_id),
        array_agg(p.place),
        (
            select array_agg(
                row(d.place, d.requirement_id, d.sites, d.qualified_at, q.min_level, q.position_id
                )::sched_engine.coverage_place
                order by d.place
            )
            from (select distinct x.place, x.requirement_id, x.sites, x.qualified_at from places as x) as d
            inner join sched.emp_requirements as q on q.id = d.requirement_id
        )
    into v_requirement_ids, v_machine_ids, v_place_of, v_places
    from places as p;
    if v_places is null then
        return;
    end if;
    -- Few are looked up one by one; all are read at once.
    if p_requirement_ids is not null then
        v_sites := array(select distinct unnest(p.sites) from unnest(v_places) as p);
        v_people := sched_engine.people_near(
            array(select distinct t.team_id from sched_engine.team_sites(v_first, v_last) as t where t.sites && v_sites),
            v_sites, v_first, v_last
        );
    end if;
    return query
    select c.*
    from sched_engine.coverage_components(
        v_places,
        array(
            select row(d.place, null, d.requirement_id, d.schedule_date, d.start_time, d.end_time, d.machines
            )::sched_engine.coverage_stretch
            from sched_engine.coverage_demand(v_requirement_ids, v_machine_ids, v_place_of, p_from, p_to) as d
        ),
        array(
            select row(null, s.places, null, null, s.start_time, s.end_time, s.people)::sched_engine.coverage_stretch
            from sched_engine.coverage_supply(v_places, v_people, p_from, p_to) as s
        )
    ) as c;
end
$$;

comment on function sched_engine.coverage_network(bigint[], timestamptz, timestamptz) is
    'What is needed and who is there within [p_from, p_to) for these requirements (null: all) and those connected with them, in
components that have no people in common: of each its places and kinds of staff, and the events in their course.';
