create or replace function api_v1.calendar_feed(
    key text,
    resource_code text default null,
    start_date date default null,
    end_date date default null
)
returns api_v1."*/*"
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '15s'
as $$
#variable_conflict use_column
declare
    v_key constant sched.api_keys := sched_http.find_api_key(calendar_feed.key, 'calendar');
    v_code constant text := calendar_feed.resource_code;
    v_id bigint;
begin
    -- Addresses end up in logs and histories: a key that opens more has no place there.
    if v_key.purpose <> 'calendar' then
        perform sched_engine.refuse('SC014', 'A key of the API does not belong in an address.',
            'Ask for a key that is only for calendar feeds, and revoke this one.');
    elsif v_key.employee_id is not null then
        perform sched_engine.refuse('SC014', 'This key is for the calendar of a person.',
            'Use it there: /api/v2/calendars/feed/KEY.ics');
    end if;
    perform set_config('sched.scope', coalesce('{' || v_key.scope_resource_id || '}', ''), true);
    v_id := case
        when v_code is null then v_key.scope_resource_id
        else (select v.id from sched_engine.visible_resources as v where v.resource_code = v_code)
    end;
    if v_id is null then
        perform sched_engine.refuse('SC001',
            case when v_code is null then 'No resource is given.'
                else format('There is no resource with the code %L.', left(v_code, 100)) end,
            'Give resource_code, one that the key is for.');
    end if;
    return sched_http.send_calendar(v_id, calendar_feed.start_date, calendar_feed.end_date);
end
$$;

comment on function api_v1.calendar_feed(text, text, date, date) is
    'The plan of a machine as a calendar to subscribe to

text/calendar as equipment_calendar gives it, for calendar programs that cannot send a header: key is one for calendar
feeds, which opens nothing else; it works until it expires or is revoked, for the resources it is limited to.
resource_code: by default the one that the key is limited to.';

grant execute on function api_v1.calendar_feed(text, text, date, date)
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin;
