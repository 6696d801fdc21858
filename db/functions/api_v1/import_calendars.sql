-- Three forms: PostgREST takes JSON for the first, text/plain for the second, application/octet-stream for the third,
-- which the gateway makes of CSV: what is not UTF-8 never reaches a function that takes text.
create or replace function api_v1.import_calendars(
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
        'calendars', r.rows, r.problems, sched_http.import_options_beside(
            jsonb_build_object('dry_run', dry_run)
        )
    )
    from sched_engine.read_json_rows(import_calendars.rows::jsonb, 'calendars') as r
$$;

comment on function api_v1.import_calendars(json, boolean) is
    'Import a plant''s own holiday calendars

rows: an array of objects, a row each. A row for each entry; a row without a date creates an empty calendar. Imported
entries of the years in the file are replaced, those made by hand stay; all or nothing. Columns: calendar_code,
calendar_name, country_code, region, holiday_date, holiday_name, start_time, end_time, affects_scheduling. With
dry_run it is all done and taken back. Returns, for each calendar, the entries added, changed, removed and unchanged.
Error SC009: nothing was imported; details is a JSON array of every problem: line (place in the array), column_name,
value, message, remedy.';

grant execute on function api_v1.import_calendars(json, boolean) to sched_planner, sched_admin;

create or replace function api_v1.import_calendars(text)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_csv($1, 'calendars')
$$;

comment on function api_v1.import_calendars(text) is
    'Import a plant''s own holiday calendars from a CSV file or a workbook

The body is the file: CSV as text/plain (UTF-8; comma, semicolon or tab), or an Excel workbook as
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, of which the sheet that is visible first is read;
the query parameter sheet names another. The first row names the columns. A row for each entry; a row without a date
creates an empty calendar. Imported entries of the years in the file are replaced, those made by hand stay; all or
nothing. Columns: calendar_code, calendar_name, country_code, region, holiday_date, holiday_name, start_time,
end_time, affects_scheduling. With the header X-Dry-Run: true it is all done and taken back. Returns, for each
calendar, the entries added, changed, removed and unchanged.
Error SC009: nothing was imported; details is a JSON array of every problem: line, column_name, value, message,
remedy.';

grant execute on function api_v1.import_calendars(text) to sched_planner, sched_admin;

create or replace function api_v1.import_calendars(bytea)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_bytes($1, 'calendars')
$$;

comment on function api_v1.import_calendars(bytea) is
    'As import_calendars of a text, from the bytes of a CSV file.';

grant execute on function api_v1.import_calendars(bytea) to sched_planner, sched_admin;
