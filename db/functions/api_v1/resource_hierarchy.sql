create or replace function api_v1.resource_hierarchy(
    resource_id bigint default null, resource_code text default null, max_depth integer default null
)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if num_nonnulls(resource_id, resource_code) > 0 then
        return json_build_array(
            sched_engine.tree_json(sched_http.given_resource(resource_id, resource_code), max_depth)
        );
    end if;
    return coalesce((
        select json_agg(sched_engine.tree_json(r.id, max_depth) order by r.resource_code)
        from sched_engine.visible_resources as v
        inner join sched.resources as r on r.id = v.id
        where not exists (select from sched_engine.visible_resources as p where p.id = r.parent_resource_id)
    ), '[]');
end
$$;

comment on function api_v1.resource_hierarchy(bigint, text, integer) is
    'The plant, or the part of it below a resource, as one nested document

An array of roots, each {id, resource_code, resource_name, resource_type, time_zone, requires_scheduling, is_active,
children}. max_depth 0: without children. As rows: resource_tree. SC001: unknown resource.';

grant execute on function api_v1.resource_hierarchy(bigint, text, integer)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
