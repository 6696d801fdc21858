create or replace function api_v1.openapi()
returns json
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_http.openapi_document('api_v1')
$$;

comment on function api_v1.openapi() is
    'This API, described in the format OpenAPI 3.1

Made from the catalog of the database when it is asked for: every view and function with its columns, arguments,
types, roles and comments. Also at openapi.json; a page to browse it is at the root of the API. Shows no data.';

grant execute on function api_v1.openapi()
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin;
