begin;
select plan(8);

prepare import_calendar(jsonb, integer[]) as
select * from sched_engine.import_calendar('XX', 'Nowhere', 'XX', null, $1, $2);

select results_eq(
    $$execute import_calendar('[
        {"holiday_date": "2026-01-01", "holiday_name": "New Year"},
        {"holiday_date": "2026-05-01", "holiday_name": "Labour Day"},
        {"holiday_date": "2027-01-01", "holiday_name": "New Year"}
    ]', '{2026,2027}')$$,
    'values (3::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint)', 'a new calendar'
);
create temporary table before as
select h.id, h.holiday_date, h.holiday_name
from sched.holidays as h
where h.calendar_id = sched_engine.calendar_id('XX');
select sched_engine.add_holiday(
    sched_engine.calendar_id('XX'), '2026-05-01', 'Labour Day', null, null, false
);
select sched_engine.add_holiday(sched_engine.calendar_id('XX'), '2026-12-24', 'Closed');

select results_eq(
    $$execute import_calendar('[
        {"holiday_date": "2026-01-01", "holiday_name": "New Year"},
        {"holiday_date": "2026-05-01", "holiday_name": "Labour Day"},
        {"holiday_date": "2026-06-01", "holiday_name": "Queen"}
    ]', '{2026}')$$,
    'values (1::bigint, 0::bigint, 0::bigint, 1::bigint, 2::bigint)',
    'one is new, one the same, two are by hand'
);
select results_eq(
    $$select b.holiday_name::text, h.source::text, h.affects_scheduling
    from before as b
    inner join sched.holidays as h on h.id = b.id
    order by h.holiday_date$$,
    $$values
    ('New Year', 'imported', true), ('Labour Day', 'manual', false), ('New Year', 'imported', true)$$,
    'entries that stay keep their ids; changes by hand stay; so does 2027'
);
select results_eq(
    $$execute import_calendar(
        '[{"holiday_date": "2026-01-02", "holiday_name": "New Year"}]', '{2026,2027}'
    )$$,
    'values (1::bigint, 0::bigint, 3::bigint, 0::bigint, 2::bigint)', 'what is no longer there goes'
);
select results_eq(
    $$execute import_calendar(
        '[{"holiday_date": "2026-01-02", "holiday_name": "New Year", "start_time": "12:00",
        "end_time": "24:00"}]', null
    )$$,
    'values (0::bigint, 1::bigint, 0::bigint, 0::bigint, 2::bigint)', 'times may change'
);
select results_eq(
    $$execute import_calendar(
        '[{"holiday_date": "2026-01-02", "holiday_name": "New Year", "start_time": "12:00",
        "end_time": "24:00"}]', null
    )$$,
    'values (0::bigint, 0::bigint, 0::bigint, 1::bigint, 2::bigint)', 'again: nothing to do'
);
select set_eq(
    $$select h.holiday_date::date, h.holiday_name::text
    from sched.holidays as h
    where h.calendar_id = sched_engine.calendar_id('XX')$$,
    $$values (date '2026-01-02', 'New Year'), ('2026-05-01', 'Labour Day'), ('2026-12-24', 'Closed')$$,
    'this is what is left'
);
select throws_ok(
    $$select sched_engine.calendar_id('YY')$$, 'SC001', 'There is no holiday calendar YY.',
    'an unknown code is an error'
);

select * from finish();
rollback;
