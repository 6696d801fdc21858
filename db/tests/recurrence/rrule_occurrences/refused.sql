-- A bad rule is refused with SC012, naming the part, its value and what is allowed.
begin;
select plan(43);

create function pg_temp.refusal(p_rule text)
returns text
language plpgsql
as $$
declare
    v_hint text;
begin
    perform sched_engine.check_rrule(p_rule);
    return 'allowed';
exception when sqlstate 'SC012' then
    get stacked diagnostics v_hint = pg_exception_hint;
    return sqlerrm || ' ' || v_hint;
end
$$;

select matches(pg_temp.refusal(r.rule), r.message, left(r.rule, 80))
from (values
    ('', 'no part FREQ.* FREQ takes SECONDLY, MINUTELY'),
    ('INTERVAL=2', 'no part FREQ'),
    ('FREQ=DAILY;', 'a part without a name'),
    ('DAILY', 'there is no part DAILY'),
    ('DTSTART:20250101T000000 RRULE:FREQ=DAILY', 'there is no part DTSTART'),
    ('FREQ=DAILY;BYEASTER=0', 'part BYEASTER=0: there is no part BYEASTER.* Parts are FREQ, INTERVAL'),
    ('FREQ=DAILY;INTERVAL=2;INTERVAL=2', 'part INTERVAL=2 is a second INTERVAL'),
    ('FREQ=FORTNIGHTLY', 'FREQ=FORTNIGHTLY: this value is not allowed.* FREQ takes SECONDLY'),
    ('FREQ=DAILY,WEEKLY', 'FREQ=DAILY,WEEKLY: this value'),
    ('FREQ=DAILY;INTERVAL=0', 'INTERVAL=0: this value is not allowed.* INTERVAL takes a whole number from 1'),
    ('FREQ=DAILY;INTERVAL=-1', 'INTERVAL=-1'),
    ('FREQ=DAILY;INTERVAL=1.5', 'INTERVAL=1.5'),
    ('FREQ=DAILY;INTERVAL=99999999999999999999', 'INTERVAL=9+: this value'),
    ('FREQ=DAILY;COUNT=', 'COUNT=: this value'),
    ('FREQ=DAILY;COUNT=0', 'COUNT=0 never happens'),
    ('FREQ=DAILY;UNTIL=2025-12-31', 'UNTIL=2025-12-31: .* UNTIL takes a date \(20301231\)'),
    ('FREQ=DAILY;UNTIL=20250230', 'UNTIL=20250230: this value'),
    ('FREQ=DAILY;UNTIL=20251231T250000', 'UNTIL=20251231T250000: this value'),
    ('FREQ=WEEKLY;WKST=1', 'WKST=1: .* WKST takes MO, TU'),
    ('FREQ=DAILY;BYSECOND=61', 'BYSECOND=61: .* numbers from 0 to 60'),
    ('FREQ=DAILY;BYMINUTE=60', 'BYMINUTE=60: .* numbers from 0 to 59'),
    ('FREQ=DAILY;BYHOUR=24', 'BYHOUR=24: .* numbers from 0 to 23'),
    ('FREQ=DAILY;BYHOUR=9,', 'BYHOUR=9,: this value'),
    ('FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY=0: .* numbers from 1 to 31 or -31 to -1'),
    ('FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY=367: .* numbers from 1 to 366 or -366 to -1'),
    ('FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO=54: .* numbers from 1 to 53'),
    ('FREQ=YEARLY;BYMONTH=1,13', 'BYMONTH=1,13: .* numbers from 1 to 12'),
    ('FREQ=YEARLY;BYMONTH=-1', 'BYMONTH=-1'),
    ('FREQ=MONTHLY;BYDAY=0MO', 'BYDAY=0MO: .* BYDAY takes MO, TU'),
    ('FREQ=MONTHLY;BYDAY=MONDAY', 'BYDAY=MONDAY'),
    ('FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367', 'BYSETPOS=367'),
    ('FREQ=DAILY;COUNT=3;UNTIL=20251231', 'COUNT=3 is not allowed beside UNTIL'),
    ('FREQ=WEEKLY;BYDAY=1MO', 'BYDAY=1MO has numbers, which FREQ=WEEKLY does not allow'),
    ('FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'BYDAY=1MO has numbers, which BYWEEKNO does not allow'),
    ('FREQ=MONTHLY;BYWEEKNO=20', 'BYWEEKNO=20 is not allowed with FREQ=MONTHLY'),
    ('FREQ=DAILY;BYYEARDAY=20', 'BYYEARDAY=20 is not allowed with FREQ=DAILY'),
    ('FREQ=WEEKLY;BYMONTHDAY=1,-1', 'BYMONTHDAY=1,-1 is not allowed with FREQ=WEEKLY'),
    ('FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS=1 has nothing to choose from'),
    ('FREQ=DAILY;COUNT=100001', 'COUNT=100001 is too long to count.* at most 100000, or .* UNTIL'),
    ('FREQ=SECONDLY', 'too dense: up to 86400 moments a day.* At most 100 a day on average'),
    ('FREQ=MINUTELY;INTERVAL=14', 'too dense: up to 103 moments a day'),
    ('FREQ=SECONDLY;BYSETPOS=2;BYSECOND=0,1;COUNT=1', 'too dense'),
    ('FREQ=DAILY;BYSECOND=' || repeat('0,', 500) || '0', 'has 1021 characters. At most 1000')
) as r (rule, message);
select * from finish();
rollback;
