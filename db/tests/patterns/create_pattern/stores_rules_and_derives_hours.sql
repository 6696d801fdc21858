begin;
select plan(4);

select sched_engine.create_pattern('NIGHTS', 'Nights', '[
    {"cycle_day": 0, "start_time": "22:00", "end_time": "06:00", "shift_code": "N"},
    {"cycle_day": 1, "start_time": "02:00", "end_time": "02:30", "is_operating": false},
    {"cycle_day": 6, "start_time": "00:00", "end_time": "24:00", "is_operating": true, "shift_code": ""}
]');

select results_eq(
    $$select r.cycle_day, r.start_time, r.end_time, r.is_operating, r.shift_code
    from sched.pattern_rules as r
    where r.pattern_id = sched_engine.pattern_id('NIGHTS')
    order by r.cycle_day$$,
    $$values
    (0, time '22:00', time '06:00', true, 'N'),
    (1, '02:00', '02:30', false, null),
    (6, '00:00', '24:00', true, null)$$,
    'the rules are as given; an empty shift code is none'
);
select results_eq(
    $$select p.cycle_days, p.anchor_date::date, p.weekly_hours, p.is_system_pattern, p.pattern_type::text
    from sched.operating_patterns as p
    where p.pattern_code = 'NIGHTS'$$,
    $$values (7, date '2000-01-02', 31.50, false, 'custom')$$,
    'the hours follow from the rules: 8 + 24 less the break of half an hour'
);
select throws_ok(
    $$select sched_engine.create_pattern('NIGHTS', 'Again', '[]')$$, '23505',
    'There is a pattern NIGHTS already.', 'a code is used once'
);
select throws_ok(
    $$select sched_engine.pattern_id('NIGTHS')$$, 'SC001', 'There is no pattern NIGTHS.',
    'an unknown code is an error'
);

select * from finish();
rollback;
