create or replace function sched_engine.warn_of_calendar(p_calendar_id bigint)
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_again constant interval := interval '30 days';
    v_calendar record;
begin
    -- Several relays may look at the same time.
    perform pg_advisory_xact_lock(hashtextextended('sched.expiring', 0));
    select
        c.calendar_code,
        e.last_date,
        e.due_date,
        e.machines
    into v_calendar
    from sched_engine.ending_calendars('infinity') as e
    inner join sched.holiday_calendars as c on c.id = e.calendar_id
    where c.id = p_calendar_id and e.last_date is not null;
    if not found or exists (
        select from sched.events as e
        where e.occurred_at > clock_timestamp() - v_again and e.event_type = 'calendar.expiring'
            and e.data -> 'calendar_id' = to_jsonb(p_calendar_id)
            and e.data ->> 'date' = v_calendar.last_date::text
    ) then
        return null;
    end if;
    return sched_engine.emit_event('calendar.expiring', null, jsonb_build_object(
        'calendar_id', p_calendar_id, 'calendar_code', v_calendar.calendar_code, 'date', v_calendar.last_date,
        'due_date', v_calendar.due_date, 'machines', v_calendar.machines,
        'old_value', null, 'new_value', null, 'truncated', false
    ));
end
$$;

comment on function sched_engine.warn_of_calendar(bigint) is
    'Writes an event calendar.expiring about a calendar that runs out, unless there was one in the last 30 days and no entry has
come since. Returns its id, or null.';

grant execute on function sched_engine.warn_of_calendar(bigint) to sched_relay;
