create or replace function api_v2.openapi()
returns json
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_http.openapi_document('api_v2')
$$;

comment on function api_v2.openapi() is
    'This API, described in the format OpenAPI 3.1

Made from the catalog of the database when it is asked for. Also at openapi.json. Shows no data.';

grant execute on function api_v2.openapi()
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_employee;
