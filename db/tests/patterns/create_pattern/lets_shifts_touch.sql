begin;
select plan(2);

select lives_ok(
    $$select sched_engine.create_pattern('ROUND', 'Round the clock', '[
        {"cycle_day": 0, "start_time": "06:00", "end_time": "18:00", "shift_code": "D"},
        {"cycle_day": 0, "start_time": "18:00", "end_time": "06:00", "shift_code": "N"}
    ]', 1)$$,
    'a cycle may be full, its last shift ending where the first one starts'
);
select is(
    (select p.weekly_hours from sched.operating_patterns as p where p.pattern_code = 'ROUND'), 168.00,
    '168 hours'
);

select * from finish();
rollback;
