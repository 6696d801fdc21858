create or replace function api_v2.calendar_feed(
    key text, start_date date default null, end_date date default null
)
returns api_v1."*/*"
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '15s'
as $$
declare
    v_key constant sched.api_keys := sched_http.find_api_key(calendar_feed.key, 'calendar');
begin
    -- Addresses end up in logs and histories: a key that opens more has no place there.
    if v_key.purpose <> 'calendar' or v_key.employee_id is null then
        perform sched_engine.refuse('SC014', 'This key is not one for the calendar of an employee.',
            'Ask for a key that is only for it: sched keys create NAME --role employee --employee NUMBER --purpose calendar.');
    end if;
    perform set_config('sched.own_employee', v_key.employee_id::text, true);
    return sched_http.send_roster(v_key.employee_id, calendar_feed.start_date, calendar_feed.end_date);
end
$$;

comment on function api_v2.calendar_feed(text, date, date) is
    'The shifts of a person as a calendar to subscribe to

text/calendar as roster_calendar gives it, for calendar programs that cannot send a header: key is one for the calendar
of one employee, which opens nothing else; it works until it expires or is revoked.';

grant execute on function api_v2.calendar_feed(text, date, date)
to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_workforce_viewer, sched_employee;
