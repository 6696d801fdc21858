-- Three forms: PostgREST takes JSON for the first, text/plain for the second, application/octet-stream for the third,
-- which the gateway makes of CSV: what is not UTF-8 never reaches a function that takes text.
create or replace function api_v1.import_resources(
    rows json, default_date date default null, dry_run boolean default false
)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select set_config('sched.offers', 'simple', true);
    select sched_engine.import_rows(
        'resources', r.rows, r.problems, sched_http.import_options_beside(
            jsonb_build_object('default_date', default_date, 'dry_run', dry_run)
        )
    )
    from sched_engine.read_json_rows(import_resources.rows::jsonb, 'resources') as r
$$;

comment on function api_v1.import_resources(json, date, boolean) is
    'Import a plant

rows: an array of objects, a row each. Resources that are new are added, others updated where they differ, those not
named left alone; all or nothing. Columns: resource_code, resource_name, resource_type, parent_code, time_zone,
requires_scheduling, is_active, pattern_code, pattern_effective_date, calendar_codes (separated by semicolons),
metadata.<name>. A column that is absent leaves things alone, a blank cell empties parent_code, time_zone,
calendar_codes and facts. Patterns without pattern_effective_date start on default_date (default: today); with dry_run
it is all done and taken back. Returns inserted, updated, unchanged, patterns_assigned, calendars_assigned.
Error SC009: nothing was imported; details is a JSON array of every problem: line (place in the array), column_name,
value, message, remedy.';

grant execute on function api_v1.import_resources(json, date, boolean) to sched_admin;

create or replace function api_v1.import_resources(text)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select set_config('sched.offers', 'simple', true);
    select sched_http.import_csv($1, 'resources')
$$;

comment on function api_v1.import_resources(text) is
    'Import a plant from a CSV file or a workbook

The body is the file: CSV as text/plain (UTF-8; comma, semicolon or tab), or an Excel workbook as
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, of which the sheet Plant is read, else the first;
the query parameter sheet names another. The first row names the columns. Resources that are new are added, others
updated where they differ, those not named left alone; all or nothing. Columns: resource_code, resource_name,
resource_type, parent_code, time_zone, requires_scheduling, is_active, pattern_code, pattern_effective_date,
calendar_codes (separated by semicolons), metadata.<name>. A column that is absent leaves things alone, a blank cell
empties parent_code, time_zone, calendar_codes and facts. Patterns without pattern_effective_date start on
X-Default-Date (default: today); with the header X-Dry-Run: true it is all done and taken back. Returns inserted,
updated, unchanged, patterns_assigned, calendars_assigned.
Error SC009: nothing was imported; details is a JSON array of every problem: line, column_name, value, message,
remedy.';

grant execute on function api_v1.import_resources(text) to sched_admin;

create or replace function api_v1.import_resources(bytea)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select set_config('sched.offers', 'simple', true);
    select sched_http.import_bytes($1, 'resources')
$$;

comment on function api_v1.import_resources(bytea) is
    'As import_resources of a text, from the bytes of a CSV file.';

grant execute on function api_v1.import_resources(bytea) to sched_admin;
