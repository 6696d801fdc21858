create or replace function sched_engine.import_plant_calendars(p_rows jsonb)
returns table (
    calendar_code text, added bigint, changed bigint, removed bigint, unchanged bigint, manual bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_rows constant jsonb := sched_engine.flat_rows(p_rows);
    v_problems constant jsonb := (
        select jsonb_agg(to_jsonb(c)) from sched_engine.check_plant_calendars(v_rows) as c
    );
begin
    if v_problems is not null then
        perform sched_engine.refuse_import(v_problems);
    end if;
    return query
    select
        k.calendar_code,
        i.*
    from (
        select
            r.calendar_code,
            min(r.calendar_name) as calendar_name,
            min(r.country_code) as country_code,
            min(r.region) as region,
            coalesce(jsonb_agg(to_jsonb(r)) filter (where r.holiday_date is not null), '[]') as entries
        from jsonb_to_recordset(v_rows) as r (
            calendar_code text, calendar_name text, country_code text, region text, holiday_date date,
            holiday_name text, start_time time, end_time time, affects_scheduling boolean
        )
        group by r.calendar_code
        order by r.calendar_code
    ) as k
    cross join lateral sched_engine.import_calendar(
        k.calendar_code, k.calendar_name, k.country_code, k.region, k.entries
    ) as i;
end
$$;

comment on function sched_engine.import_plant_calendars(jsonb) is
    'Imports a plant''s own calendars from a JSON array of {"line": n, "values": {column: text}}, a row
for each entry, with the columns calendar_code, calendar_name, country_code, region, holiday_date,
holiday_name, start_time, end_time, affects_scheduling. A row without a date creates an empty calendar.
Imported entries of the years in the file are replaced, manual ones stay; all or nothing. SC009: every
row that is wrong.';
