-- Three forms: PostgREST takes JSON for the first, text/plain for the second, application/octet-stream for the third,
-- which the gateway makes of CSV: what is not UTF-8 never reaches a function that takes text.
create or replace function api_v1.import_patterns(
    rows json, replace boolean default false, dry_run boolean default false
)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_engine.import_rows(
        'patterns', r.rows, r.problems, sched_http.import_options_beside(
            jsonb_build_object('replace', replace, 'dry_run', dry_run)
        )
    )
    from sched_engine.read_json_rows(import_patterns.rows::jsonb, 'patterns') as r
$$;

comment on function api_v1.import_patterns(json, boolean, boolean) is
    'Import patterns with their rules

rows: an array of objects, a row each. A row for each rule; all or nothing. Columns: pattern_code, pattern_name,
cycle_days, cycle_day, start_time, end_time, is_operating, shift_code. Patterns that exist already are changed with
replace; with dry_run it is all done and taken back. Returns each pattern with the number of its rules and the
outcome.
Error SC009: nothing was imported; details is a JSON array of every problem: line (place in the array), column_name,
value, message, remedy.';

grant execute on function api_v1.import_patterns(json, boolean, boolean) to sched_planner, sched_admin;

create or replace function api_v1.import_patterns(text)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_csv($1, 'patterns')
$$;

comment on function api_v1.import_patterns(text) is
    'Import patterns with their rules from a CSV file or a workbook

The body is the file: CSV as text/plain (UTF-8; comma, semicolon or tab), or an Excel workbook as
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, of which the sheet that is visible first is read;
the query parameter sheet names another. The first row names the columns. A row for each rule; all or nothing.
Columns: pattern_code, pattern_name, cycle_days, cycle_day, start_time, end_time, is_operating, shift_code. Patterns
that exist already are changed with X-Replace: true; with the header X-Dry-Run: true it is all done and taken back.
Returns each pattern with the number of its rules and the outcome.
Error SC009: nothing was imported; details is a JSON array of every problem: line, column_name, value, message,
remedy.';

grant execute on function api_v1.import_patterns(text) to sched_planner, sched_admin;

create or replace function api_v1.import_patterns(bytea)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_bytes($1, 'patterns')
$$;

comment on function api_v1.import_patterns(bytea) is
    'As import_patterns of a text, from the bytes of a CSV file.';

grant execute on function api_v1.import_patterns(bytea) to sched_planner, sched_admin;
