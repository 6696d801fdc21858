create or replace function sched_http.send_calendar(p_resource_id bigint, p_from date, p_to date)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_file constant text := sched_engine.calendar_file(p_resource_id, p_from, p_to);
begin
    perform sched_http.send_file('text/calendar', 'inline', r.resource_code || '.ics')
    from sched.resources as r
    where r.id = p_resource_id;
    return v_file;
end
$$;

comment on function sched_http.send_calendar(bigint, date, date) is
    'The answer to a request for the plan of a resource as an iCalendar file, named after it (sched_engine.calendar_file).';
