begin;
select plan(6);

select sched_engine.create_pattern('P', 'P', '[
    {"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"},
    {"cycle_day": 1, "start_time": "09:00", "end_time": "09:15", "is_operating": false}
]');
create temporary table before as
select r.id from sched.pattern_rules as r where r.pattern_id = sched_engine.pattern_id('P');

select is(
    sched_engine.replace_pattern_rules(sched_engine.pattern_id('P'), '[
        {"cycle_day": 1, "start_time": "09:00", "end_time": "09:15", "is_operating": false},
        {"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "is_operating": true, "shift_code": "D"}
    ]', 7),
    false, 'the same rules in another order'
);
select set_eq(
    $$select r.id from sched.pattern_rules as r where r.pattern_id = sched_engine.pattern_id('P')$$,
    'select id from before', 'are left alone'
);
select is(
    sched_engine.replace_pattern_rules(
        sched_engine.pattern_id('P'), '[{"cycle_day": 9, "start_time": "06:00", "end_time": "12:00"}]', 14
    ),
    true, 'another cycle and another rule'
);
select results_eq(
    $$select p.cycle_days, p.weekly_hours, r.cycle_day
    from sched.operating_patterns as p
    inner join sched.pattern_rules as r on r.pattern_id = p.id
    where p.pattern_code = 'P'$$,
    'values (14, 3.00, 9)', 'replace those there were'
);
select throws_ok(
    $$select sched_engine.replace_pattern_rules(sched_engine.pattern_id('24_7'), '[]', 7)$$,
    'SC007', null, 'built-in patterns cannot be changed'
);
select is(
    sched_engine.replace_pattern_rules(sched_engine.pattern_id('CUSTOM'), '[]', 7), false,
    'unless nothing changes'
);

select * from finish();
rollback;
