create or replace function sched_engine.roster_calendar(
    p_employee_id bigint, p_from date default null, p_to date default null
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_from constant date
    := coalesce(p_from, p_to - 182, (sched_engine.current_instant() at time zone 'UTC')::date - 31);
    v_to constant date := coalesce(p_to, v_from + 213);
    v_number text;
    v_events text;
begin
    perform sched_engine.check_visible_employees(array[p_employee_id]);
    perform sched_engine.check_period(v_from, v_to);
    if v_to - v_from > 730 then
        perform sched_engine.refuse('SC004', format('A calendar from %s to %s is too long.', v_from, v_to),
            'Ask for two years at most.');
    end if;
    select e.employee_number into v_number from sched.emp_employees as e where e.id = p_employee_id;

    select string_agg(concat(
        E'BEGIN:VEVENT\r\n',
        sched_engine.ical_line('UID', e.uid),
        sched_engine.ical_line('DTSTAMP', sched_engine.ical_instant(e.stamp)),
        sched_engine.ical_line('LAST-MODIFIED', sched_engine.ical_instant(e.stamp)),
        sched_engine.ical_line('DTSTART', sched_engine.ical_instant(e.start_time)),
        sched_engine.ical_line('DTEND', sched_engine.ical_instant(e.end_time)),
        sched_engine.ical_line('SUMMARY', sched_engine.ical_text(e.summary)),
        sched_engine.ical_line('LOCATION', sched_engine.ical_text(e.place)),
        E'TRANSP:OPAQUE\r\nEND:VEVENT\r\n'
    ), '' order by e.start_time, e.uid) into v_events
    from sched_engine.roster_events(p_employee_id, v_from, v_to) as e;

    return concat(
        E'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Equipment Scheduling System//Roster//EN\r\nCALSCALE:GREGORIAN\r\n',
        sched_engine.ical_line('NAME', sched_engine.ical_text('Shifts of ' || v_number)),
        sched_engine.ical_line('X-WR-CALNAME', sched_engine.ical_text('Shifts of ' || v_number)),
        E'REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n',
        v_events,
        E'END:VCALENDAR\r\n'
    );
end
$$;

comment on function sched_engine.roster_calendar(bigint, date, date) is
    'The shifts that somebody works as an iCalendar file (RFC 5545), by default from a month ago to half a year ahead;
by number, without a name. SC004: period, or more than two years. SC021: unknown.';
