create or replace function api_v1.export_schedule(start_date date, end_date date, resource_ids text default null)
returns api_v1."*/*"
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '60s'
as $$
    select sched_http.export_plan('schedule', resource_ids, start_date, end_date)
$$;

comment on function api_v1.export_schedule(date, date, text) is
    'Export the generated plan as a file

A row for each stretch of a shift, with its status, capacity, local times and instants.
text/csv, or JSON with "Accept: application/json"; complete, however many rows there are. resource_ids: ids separated by
commas, each with all that is below it; left out for the whole plant. Dates are business dates, both included. More than the
setting export_machine_days (machines times days) is refused (SC004).';

grant execute on function api_v1.export_schedule(date, date, text)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
