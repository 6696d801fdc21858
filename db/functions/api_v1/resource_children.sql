create or replace function api_v1.resource_children(
    resource_id bigint default null, resource_code text default null, all_below boolean default false
)
returns setof api_v1.resources
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(resource_id, resource_code);
begin
    return query
    select v.*
    from api_v1.resources as v
    inner join sched.resources as r on r.id = v.id
    where r.parent_resource_id = v_resource_id
        or (all_below and r.path_ids @> array[v_resource_id] and r.id <> v_resource_id)
    order by v.hierarchy_path;
end
$$;

comment on function api_v1.resource_children(bigint, text, boolean) is
    'The resources directly below a resource, or, with all_below, at all levels

Filters, selects and embeds like resources. Errors: SC001 unknown, SC016 no resource given.';

grant execute on function api_v1.resource_children(bigint, text, boolean)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
