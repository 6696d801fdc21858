create or replace function sched_engine.places_needed(
    p_requirement_ids bigint[], p_resource_ids bigint[], p_places integer[], p_at timestamptz
)
returns integer[]
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_needed integer[] := array_fill(0, array[(select max(p.place) from unnest(p_places) as p (place))]);
    v_place record;
begin
    for v_place in
        select
            d.place,
            case
                when q.per = 'resource' then q.head_count
                else (sum(d.machines) * q.head_count + q.machines_per_person - 1) / q.machines_per_person
            end as needed
        from sched_engine.coverage_demand(
            p_requirement_ids, p_resource_ids, p_places, p_at, p_at + interval '1 microsecond'
        ) as d
        inner join sched.emp_requirements as q on q.id = d.requirement_id
        group by d.place, q.id
    loop
        v_needed[v_place.place] := v_place.needed;
    end loop;
    return v_needed;
end
$$;

comment on function sched_engine.places_needed(bigint[], bigint[], integer[], timestamptz) is
    'How many people each place needs at an instant; arguments as of sched_engine.coverage_demand.';
