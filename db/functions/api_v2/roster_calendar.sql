create or replace function api_v2.roster_calendar(
    employee_id bigint default null, start_date date default null, end_date date default null
)
returns api_v1."*/*"
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := coalesce(
        roster_calendar.employee_id, nullif(current_setting('sched.own_employee', true), '')::bigint
    );
begin
    perform sched_engine.check_given(v_id::text, 'employee', 'Give employee_id.');
    return sched_http.send_roster(v_id, start_date, end_date);
end
$$;

comment on function api_v2.roster_calendar(bigint, date, date) is
    'The shifts of a person as an iCalendar file

text/calendar (RFC 5545): the shifts that they work, instants in UTC. employee_id: by default the one whose key or
token it is. Dates are business dates, both included; by default from a month ago to half a year ahead, at most two
years. An event keeps its UID when its times change. Errors: SC004 period, SC021 unknown employee.';

grant execute on function api_v2.roster_calendar(bigint, date, date) to sched_workforce_viewer, sched_employee;
