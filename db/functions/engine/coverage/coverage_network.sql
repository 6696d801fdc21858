create or replace function sched_engine.coverage_network(
    p_requirement_ids bigint[], p_from timestamptz, p_to timestamptz, p_are_connected boolean
)
returns table (component sched_engine.coverage_component, events sched_engine.coverage_event[])
language plpgsql
stable
parallel restricted
rows 10
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
    v_basis constant record := sched_engine.coverage_basis(
        p_requirement_ids, p_from, p_to, p_are_connected
    );
begin
    if v_basis.places is null then
        return;
    end if;
    return query
    select c.*
    from sched_engine.coverage_components(
        v_basis.places,
        array(
            select row(d.place, null, d.requirement_id, d.schedule_date, d.start_time, d.end_time, d.machines
            )::sched_engine.coverage_stretch
            from sched_engine.coverage_demand(
                v_basis.requirement_ids, v_basis.resource_ids, v_basis.place_of, p_from, p_to
            ) as d
        ),
        array(
            select row(null, s.places, null, null, s.start_time, s.end_time, s.people)::sched_engine.coverage_stretch
            from sched_engine.coverage_supply(v_basis.places, v_basis.people, p_from, p_to) as s
        )
    ) as c;
end
$$;

comment on function sched_engine.coverage_network(bigint[], timestamptz, timestamptz, boolean) is
    'What is needed and who is there within [p_from, p_to) for these requirements (null: all) and those connected with them, in
components that have no people in common: of each its places and kinds of staff, and the events in their course.';
