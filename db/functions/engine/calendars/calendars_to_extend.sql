create or replace function sched_engine.calendars_to_extend()
returns table (
    calendar_id bigint, calendar_code text, country_code text, region text, is_public boolean,
    first_year integer, last_year integer
)
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select
        c.id,
        c.calendar_code::text,
        c.country_code::text,
        c.region,
        sched_engine.is_public_calendar(c.id)
        and coalesce((
            select s.config_value = 'true' from sched.system_configuration as s
            where s.config_key = 'holiday_calendar_refresh'
        ), true),
        -- Years that are over stay as they are.
        greatest(
            extract(year from e.last_date)::integer + 1,
            extract(year from sched_engine.current_instant())::integer
        ),
        extract(year from h.last_date)::integer
    -- At least a year ahead: without a rolling horizon people generate by hand.
    from (
        select greatest(sched_engine.horizon_end(), sched_engine.horizon_end(12)) as last_date
    ) as h
    cross join lateral sched_engine.ending_calendars(h.last_date) as e
    inner join sched.holiday_calendars as c on c.id = e.calendar_id
    where e.last_date is not null
    order by c.id
$$;

comment on function sched_engine.calendars_to_extend() is
    'Calendars in use whose entries end before the months ahead do; whether they are of public holidays, of which first_year to
last_year may be added (setting holiday_calendar_refresh), and those years: none when first_year is later.';

grant execute on function sched_engine.calendars_to_extend() to sched_relay;
