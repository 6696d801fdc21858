create or replace function sched_engine.coverage_components(
    p_places sched_engine.coverage_place[],
    p_demand sched_engine.coverage_stretch[], p_supply sched_engine.coverage_stretch[]
)
returns table (component sched_engine.coverage_component, events sched_engine.coverage_event[])
language plpgsql
stable
parallel safe
rows 10
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    v_edge_places integer[];
    v_edge_staff integer[];
    v_leaders integer[];
begin
    select
        array_agg(e.place),
        array_agg(s.nr)
    into v_edge_places, v_edge_staff
    from (
        select
            d.places,
            row_number() over (order by cardinality(d.places), d.places)::integer as nr
        from (select distinct x.places from unnest(p_supply) as x) as d
    ) as s
    cross join lateral unnest(s.places) as e (place);
    -- The places of one requirement are told together, as if somebody could fill them all.
    v_leaders := sched_engine.place_components(
        cardinality(p_places),
        coalesce(v_edge_places, '{}') || array(select p.place from unnest(p_places) as p order by p.place),
        coalesce(v_edge_staff, '{}') || array(
            select (cardinality(coalesce(v_edge_places, '{}')) + dense_rank() over (order by p.requirement_id))::integer
            from unnest(p_places) as p
            order by p.place
        )
    );

    return query
    with places as materialized (
        select
            p.place,
            p.requirement_id,
            v_leaders[p.place] as component,
            q.head_count,
            q.machines_per_person,
            q.per,
            row_number() over w as nr,
            dense_rank() over (
                partition by v_leaders[p.place]
                order by q.min_level desc nulls last, q.position_id is null, q.id
            ) as requirement_nr
        from unnest(p_places) as p
        inner join sched.emp_requirements as q on q.id = p.requirement_id
        window w as (partition by v_leaders[p.place] order by p.place)
    ),

    edges as materialized (
        select
            p.component,
            p.nr as place_nr,
            e.staff,
            dense_rank() over (partition by p.component order by e.staff) as staff_nr
        from unnest(v_edge_places, v_edge_staff) as e (place, staff)
        inner join places as p on p.place = e.place
    ),

    staff as materialized (
        select distinct
            d.places,
            e.component,
            e.staff_nr
        from (
            select
                x.places,
                row_number() over (order by cardinality(x.places), x.places)::integer as nr
            from (select distinct u.places from unnest(p_supply) as u) as x
        ) as d
        inner join edges as e on e.staff = d.nr
    ),

    happening as (
        select
            p.component,
            i.at,
            p.nr as place,
            null::bigint as staff,
            d.schedule_date,
            sum(i.change * d.amount) as change
        from unnest(p_demand) as d
        inner join places as p on p.place = d.place
        cross join lateral (values (d.start_time, 1), (d.end_time, -1)) as i (at, change)
        group by p.component, i.at, p.nr, d.schedule_date
        union all
        select
            s.component,
            i.at,
            null,
            s.staff_nr,
            null,
            sum(i.change * u.amount)
        from unnest(p_supply) as u
        inner join staff as s on s.places = u.places
        cross join lateral (values (u.start_time, 1), (u.end_time, -1)) as i (at, change)
        group by s.component, i.at, s.staff_nr
    ),

    courses as (
        select
            h.component,
            array_agg(
                row(h.at, h.place, h.staff, h.schedule_date, h.change)::sched_engine.coverage_event
                -- What begins comes before what ends, so that no business date is lost in between.
                order by h.at, h.change desc
            ) as events
        from happening as h
        where h.change <> 0
        group by h.component
    ),

    parts as (
        select
            p.component,
            array_agg(p.requirement_nr order by p.nr) as requirements,
            array_agg(p.head_count order by p.nr) as heads,
            array_agg(p.machines_per_person order by p.nr) as machines_per_person,
            array_agg(p.per = 'resource' order by p.nr) as are_once
        from places as p
        group by p.component
    ),

    asked as (
        select
            d.component,
            array_agg(d.requirement_id order by d.requirement_nr) as requirement_ids
        from (select distinct x.component, x.requirement_id, x.requirement_nr from places as x) as d
        group by d.component
    ),

    joined as (
        select
            e.component,
            max(e.staff_nr) as staff,
            array_agg(e.place_nr order by e.place_nr, e.staff_nr) as edge_places,
            array_agg(e.staff_nr order by e.place_nr, e.staff_nr) as edge_staff
        from edges as e
        group by e.component
    )

    select
        row(
            c.component, a.requirement_ids, c.requirements, c.heads, c.machines_per_person, c.are_once,
            coalesce(j.staff, 0), coalesce(j.edge_places, '{}'), coalesce(j.edge_staff, '{}')
        )::sched_engine.coverage_component,
        k.events
    from parts as c
    inner join asked as a on a.component = c.component
    inner join courses as k on k.component = c.component
    left join joined as j on j.component = c.component;
end
$$;

comment on function sched_engine.coverage_components(
    sched_engine.coverage_place[], sched_engine.coverage_stretch[], sched_engine.coverage_stretch[]
) is
    'Divides places, and what is needed and who is there for them, into components that no staff has in common; all is
numbered anew in each, kinds of staff by how few places they may fill.';
