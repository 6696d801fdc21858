begin;
select plan(6);
\ir ../../small_plant.psql

-- 2025-06-01 is a Sunday.
create view pg_temp.week as
select
    p.pattern_code::text as pattern_code,
    p.weekly_hours,
    x.schedule_date,
    to_char(x.schedule_date, 'Dy') as day,
    concat(x.shift_code, to_char(x.start_time, ' HH24:MI-'), to_char(x.end_time, 'HH24:MI')) as hours,
    x.end_time - x.start_time as duration
from sched.operating_patterns as p
cross join lateral sched_engine.expand_pattern(p.id, 'UTC', '2025-06-01', '2025-06-07') as x
where p.is_system_pattern and p.complexity_level = 'simple' and x.is_operating;

select results_eq(
    'select pattern_code, sum(duration) from pg_temp.week group by 1 order by 1',
    $$values ('24_7', interval '168 hours'), ('DAY_ONLY', '40 hours'), ('EXTENDED', '120 hours'),
        ('TWO_SHIFT', '80 hours')$$,
    'hours per week; the custom pattern is empty'
);
select results_eq(
    $$select pattern_code::text, weekly_hours from sched.operating_patterns
        where is_system_pattern and complexity_level = 'simple' order by pattern_code$$,
    $$values ('24_7', 168.00), ('CUSTOM', 0.00), ('DAY_ONLY', 40.00), ('EXTENDED', 120.00),
        ('TWO_SHIFT', 80.00)$$,
    'which weekly_hours says, too'
);
select results_eq(
    $$select day, string_agg(hours, ', ' order by hours) from pg_temp.week
        where pattern_code = 'TWO_SHIFT' group by schedule_date, day order by schedule_date$$,
    $$select d, 'A 14:00-22:00, D 06:00-14:00' from unnest('{Mon,Tue,Wed,Thu,Fri}'::text[]) as d$$,
    'Two-Shift'
);
select results_eq(
    $$select distinct hours from pg_temp.week where pattern_code = 'DAY_ONLY' order by 1$$,
    array['D 08:00-12:00', 'D 13:00-17:00'],
    'Day-Only has lunch at noon'
);
select results_eq(
    $$select day from pg_temp.week where pattern_code = 'EXTENDED' and hours = 'D 06:00-02:00'
        order by schedule_date$$,
    array['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    'Extended runs until two in the morning'
);
select results_eq(
    $$select count(*), min(duration) from pg_temp.week where pattern_code = '24_7'$$,
    $$values (7::bigint, interval '24 hours')$$,
    '24/7 is one shift a day'
);

select * from finish();
rollback;
