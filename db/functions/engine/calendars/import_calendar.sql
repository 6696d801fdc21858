-- Entries that stay the same keep their ids, because stored rows name the holiday that cancelled a shift.
create or replace function sched_engine.import_calendar(
    p_code text, p_name text, p_country text, p_region text, p_entries jsonb, p_years integer[] default null
)
returns table (added bigint, changed bigint, removed bigint, unchanged bigint, manual bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_calendar_id bigint;
begin
    perform sched_engine.acquire_model_lock();
    insert into sched.holiday_calendars as c (calendar_code, calendar_name, country_code, region)
    values (p_code, p_name, nullif(p_country, ''), nullif(p_region, ''))
    on conflict (calendar_code) do nothing;
    select c.id into v_calendar_id
    from sched.holiday_calendars as c
    where c.calendar_code = p_code;
    update sched.holiday_calendars as c
    set calendar_name = p_name, country_code = nullif(p_country, ''), region = nullif(p_region, '')
    where c.id = v_calendar_id
        and (c.calendar_name, c.country_code, c.region)
        is distinct from (p_name, nullif(p_country, '')::char(2), nullif(p_region, ''));

    return query
    with wanted as (
        select
            e.holiday_date,
            e.holiday_name,
            e.start_time,
            e.end_time,
            coalesce(e.affects_scheduling, true) as affects_scheduling
        from jsonb_to_recordset(p_entries) as e (
            holiday_date date, holiday_name text, start_time time, end_time time, affects_scheduling boolean
        )
        where p_years is null or extract(year from e.holiday_date) = any(p_years)
    ),

    years as (
        select distinct extract(year from w.holiday_date) as year from wanted as w
        union
        select y.year from unnest(p_years) as y (year)
    ),

    stored as (
        select h.*
        from sched.holidays as h
        where h.calendar_id = v_calendar_id
            and extract(year from h.holiday_date) in (select y.year from years as y)
    ),

    dropped as (
        delete from sched.holidays as h
        using stored as s
        where h.id = s.id and s.source = 'imported' and not exists (
            select from wanted as w where w.holiday_date = s.holiday_date and w.holiday_name = s.holiday_name
        )
        returning h.id
    ),

    updated as (
        update sched.holidays as h
        set start_time = w.start_time, end_time = w.end_time, affects_scheduling = w.affects_scheduling
        from stored as s
        inner join wanted as w on w.holiday_date = s.holiday_date and w.holiday_name = s.holiday_name
        where h.id = s.id and s.source = 'imported'
            and (s.start_time, s.end_time, s.affects_scheduling)
            is distinct from (w.start_time, w.end_time, w.affects_scheduling)
        returning h.id
    ),

    inserted as (
        insert into sched.holidays
        (calendar_id, holiday_name, holiday_date, start_time, end_time, affects_scheduling, source)
        select
            v_calendar_id,
            w.holiday_name,
            w.holiday_date,
            w.start_time,
            w.end_time,
            w.affects_scheduling,
            'imported'
        from wanted as w
        where not exists (
            select from stored as s where s.holiday_date = w.holiday_date and s.holiday_name = w.holiday_name
        )
        returning id
    )

    select
        (select count(*) from inserted),
        (select count(*) from updated),
        (select count(*) from dropped),
        count(*) filter (where s.source = 'imported')
        - (select count(*) from updated) - (select count(*) from dropped),
        count(*) filter (where s.source = 'manual')
    from stored as s;
end
$$;

comment on function sched_engine.import_calendar(text, text, text, text, jsonb, integer[]) is
    'Makes the imported entries of a calendar those given, in the years given (null: the years of the
entries), creating the calendar when it is new. Entries: a JSON array of {holiday_date, holiday_name,
start_time, end_time, affects_scheduling}. Manual entries and other years stay; counts the entries of
these years. Running it twice changes nothing.';
