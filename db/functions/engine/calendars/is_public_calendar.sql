create or replace function sched_engine.is_public_calendar(p_calendar_id bigint)
returns boolean
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select
        from sched.holiday_calendars as c
        inner join sched.holidays as h on h.calendar_id = c.id
        where c.id = p_calendar_id and c.country_code is not null and h.source = 'imported'
    )
$$;

comment on function sched_engine.is_public_calendar(bigint) is
    'Whether a calendar has the public holidays of a country; what was added to it by hand does not say how far they reach.';
