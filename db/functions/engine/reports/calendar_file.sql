create or replace function sched_engine.calendar_file(
    p_resource_id bigint, p_from date default null, p_to date default null
)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_from date;
    v_to date;
    v_resource record;
    v_events text;
begin
    perform sched_engine.check_visible(array[p_resource_id]);
    select r.resource_code, r.resource_name, r.hierarchy_path, z.time_zone, g.dates into v_resource
    from sched.resources as r
    cross join sched_engine.effective_time_zones(array[r.id]) as z
    left join sched.generated_dates as g on g.resource_id = r.id
    where r.id = p_resource_id;
    if coalesce(v_resource.dates, '{}') = '{}' then
        perform sched_engine.refuse('SC001', format('%s has no generated plan.', v_resource.resource_code),
            'Give a machine whose plan has been generated.');
    end if;
    v_from := coalesce(p_from, p_to - 182, (sched_engine.current_instant() at time zone v_resource.time_zone)::date - 31);
    v_to := coalesce(p_to, v_from + 213);
    perform sched_engine.check_period(v_from, v_to);
    if v_to - v_from > 730 then
        perform sched_engine.refuse('SC004', format('A calendar from %s to %s is too long.', v_from, v_to),
            'Ask for two years at most.');
    end if;

    select string_agg(concat(
        E'BEGIN:VEVENT\r\n',
        sched_engine.ical_line('UID', e.uid),
        sched_engine.ical_line('DTSTAMP', sched_engine.ical_instant(e.stamp)),
        sched_engine.ical_line('LAST-MODIFIED', sched_engine.ical_instant(e.stamp)),
        case when e.whole_day is null
            then sched_engine.ical_line('DTSTART', sched_engine.ical_instant(e.start_time))
                || sched_engine.ical_line('DTEND', sched_engine.ical_instant(e.end_time))
            else sched_engine.ical_line('DTSTART;VALUE=DATE', to_char(e.whole_day, 'YYYYMMDD'))
                || sched_engine.ical_line('DTEND;VALUE=DATE', to_char(e.whole_day + 1, 'YYYYMMDD'))
        end,
        sched_engine.ical_line('SUMMARY', sched_engine.ical_text(e.summary)),
        sched_engine.ical_line('LOCATION', sched_engine.ical_text(v_resource.resource_name)),
        sched_engine.ical_line('CATEGORIES', upper(e.status)),
        sched_engine.ical_line('TRANSP', case e.status when 'operating' then 'OPAQUE' else 'TRANSPARENT' end),
        E'END:VEVENT\r\n'
    ), '' order by coalesce(e.start_time, e.whole_day), e.uid) into v_events
    from sched_engine.calendar_events(p_resource_id, v_from, v_to) as e;

    return concat(
        E'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Equipment Scheduling System//Plan//EN\r\nCALSCALE:GREGORIAN\r\n',
        sched_engine.ical_line('NAME', sched_engine.ical_text(v_resource.resource_name)),
        sched_engine.ical_line('X-WR-CALNAME', sched_engine.ical_text(v_resource.resource_name)),
        sched_engine.ical_line('X-WR-CALDESC', sched_engine.ical_text('Plan of ' || v_resource.hierarchy_path)),
        sched_engine.ical_line('X-WR-TIMEZONE', v_resource.time_zone),
        E'REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n',
        v_events,
        E'END:VCALENDAR\r\n'
    );
end
$$;

comment on function sched_engine.calendar_file(bigint, date, date) is
    'The stored plan of a resource as an iCalendar file (RFC 5545), by default from a month ago to half a year ahead. SC001:
unknown resource. SC004: period, or more than two years.';
