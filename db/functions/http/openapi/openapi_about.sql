create or replace function sched_http.openapi_about(p_schema text)
returns json
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select json_build_object(
        'title', 'Equipment Scheduling System',
        'version', replace(p_schema, 'api_v', '') || '.0',
        'summary', 'Planned time of equipment: patterns, calendars, exceptions, and the availability that follows.',
        'description',
$text$Views are read, and where permitted written, under their names; functions are called under `/rpc/`.

**Credentials.** Send an API key in the header `X-API-Key`, or a token as `Authorization: Bearer ...`. Each operation
names the roles that may use it. A key may be limited to a part of the plant; it sees nothing else.

**Reading.** Filter by column with `column=operator.value`, as in `resource_type=eq.work_unit` or
`schedule_date=gte.2026-01-01`; choose columns by `select`, sort by `order`, page by `limit` and `offset` or `Range`.
`Accept: text/csv` gives CSV, `Accept: application/vnd.pgrst.object+json` one row as an object.
The [PostgREST documentation](https://docs.postgrest.org/en/v12/references/api.html) has all of it.

**Errors** are objects with `code`, `message`, `details` and `hint`. Codes that begin with SC are this system's own.

**Other addresses.** Paths such as `/resources/{id}/children` or `/oee/availability` are served beside these by the
gateway and lead to the same views and functions; docs/reference/http.md lists them.$text$,
        'license', json '{"name": "MIT", "identifier": "MIT"}'
    )
$$;

comment on function sched_http.openapi_about(text) is 'The head of the description of the HTTP API.';
