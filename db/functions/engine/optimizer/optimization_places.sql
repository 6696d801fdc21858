create or replace function sched_engine.optimization_places(p_requirement_ids bigint[], p_from date, p_to date)
returns table (place integer, requirement_id bigint, resource_id bigint, sites bigint[], qualified_at bigint[])
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select p.*
    from sched_engine.coverage_places(p_requirement_ids, array(
        select unnest(t.sites) from sched_engine.team_sites(p_from, p_to) as t
        union
        select e.resource_id from sched.emp_employees as e where e.resource_id is not null
    )) as p;
end
$$;

comment on function sched_engine.optimization_places(bigint[], date, date) is
    'The places of these requirements, as coverage_places numbers them, for everybody who might work on these dates.';
