create or replace function sched_engine.extend_calendar(p_calendar_id bigint, p_entries jsonb, p_years integer[])
returns bigint
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_added bigint;
    v_years integer[];
begin
    -- Somebody may have imported some of these years meanwhile: they stay as they are.
    perform sched_engine.acquire_model_lock();
    select array_agg(y.year) into v_years
    from unnest(p_years) as y (year)
    where not exists (
        select from sched.holidays as h
        where h.calendar_id = p_calendar_id and h.source = 'imported' and extract(year from h.holiday_date) = y.year
    );
    if v_years is null then
        return 0;
    end if;
    perform set_config('app.current_user', 'calendar refresh', true);
    select i.added into v_added
    from sched.holiday_calendars as c
    cross join lateral sched_engine.import_calendar(
        c.calendar_code, c.calendar_name, c.country_code, c.region, p_entries, v_years
    ) as i
    where c.id = p_calendar_id;
    return v_added;
end
$$;

comment on function sched_engine.extend_calendar(bigint, jsonb, integer[]) is
    'Adds years of public holidays to a calendar, as sched_engine.import_calendar does, in the name of "calendar refresh"; returns
how many entries. Years that have imported entries stay as they are, so that running it twice, or twice at once, adds nothing
more.';

grant execute on function sched_engine.extend_calendar(bigint, jsonb, integer[]) to sched_relay;
