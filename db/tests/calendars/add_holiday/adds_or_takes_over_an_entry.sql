begin;
select plan(5);

select ok(
    sched_engine.add_holiday(
        sched_engine.calendar_id('ZA'), '2026-09-24', 'Heritage Day', null, null, false
    ) > 0,
    'an imported entry is taken over by hand'
);
select results_eq(
    $$select h.source::text, h.affects_scheduling
    from sched.holidays as h
    where h.calendar_id = sched_engine.calendar_id('ZA') and h.holiday_date = '2026-09-24'$$,
    $$values ('manual', false)$$, 'not stored beside it'
);
select throws_ok(
    $$select sched_engine.add_holiday(sched_engine.calendar_id('ZA'), '2026-09-25', 'Half', '12:00')$$,
    'SC004', null, 'a part of a day has two ends'
);
select is(
    sched_engine.remove_holiday(sched_engine.calendar_id('ZA'), '2026-09-24'), 1::bigint,
    'an entry can be removed'
);
select throws_ok(
    $$select sched_engine.remove_holiday(sched_engine.calendar_id('ZA'), '2026-09-24', 'Heritage Day')$$,
    'SC001', null, 'once'
);

select * from finish();
rollback;
