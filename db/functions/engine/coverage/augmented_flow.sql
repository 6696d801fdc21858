create or replace function sched_engine.augmented_flow(
    p_sources integer[], p_need integer, p_places integer[], p_staff integer[], p_flow integer[], p_free integer[],
    out more integer, out flow integer[], out free integer[]
)
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_edges constant integer := cardinality(p_places);
    v_amount integer;
    -- The edge by which each place and each kind of staff was reached; 0: where the path begins.
    v_to_place integer[];
    v_to_staff integer[];
    v_end integer;
    v_place integer;
    v_is_new boolean;
begin
    more := 0;
    flow := p_flow;
    free := p_free;
    -- Whoever is free already, first.
    for k in 1..v_edges loop
        exit when more = p_need;
        if p_places[k] = any(p_sources) and free[p_staff[k]] > 0 then
            v_amount := least(p_need - more, free[p_staff[k]]);
            flow[k] := flow[k] + v_amount;
            free[p_staff[k]] := free[p_staff[k]] - v_amount;
            more := more + v_amount;
        end if;
    end loop;

    while more < p_need loop
        -- Who could be sent here if others took their place elsewhere?
        v_to_place := '{}';
        v_to_staff := '{}';
        for i in 1..cardinality(p_sources) loop
            v_to_place[p_sources[i]] := 0;
        end loop;
        v_end := null;
        loop
            v_is_new := false;
            for k in 1..v_edges loop
                if v_to_staff[p_staff[k]] is null then
                    if v_to_place[p_places[k]] is not null then
                        v_to_staff[p_staff[k]] := k;
                        v_is_new := true;
                        if free[p_staff[k]] > 0 then
                            v_end := p_staff[k];
                            exit;
                        end if;
                    end if;
                elsif flow[k] > 0 and v_to_place[p_places[k]] is null then
                    v_to_place[p_places[k]] := k;
                    v_is_new := true;
                end if;
            end loop;
            exit when v_end is not null or not v_is_new;
        end loop;
        exit when v_end is null;

        v_amount := least(p_need - more, free[v_end]);
        v_place := p_places[v_to_staff[v_end]];
        while v_to_place[v_place] > 0 loop
            v_amount := least(v_amount, flow[v_to_place[v_place]]);
            v_place := p_places[v_to_staff[p_staff[v_to_place[v_place]]]];
        end loop;
        free[v_end] := free[v_end] - v_amount;
        flow[v_to_staff[v_end]] := flow[v_to_staff[v_end]] + v_amount;
        v_place := p_places[v_to_staff[v_end]];
        while v_to_place[v_place] > 0 loop
            flow[v_to_place[v_place]] := flow[v_to_place[v_place]] - v_amount;
            v_end := p_staff[v_to_place[v_place]];
            flow[v_to_staff[v_end]] := flow[v_to_staff[v_end]] + v_amount;
            v_place := p_places[v_to_staff[v_end]];
        end loop;
        more := more + v_amount;
    end loop;
end
$$;

comment on function sched_engine.augmented_flow(integer[], integer, integer[], integer[], integer[], integer[]) is
    'Up to p_need people more for these places (p_sources), by paths over people who are counted elsewhere and whom others can
replace there. Edge k, from place p_places[k] to staff p_staff[k], carries p_flow[k]; of staff s p_free[s] are free.
Returns how many more, and the flow and the free afterwards.';
