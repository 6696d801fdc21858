create or replace function api_v1.resource_pattern(
    resource_id bigint default null, resource_code text default null, on_date date default null
)
returns api_v1.inheritance_tree
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(resource_id, resource_code);
    v_found api_v1.inheritance_tree;
begin
    if on_date is not null then
        perform sched_engine.check_period(on_date, on_date);
    end if;
    select i.* into v_found from sched_engine.pattern_inheritance(array[v_resource_id], on_date) as i;
    return v_found;
end
$$;

comment on function api_v1.resource_pattern(bigint, text, date) is
    'The pattern a resource follows on a date (today), and where it comes from

The resource by id or by code. pattern_code null: it follows none. Errors: SC001 unknown, SC004 date, SC016 no resource.';

grant execute on function api_v1.resource_pattern(bigint, text, date) to sched_viewer, sched_planner, sched_admin;
