create or replace function sched_http.send_roster(p_employee_id bigint, p_from date, p_to date)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_file constant text := sched_engine.roster_calendar(p_employee_id, p_from, p_to);
begin
    perform sched_http.send_file('text/calendar', 'inline', 'shifts-' || e.employee_number || '.ics')
    from sched.emp_employees as e
    where e.id = p_employee_id;
    return v_file;
end
$$;

comment on function sched_http.send_roster(bigint, date, date) is
    'The answer to a request for the shifts of a person as an iCalendar file (sched_engine.roster_calendar).';
