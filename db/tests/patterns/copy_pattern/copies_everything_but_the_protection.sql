begin;
select plan(5);

select sched_engine.copy_pattern(sched_engine.pattern_id('DAY_ONLY'), 'OFFICE');

select results_eq(
    $$select p.pattern_name, p.pattern_type::text, p.weekly_hours, p.is_system_pattern
    from sched.operating_patterns as p
    where p.pattern_code = 'OFFICE'$$,
    $$values ('Day-Only (copy)'::sched.title, 'day_only', 40.00, false)$$, 'the copy is not built in'
);
select set_eq(
    $$select r.cycle_day, r.start_time, r.end_time, r.is_operating, r.shift_code
    from sched.pattern_rules as r
    where r.pattern_id = sched_engine.pattern_id('OFFICE')$$,
    $$select r.cycle_day, r.start_time, r.end_time, r.is_operating, r.shift_code
    from sched.pattern_rules as r
    where r.pattern_id = sched_engine.pattern_id('DAY_ONLY')$$,
    'it has the same rules'
);
select lives_ok(
    $$select sched_engine.replace_pattern_rules(
        sched_engine.pattern_id('OFFICE'), '[{"cycle_day": 1, "start_time": "09:00", "end_time": "17:00"}]', 7
    )$$,
    'and can be changed'
);
select throws_ok(
    $$select sched_engine.copy_pattern(sched_engine.pattern_id('24_7'), 'OFFICE')$$, '23505', null,
    'not over a pattern that exists'
);
select throws_ok(
    $$select sched_engine.copy_pattern(-1, 'X')$$, 'SC001', 'There is no pattern with the id -1.',
    'nor of none'
);

select * from finish();
rollback;
