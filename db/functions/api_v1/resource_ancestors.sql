create or replace function api_v1.resource_ancestors(resource_id bigint default null, resource_code text default null)
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
    from sched.resources as r
    inner join api_v1.resources as v on v.id = any(r.path_ids) and v.id <> r.id
    where r.id = v_resource_id
    order by v.hierarchy_level;
end
$$;

comment on function api_v1.resource_ancestors(bigint, text) is
    'The resources above a resource, from the root down

Filters, selects and embeds like resources. Errors: SC001 unknown, SC016 no resource given.';

grant execute on function api_v1.resource_ancestors(bigint, text)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
