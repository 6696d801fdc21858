-- Three forms: PostgREST takes JSON for the first, text/plain for the second, application/octet-stream for the third,
-- which the gateway makes of CSV: what is not UTF-8 never reaches a function that takes text.
create or replace function api_v1.import_exceptions(
    rows json, dry_run boolean default false
)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_engine.import_rows(
        'exceptions', r.rows, r.problems, sched_http.import_options_beside(
            jsonb_build_object('dry_run', dry_run)
        )
    )
    from sched_engine.read_json_rows(import_exceptions.rows::jsonb, 'exceptions') as r
$$;

comment on function api_v1.import_exceptions(json, boolean) is
    'Import maintenance, breakdowns, overtime and other exceptions

rows: an array of objects, a row each. Those that are known already are not added again; all or nothing. Columns:
resource_code, exception_type, impact_type, capacity_percent, start_local, end_local, description. Times are by the
clock of the resource unless they end in an offset. With dry_run it is all done and taken back. Returns added and
unchanged.
Error SC009: nothing was imported; details is a JSON array of every problem: line (place in the array), column_name,
value, message, remedy.';

grant execute on function api_v1.import_exceptions(json, boolean) to sched_planner, sched_admin;

create or replace function api_v1.import_exceptions(text)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_csv($1, 'exceptions')
$$;

comment on function api_v1.import_exceptions(text) is
    'Import maintenance, breakdowns, overtime and other exceptions from a CSV file or a workbook

The body is the file: CSV as text/plain (UTF-8; comma, semicolon or tab), or an Excel workbook as
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, of which the sheet that is visible first is read;
the query parameter sheet names another. The first row names the columns. Those that are known already are not added
again; all or nothing. Columns: resource_code, exception_type, impact_type, capacity_percent, start_local, end_local,
description. Times are by the clock of the resource unless they end in an offset. With the header X-Dry-Run: true it
is all done and taken back. Returns added and unchanged.
Error SC009: nothing was imported; details is a JSON array of every problem: line, column_name, value, message,
remedy.';

grant execute on function api_v1.import_exceptions(text) to sched_planner, sched_admin;

create or replace function api_v1.import_exceptions(bytea)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_bytes($1, 'exceptions')
$$;

comment on function api_v1.import_exceptions(bytea) is
    'As import_exceptions of a text, from the bytes of a CSV file.';

grant execute on function api_v1.import_exceptions(bytea) to sched_planner, sched_admin;
