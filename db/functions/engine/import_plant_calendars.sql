create or replace function sched_engine.import_plant_calendars(p_rows jsonb)
returns table (
    calendar_code text, added bigint, changed bigint, removed bigint, unchanged bigint, manual bigint
)
language plpgsql
volatile
set search_path = ''
as $$
#variable_conflict use_column
declare
    v_wanted record;
begin
    for v_wanted in
        select
            r.calendar_code,
            min(r.calendar_name) as calendar_name,
            min(r.country_code) as country_code,
            min(r.region) as region,
            count(distinct r.calendar_name) as names,
            coalesce(jsonb_agg(to_jsonb(r)) filter (where r.holiday_date is not null), '[]') as entries
        from jsonb_to_recordset(p_rows) as r (
            calendar_code text, calendar_name text, country_code text, region text, holiday_date date,
            holiday_name text, start_time time, end_time time, affects_scheduling boolean
        )
        group by r.calendar_code
        order by r.calendar_code
    loop
        if v_wanted.names > 1 then
            raise exception using
                errcode = 'SC009',
                message = format('Calendar %s has several names.', v_wanted.calendar_code),
                hint = 'Repeat the same calendar_name in each of its rows.';
        elsif exists (
            select from sched.holiday_calendars as c
            where c.calendar_code = v_wanted.calendar_code
                and c.calendar_code = concat_ws('-', c.country_code, c.region)
        ) then
            raise exception using
                errcode = 'SC009',
                message = format('Calendar %s holds a country''s public holidays; a file would replace them.',
                    v_wanted.calendar_code),
                hint = 'Use a calendar of the plant''s own, asked first, or add single holidays.';
        end if;

        return query
        select v_wanted.calendar_code, i.*
        from sched_engine.import_calendar(
            v_wanted.calendar_code, v_wanted.calendar_name, v_wanted.country_code, v_wanted.region,
            v_wanted.entries
        ) as i;
    end loop;
end
$$;

comment on function sched_engine.import_plant_calendars(jsonb) is
    'Imports a plant''s own calendars from a JSON array with one object per entry: calendar_code,
calendar_name, country_code, region, holiday_date, holiday_name, start_time, end_time,
affects_scheduling. A row without a date creates an empty calendar. Imported entries of the years in the
file are replaced. SC009: the calendar is that of a country.';
