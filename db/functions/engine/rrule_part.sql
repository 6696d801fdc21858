create or replace function sched_engine.rrule_part(
    p_name text,
    out pattern text,
    out low integer,
    out high integer,
    out allowed text
)
language sql
immutable
parallel safe
set search_path = ''
as $$
    select v.pattern, v.low, v.high, replace(replace(v.allowed, '<low>', v.low::text), '<high>', v.high::text)
    from (values
        (
            'FREQ', '(SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY', null::integer, null::integer,
            'SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY'
        ),
        ('INTERVAL', '\d{1,9}', 1, 999999999, 'a whole number from <low> to <high>'),
        ('COUNT', '\d{1,9}', 1, 999999999, 'a whole number from <low> to <high>'),
        (
            'UNTIL', '\d{8}(T\d{6}Z?)?', null, null,
            'a date (20301231, its first moment) or a date and time (20301231T235959), in the years 1 to 9999'
        ),
        ('WKST', 'MO|TU|WE|TH|FR|SA|SU', null, null, 'MO, TU, WE, TH, FR, SA or SU'),
        ('BYSECOND', '\d{1,2}', 0, 60, 'numbers from <low> to <high>, separated by commas'),
        ('BYMINUTE', '\d{1,2}', 0, 59, 'numbers from <low> to <high>, separated by commas'),
        ('BYHOUR', '\d{1,2}', 0, 23, 'numbers from <low> to <high>, separated by commas'),
        (
            'BYDAY', '([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)', 1, 53,
            'MO, TU, WE, TH, FR, SA, SU, separated by commas, each alone or after a number from <low> to <high> '
            'or -<high> to -<low> (2MO: the second Monday, -1FR: the last Friday)'
        ),
        ('BYMONTHDAY', '[+-]?\d{1,2}', 1, 31, 'numbers from <low> to <high> or -<high> to -<low>, separated by commas'),
        ('BYYEARDAY', '[+-]?\d{1,3}', 1, 366, 'numbers from <low> to <high> or -<high> to -<low>, separated by commas'),
        ('BYWEEKNO', '[+-]?\d{1,2}', 1, 53, 'numbers from <low> to <high> or -<high> to -<low>, separated by commas'),
        ('BYMONTH', '\d{1,2}', 1, 12, 'numbers from <low> to <high>, separated by commas'),
        ('BYSETPOS', '[+-]?\d{1,3}', 1, 366, 'numbers from <low> to <high> or -<high> to -<low>, separated by commas')
    ) as v (name, pattern, low, high, allowed)
    where v.name = p_name
$$;

comment on function sched_engine.rrule_part(text) is
    'What one part of a recurrence rule takes: pattern of a single value, range of its number, and both in words. All null:
there is no such part.';
