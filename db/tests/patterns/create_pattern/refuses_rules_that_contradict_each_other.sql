begin;
select plan(8);

prepare create_pattern(jsonb, integer) as select sched_engine.create_pattern('P', 'P', $1, $2);

select throws_ok(
    format('execute create_pattern(%L, %s)', t.rules, t.cycle_days), 'SC006', t.message, t.what
)
from (values
    (
        '[{"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"},
        {"cycle_day": 1, "start_time": "13:00", "end_time": "20:00", "shift_code": "A"}]', 7,
        'Pattern P: shift day 1 Mon 13:00-20:00 A overlaps shift day 1 Mon 06:00-14:00 D.',
        'two shifts at once'
    ),
    (
        '[{"cycle_day": 6, "start_time": "22:00", "end_time": "06:00"},
        {"cycle_day": 0, "start_time": "05:59:59", "end_time": "08:00"}]', 7,
        'Pattern P: shift day 0 Sun 05:59-08:00 overlaps shift day 6 Sat 22:00-06:00.',
        'around the end of the cycle'
    ),
    (
        '[{"cycle_day": 0, "start_time": "08:00", "end_time": "08:00"},
        {"cycle_day": 0, "start_time": "20:00", "end_time": "21:00"}]', 1,
        'Pattern P: shift day 0 20:00-21:00 overlaps shift day 0 08:00-08:00.',
        'equal times are 24 hours'
    ),
    (
        '[{"cycle_day": 1, "start_time": "22:00", "end_time": "06:00"},
        {"cycle_day": 1, "start_time": "02:00", "end_time": "02:30", "is_operating": false}]', 7,
        'Pattern P: break day 1 Mon 02:00-02:30 lies in no shift.',
        'a break on the wrong day'
    ),
    (
        '[{"cycle_day": 7, "start_time": "06:00", "end_time": "14:00"}]', 7,
        'Pattern P: day 7 Sun 06:00-14:00 is not a day and two times of this cycle.',
        'a day outside of the cycle'
    ),
    (
        '[{"cycle_day": 0, "start_time": "24:00", "end_time": "06:00"}]', 7,
        'Pattern P: day 0 Sun 24:00-06:00 is not a day and two times of this cycle.',
        'a start at the end of the day'
    ),
    ('[]', 0, 'Pattern P: a cycle of 0 days is not possible.', 'no cycle')
) as t (rules, cycle_days, message, what);

select is_empty(
    $$select from sched.operating_patterns as p where p.pattern_code = 'P'$$,
    'nothing is left of a refused pattern'
);

select * from finish();
rollback;
