create or replace function sched_engine.place_components(
    p_places integer, p_edge_places integer[], p_edge_staff integer[]
)
returns integer[]
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_leader integer[] := array(select n.nr from generate_series(1, p_places) as n (nr));
    -- The first place of each kind of staff.
    v_first integer[] := array[]::integer[];
    v_one integer;
    v_other integer;
begin
    for k in 1..cardinality(p_edge_places) loop
        v_one := p_edge_places[k];
        v_other := coalesce(v_first[p_edge_staff[k]], v_one);
        v_first[p_edge_staff[k]] := v_other;
        while v_leader[v_one] <> v_one loop
            v_leader[v_one] := v_leader[v_leader[v_one]];
            v_one := v_leader[v_one];
        end loop;
        while v_leader[v_other] <> v_other loop
            v_leader[v_other] := v_leader[v_leader[v_other]];
            v_other := v_leader[v_other];
        end loop;
        v_leader[greatest(v_one, v_other)] := least(v_one, v_other);
    end loop;
    for i in 1..p_places loop
        v_leader[i] := v_leader[v_leader[i]];
    end loop;
    return v_leader;
end
$$;

comment on function sched_engine.place_components(integer, integer[], integer[]) is
    'Which of the places 1 to p_places hang together, because some staff may fill both: of each the first place of its
component. Edge k says that staff p_edge_staff[k] may fill place p_edge_places[k].';
