begin;
select plan(9);

-- The rules in words of their own, for every year that is shipped; whatever program made the entries is not asked.
create function pg_temp.years(p_month integer, p_day integer) returns table (day date, weekday text)
language sql as $$
    select d.day, to_char(d.day, 'Dy')
    from generate_series(2024, 2035) as y (year)
    cross join lateral (select make_date(y.year, p_month, p_day) as day) as d
$$;
create function pg_temp.is_off(p_code text, p_day date) returns boolean language sql as $$
    select exists (
        select from sched.holidays as h
        inner join sched.holiday_calendars as c on c.id = h.calendar_id
        where c.calendar_code = p_code and h.holiday_date = p_day and h.affects_scheduling
    )
$$;
-- Days that should be off and are not; days in 2036 are not shipped.
create function pg_temp.missing(p_codes text[], p_month integer, p_day integer, p_weekday text, p_shift integer)
returns setof text language sql as $$
    select format('%s %s', c.code, y.day + p_shift)
    from unnest(p_codes) as c (code)
    cross join pg_temp.years(p_month, p_day) as y
    where y.weekday = p_weekday and y.day + p_shift between '2024-01-01' and '2035-12-31'
        and not pg_temp.is_off(c.code, y.day + p_shift)
$$;

select results_eq(
    $$select day from pg_temp.years(7, 1) where weekday = 'Sun'$$, array[date '2029-07-01', '2035-07-01'],
    '1 July is a Sunday twice in these years'
);
-- "When July 1 is a Sunday, July 2 is a legal holiday": Holidays Act, R.S.C. 1985, c. H-5. Nova Scotia has made it 1 July.
select is_empty(
    $$select pg_temp.missing(array(
        select c.calendar_code::text from sched.holiday_calendars as c
        where c.country_code = 'CA' and c.calendar_code <> 'CA-NS'
    ), 7, 1, 'Sun', 1)$$,
    'Canada Day moves from a Sunday to the Monday'
);
select results_eq(
    $$select pg_temp.missing('{CA-NS}', 7, 1, 'Sun', 1)$$, array['CA-NS 2029-07-02', 'CA-NS 2035-07-02'],
    'but not in Nova Scotia'
);
-- New Year's Eve in Michigan: "on Friday, the preceding Thursday; on Saturday or Sunday, the preceding Friday".
select is_empty(
    $$select pg_temp.missing('{US-MI}', 12, d.day, w.weekday, w.shift)
    from unnest('{24,31}'::integer[]) as d (day)
    cross join (values ('Fri', -1), ('Sat', -1), ('Sun', -2)) as w (weekday, shift)$$,
    'Christmas Eve and New Year''s Eve move to a weekday before, in Michigan'
);
-- "When Christmas Day falls on a Saturday, the following Monday is also a holiday, and when it falls on a Sunday, the
-- following Tuesday": Legislation Act, 2006, of Ontario.
select is_empty(
    $$select pg_temp.missing('{CA-ON}', 12, 25, w.weekday, 2) from (values ('Sat'), ('Sun')) as w (weekday)$$,
    'Christmas Day gives another day off, in Ontario'
);

-- What has been right all along. United States: from Saturday to Friday, from Sunday to Monday; Massachusetts keeps a
-- Saturday.
select is_empty(
    $$select pg_temp.missing(array(
        select c.calendar_code::text from sched.holiday_calendars as c
        where c.country_code = 'US' and (w.weekday = 'Sun' or c.calendar_code <> 'US-MA')
    ), f.month, f.day, w.weekday, w.shift)
    from (values (1, 1), (6, 19), (7, 4), (11, 11), (12, 25)) as f (month, day)
    cross join (values ('Sat', -1), ('Sun', 1)) as w (weekday, shift)$$,
    'federal holidays of the United States'
);
-- South Africa: a Sunday moves to Monday, where that is no holiday itself.
select is_empty(
    $$select pg_temp.missing('{ZA}', f.month, f.day, 'Sun', 1)
    from (values (1, 1), (3, 21), (4, 27), (5, 1), (6, 16), (8, 9), (9, 24), (12, 16), (12, 25), (12, 26)) as f (month, day)$$,
    'holidays of South Africa'
);
-- United Kingdom: each day of a weekend has a working day after it of its own.
select is_empty(
    $$select pg_temp.missing('{GB-ENG,GB-WLS,GB-NIR,GB-SCT}', f.month, f.day, f.weekday, f.shift)
    from (values
        (1, 1, 'Sat', 2), (1, 1, 'Sun', 1), (12, 25, 'Sat', 2), (12, 25, 'Sun', 2), (12, 26, 'Sat', 2), (12, 26, 'Sun', 2)
    ) as f (month, day, weekday, shift)
    union all
    select pg_temp.missing('{GB-SCT}', f.month, f.day, f.weekday, f.shift)
    from (values
        (1, 2, 'Sat', 2), (1, 2, 'Sun', 2), (1, 2, 'Mon', 1), (11, 30, 'Sat', 2), (11, 30, 'Sun', 1)
    ) as f (month, day, weekday, shift)
    union all
    select pg_temp.missing('{GB-NIR}', f.month, f.day, f.weekday, f.shift)
    from (values (3, 17, 'Sat', 2), (3, 17, 'Sun', 1), (7, 12, 'Sat', 2), (7, 12, 'Sun', 1)) as f (month, day, weekday, shift)$$,
    'bank holidays of the United Kingdom'
);
select is_empty(
    $$select pg_temp.missing(array(
        select c.calendar_code::text from sched.holiday_calendars as c where c.country_code = 'CA'
    ), f.month, f.day, f.weekday, f.shift)
    from (values (1, 1, 'Sat', 2), (1, 1, 'Sun', 1), (12, 25, 'Sat', 2), (12, 25, 'Sun', 1)) as f (month, day, weekday, shift)
    union all
    select pg_temp.missing('{CA-QC}', 6, 24, 'Sun', 1)$$,
    'New Year, Christmas and Saint-Jean-Baptiste in Canada'
);

select * from finish();
rollback;
