create or replace function api_v2.import_people(
    sheets json, dry_run boolean default false, default_date date default null
)
returns json
language sql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
    select sched_http.import_people(
        import_people.sheets::jsonb,
        jsonb_build_object('dry_run', import_people.dry_run, 'default_date', import_people.default_date)
    )
$$;

comment on function api_v2.import_people(json, boolean, date) is
    'Import people, teams, qualifications, absences and requirements

sheets: an object with an array of rows, objects by column, for each of departments, positions, teams, team_resources,
employees, memberships, qualifications, absences and requirements, as many as there are; rows may refer to each other.
What is new is inserted, what differs updated, what is not named left alone; all or nothing. default_date: from when teams are joined
where no date is given; today by default. With dry_run it is all done and taken back. Returns how many rows of each
sheet were inserted, updated and unchanged. Error SC009: nothing was imported; details is a JSON array of every
problem: sheet, line (place in the array), column_name, value, message, remedy. A key that is limited to a part of the
plant is refused (SC013).
An Excel workbook, as application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, is imported as well: its sheets
are named Departments, Positions, Teams, Team resources, Employees, Memberships, Qualifications, Absences and
Requirements (the query parameter sheet chooses one), line is the row of the sheet, and the options come as the headers
X-Dry-Run and X-Default-Date.';

grant execute on function api_v2.import_people(json, boolean, date) to sched_workforce_planner;
