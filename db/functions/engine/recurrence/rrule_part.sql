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
set search_path = pg_catalog, pg_temp
as $$
    select v.pattern, v.low, v.high, format(v.allowed, v.low, v.high)
    from (values
        (
            'FREQ', '(SECOND|MINUTE|HOUR|DAI|WEEK|MONTH|YEAR)LY', null::integer, null::integer,
            'SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY'
        ),
        ('INTERVAL', '\d{1,9}', 1, 999999999, 'a whole number from %s to %s'),
        ('COUNT', '\d{1,9}', 0, 999999999, 'a whole number from %s to %s'),
        (
            'UNTIL', '\d{8}(T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?', null, null,
            'a date (20301231) or a date and time (20301231T235959)'
        ),
        ('WKST', 'MO|TU|WE|TH|FR|SA|SU', null, null, 'MO, TU, WE, TH, FR, SA or SU'),
        ('BYSECOND', '\d{1,2}', 0, 60, 'numbers from %s to %s'),
        ('BYMINUTE', '\d{1,2}', 0, 59, 'numbers from %s to %s'),
        ('BYHOUR', '\d{1,2}', 0, 23, 'numbers from %s to %s'),
        (
            'BYDAY', '([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)', 1, 53,
            'MO, TU, WE, TH, FR, SA, SU, alone or after a number from %s to %s or -%2$s to -%1$s (2MO, -1FR)'
        ),
        ('BYMONTHDAY', '[+-]?\d{1,2}', 1, 31, 'numbers from %s to %s or -%2$s to -%1$s'),
        ('BYYEARDAY', '[+-]?\d{1,3}', 1, 366, 'numbers from %s to %s or -%2$s to -%1$s'),
        ('BYWEEKNO', '[+-]?\d{1,2}', 1, 53, 'numbers from %s to %s or -%2$s to -%1$s'),
        ('BYMONTH', '\d{1,2}', 1, 12, 'numbers from %s to %s'),
        ('BYSETPOS', '[+-]?\d{1,3}', 1, 366, 'numbers from %s to %s or -%2$s to -%1$s')
    ) as v (name, pattern, low, high, allowed)
    where v.name = p_name
$$;

comment on function sched_engine.rrule_part(text) is
    'What one part of a recurrence rule takes: the pattern of a single value, the range of its number
without its sign, and both in words. All null: there is no such part.';
