create or replace function api_v1.equipment_calendar(
    resource_id bigint, start_date date default null, end_date date default null
)
returns api_v1."*/*"
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select sched_http.send_calendar(resource_id, start_date, end_date)
$$;

comment on function api_v1.equipment_calendar(bigint, date, date) is
    'The plan of a machine as an iCalendar file

text/calendar (RFC 5545): shifts and stops as events, holidays once a day, instants in UTC. Dates are business dates, both
included; by default from a month ago to half a year ahead, at most two years. An event keeps its UID when the plan is
generated again.';

grant execute on function api_v1.equipment_calendar(bigint, date, date)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
