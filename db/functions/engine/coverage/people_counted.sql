create or replace function sched_engine.people_counted(p_requirement_ids bigint[], p_at timestamptz)
returns table (employee_id bigint, requirement_id bigint, could_fill bigint[])
language plpgsql
stable
parallel restricted
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_until constant timestamptz := p_at + interval '1 microsecond';
    v_basis constant record := sched_engine.coverage_basis(p_requirement_ids, p_at, v_until);
    v_needs integer[];
    v_people bigint[];
    v_edge_places integer[];
    v_edge_people integer[];
    v_flow integer[];
    v_free integer[];
    v_state record;
begin
    if v_basis.places is null then
        return;
    end if;
    v_needs := sched_engine.places_needed(v_basis.requirement_ids, v_basis.resource_ids, v_basis.place_of, p_at);
    with present as materialized (
        select
            x.employee_id,
            row_number() over (order by x.employee_id)::integer as nr,
            x.sites,
            k.places as skill
        from sched_engine.people_present(v_basis.people, p_at, v_until) as x
        left join sched_engine.coverage_skills(v_basis.places, v_basis.people, p_at, v_until) as k
            on k.employee_id = x.employee_id and k.dates @> x.schedule_date
    )

    select
        (select array_agg(x.employee_id order by x.nr) from present as x),
        array_agg(p.place order by p.place, x.nr),
        array_agg(x.nr order by p.place, x.nr)
    into v_people, v_edge_places, v_edge_people
    from present as x
    inner join unnest(v_basis.places) as p on p.sites && x.sites
    where v_needs[p.place] > 0
        and (p.min_level is null and p.position_id is null or p.place = any(x.skill));

    v_flow := array_fill(0, array[coalesce(cardinality(v_edge_places), 0)]);
    v_free := array_fill(1, array[coalesce(cardinality(v_people), 0)]);
    for p in 1..coalesce(cardinality(v_needs), 0) loop
        if v_needs[p] > 0 and v_edge_places is not null then
            select * into v_state
            from sched_engine.augmented_flow(array[p], v_needs[p], v_edge_places, v_edge_people, v_flow, v_free);
            v_flow := v_state.flow;
            v_free := v_state.free;
        end if;
    end loop;
    return query
    select
        h.employee_id,
        (array_agg(p.requirement_id) filter (where e.flow = 1))[1],
        array_remove(array_agg(distinct p.requirement_id order by p.requirement_id), null)
    from unnest(v_people) with ordinality as h (employee_id, nr)
    left join unnest(v_edge_places, v_edge_people, v_flow) as e (place, person, flow) on e.person = h.nr
    left join unnest(v_basis.places) as p on p.place = e.place
    group by h.employee_id;
end
$$;

comment on function sched_engine.people_counted(bigint[], timestamptz) is
    'Who is on shift at an instant near these requirements and those connected with them, for which of them each is counted
(null: for none), and for which of those that somebody is required for they could be. Whom of several that can fill the
same place is settled by their ids.';
