create or replace function sched_engine.effective_time_zones(p_resource_ids bigint[])
returns table (resource_id bigint, time_zone text)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select distinct on (r.id)
        r.id,
        a.time_zone
    from sched.resources as r
    cross join unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
    inner join sched.resources as a on a.id = p.ancestor_id
    where r.id = any(p_resource_ids) and a.time_zone is not null
    order by r.id, p.depth desc;
end
$$;

comment on function sched_engine.effective_time_zones(bigint[]) is
    'IANA zone of each resource: its own, else that of the nearest ancestor that has one.';
