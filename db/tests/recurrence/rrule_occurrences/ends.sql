-- Rules that never happen, or are far from their start, or too dense, end: soon, or with SC012.
begin;
select plan(20);
set local statement_timeout = '30s';

select is_empty(
    format(
        $$select * from sched_engine.rrule_occurrences(%L, '2025-01-01', '2025-01-01', %L)$$,
        r.rule, r.to_time
    ),
    format('%s never happens before %s', r.rule, r.to_time)
)
from (values
    ('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'infinity'),
    ('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'infinity'),
    ('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 'infinity'),
    ('FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31;COUNT=3', 'infinity'),
    ('FREQ=YEARLY;BYMONTH=6;BYYEARDAY=1', '2400-01-01'),
    ('FREQ=YEARLY;BYMONTH=6;BYWEEKNO=53;COUNT=2', '2400-01-01'),
    ('FREQ=MONTHLY;BYDAY=6MO', '2400-01-01'),
    ('FREQ=HOURLY;INTERVAL=2;BYHOUR=1,3', '2400-01-01'),
    ('FREQ=MINUTELY;INTERVAL=120;BYHOUR=9;COUNT=1', 'infinity'),
    ('FREQ=SECONDLY;INTERVAL=3600;BYMINUTE=30;COUNT=1', 'infinity'),
    ('FREQ=DAILY;BYSETPOS=2', '2100-01-01'),
    ('FREQ=MINUTELY;BYSETPOS=2', '2025-06-01'),
    ('FREQ=DAILY;COUNT=0', 'infinity')
) as r (rule, to_time);

select is(
    (
        select count(*)
        from sched_engine.rrule_occurrences(r.rule, '1970-01-01 06:00', '2030-01-07', '2030-01-14')
    ),
    r.occurrences,
    format('%s jumps from 1970 to 2030', r.rule)
)
from (values
    ('FREQ=SECONDLY;INTERVAL=7', 86400::bigint),
    ('FREQ=SECONDLY;BYHOUR=9;BYMINUTE=0;BYSECOND=0', 7),
    ('FREQ=MINUTELY;INTERVAL=15', 672),
    ('FREQ=YEARLY;INTERVAL=60;BYMONTH=1;BYMONTHDAY=10', 1)
) as r (rule, occurrences);

select throws_ok(
    $$select *
    from sched_engine.rrule_occurrences('FREQ=SECONDLY', '2025-01-01', '2025-01-01', '2026-01-01')$$,
    'SC012',
    'The recurrence rule is too dense: 31536000 moments to examine between 2025-01-01 00:00:00 and '
    '2026-01-01 00:00:00.',
    'too dense for the window'
);
select throws_ok(
    $$select * from sched_engine.rrule_occurrences('FREQ=SECONDLY;COUNT=5000000', '2025-01-01', '2026-01-01',
        '2027-01-01')$$,
    'SC012',
    null,
    'too long to count'
);
select throws_ok(
    $$select * from sched_engine.rrule_occurrences('FREQ=DAILY', 'infinity', '2026-01-01', '2027-01-01')$$,
    'SC012',
    'A recurrence cannot start at infinity.',
    'a start that is no moment'
);
select * from finish();
rollback;
