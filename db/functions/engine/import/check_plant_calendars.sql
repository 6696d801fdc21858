create or replace function sched_engine.check_plant_calendars(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with rows as (
        select * from jsonb_to_recordset(p_rows) as r (
            line integer, calendar_code text, calendar_name text, country_code text, holiday_date text,
            holiday_name text, start_time text, end_time text
        )
    )

    select * from sched_engine.check_cells(
        p_rows,
        '{"calendar_code": "sched.code", "calendar_name": "sched.title", "holiday_date": "sched.plan_date",
        "holiday_name": "sched.title", "start_time": "time", "end_time": "time",
        "affects_scheduling": "boolean"}',
        '{calendar_code,calendar_name}'
    )
    union all
    select
        r.line,
        'country_code',
        r.country_code,
        'This is not a country.',
        'Write its ISO 3166-1 code in two capital letters, as ZA.'
    from rows as r
    where r.country_code !~ '^[A-Z]{2}$'
    union all
    select
        r.line,
        'holiday_name',
        r.holiday_name,
        'An entry needs both its date and its name, and both or neither of its times.',
        'Complete it; a row with none of them creates an empty calendar.'
    from rows as r
    where (r.holiday_date is null) <> (r.holiday_name is null)
        or (r.start_time is null) <> (r.end_time is null)
    union all
    select
        r.line,
        'holiday_date',
        r.holiday_date,
        format('It repeats line %s.', d.first_line),
        'Remove one of the two.'
    from rows as r
    inner join (
        select i.calendar_code, i.holiday_date, i.holiday_name, min(i.line) as first_line
        from rows as i
        group by i.calendar_code, i.holiday_date, i.holiday_name
    ) as d
        on d.calendar_code = r.calendar_code and d.holiday_date is not distinct from r.holiday_date
        and d.holiday_name is not distinct from r.holiday_name
    where d.first_line < r.line
    union all
    select
        r.line,
        'calendar_name',
        r.calendar_name,
        format('The calendar is named %s in another row.', quote_literal(o.calendar_name)),
        'Repeat the same name in each of its rows.'
    from rows as r
    inner join (
        select i.calendar_code, min(i.calendar_name) as calendar_name from rows as i group by i.calendar_code
    ) as o on o.calendar_code = r.calendar_code and o.calendar_name <> r.calendar_name
    union all
    select
        min(r.line),
        'calendar_code',
        r.calendar_code,
        'This calendar holds the public holidays of a country; a file would replace them.',
        'Use a calendar of the plant''s own with a higher priority, or add single holidays.'
    from rows as r
    inner join sched.holiday_calendars as c
        on c.calendar_code = r.calendar_code and c.calendar_code = concat_ws('-', c.country_code, c.region)
    group by r.calendar_code
    order by 1, 2
$$;

comment on function sched_engine.check_plant_calendars(jsonb) is
    'Everything that is wrong with calendars to be imported (rows as from sched_engine.flat_rows), by
line.';
