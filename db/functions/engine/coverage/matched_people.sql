-- Ford and Fulkerson over kinds instead of single people: an edge carries as many as both its ends allow.
create or replace function sched_engine.matched_people(
    p_demand integer[], p_supply integer[], p_requirements integer[], p_edge_places integer[], p_edge_staff integer[],
    out required integer[], out present integer[], out surplus integer[]
)
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_places integer[] := array[]::integer[];
    v_staff integer[] := array[]::integer[];
    v_flow integer[];
    v_free integer[] := p_supply;
    v_idle integer := 0;
    v_place integer;
    v_need integer := 0;
    v_more integer;
    v_state record;
    -- Places are numbered by requirement.
    v_last constant integer := p_requirements[cardinality(p_requirements)];
    v_seen integer[];
begin
    present := array_fill(0, array[v_last]);
    required := present;
    surplus := present;
    for p in 1..cardinality(p_demand) loop
        required[p_requirements[p]] := required[p_requirements[p]] + p_demand[p];
    end loop;
    v_seen := array_fill(0, array[cardinality(p_supply)]);
    for k in 1..cardinality(p_edge_places) loop
        if p_demand[p_edge_places[k]] > 0 and p_supply[p_edge_staff[k]] > 0 then
            v_places := v_places || p_edge_places[k];
            v_staff := v_staff || p_edge_staff[k];
            if v_seen[p_edge_staff[k]] = 0 then
                v_seen[p_edge_staff[k]] := 1;
                v_idle := v_idle + p_supply[p_edge_staff[k]];
            end if;
        end if;
    end loop;
    if v_places = '{}' then
        return;
    end if;
    v_flow := array_fill(0, array[cardinality(v_places)]);

    -- In the order of places, each as far as it goes: whoever was served keeps as many, from wherever. The edges of a place stand
    -- side by side: first whoever is free, then whoever could be sent if others took their place elsewhere.
    for k in 1..cardinality(v_places) + 1 loop
        if v_places[k] is distinct from v_place then
            if v_need > 0 and v_idle > 0 then
                select * into v_state
                from sched_engine.augmented_flow(array[v_place], v_need, v_places, v_staff, v_flow, v_free);
                v_flow := v_state.flow;
                v_free := v_state.free;
                v_idle := v_idle - v_state.more;
                present[p_requirements[v_place]] := present[p_requirements[v_place]] + v_state.more;
            end if;
            v_place := v_places[k];
            exit when v_place is null;
            v_need := p_demand[v_place];
        end if;
        v_more := least(v_need, v_free[v_staff[k]]);
        continue when v_more = 0;
        v_flow[k] := v_more;
        v_free[v_staff[k]] := v_free[v_staff[k]] - v_more;
        v_need := v_need - v_more;
        v_idle := v_idle - v_more;
        present[p_requirements[v_place]] := present[p_requirements[v_place]] + v_more;
    end loop;
    if v_idle = 0 then
        return;
    end if;

    for r in 1..v_last loop
        continue when present[r] < required[r] or required[r] = 0;
        -- Most could be taken by each requirement directly.
        v_seen := array_fill(0, array[cardinality(p_supply)]);
        for k in 1..cardinality(v_places) loop
            if p_requirements[v_places[k]] = r and v_seen[v_staff[k]] = 0 then
                v_seen[v_staff[k]] := 1;
                surplus[r] := surplus[r] + v_free[v_staff[k]];
            end if;
        end loop;
        continue when surplus[r] = v_idle;
        surplus[r] := (sched_engine.augmented_flow(
            array(select q.place::integer from unnest(p_requirements) with ordinality as q (nr, place)
                  where q.nr = r and p_demand[q.place] > 0),
            v_idle, v_places, v_staff, v_flow, v_free
        )).more;
    end loop;
end
$$;

comment on function sched_engine.matched_people(integer[], integer[], integer[], integer[], integer[]) is
    'Whom to count where: a maximum matching of people and places. p_demand[p] people are needed at place p, which belongs to
requirement p_requirements[p]; of staff s there are p_supply[s]; edge k says that staff p_edge_staff[k] may fill place
p_edge_places[k]. Places are served in their order, none at the cost of one before it, so that the numbers follow from
the order alone. Returns for each requirement how many are required, how many are present, and how many more it could have without taking
anybody from elsewhere (surplus; 0 where some are missing).';
