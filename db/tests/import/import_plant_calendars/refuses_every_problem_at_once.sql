begin;
select plan(3);

select throws_ok(
    $$select sched_engine.import_plant_calendars('[
        {"line": 2, "values": {"calendar_code": "P", "calendar_name": "Plant", "holiday_date": "2026-01-02",
            "holiday_name": "Bridge"}},
        {"line": 3, "values": {"calendar_code": "P", "calendar_name": "Works", "holiday_date": "2026-02-30",
            "holiday_name": ""}},
        {"line": 4, "values": {"calendar_code": "P", "calendar_name": "Plant", "holiday_date": "2026-01-02",
            "holiday_name": "Bridge", "affects_scheduling": "maybe"}},
        {"line": 5, "values": {"calendar_code": "ZA", "calendar_name": "South Africa", "country_code": "za",
            "holiday_date": "2026-01-02", "holiday_name": "Bridge"}}
    ]')$$,
    'SC009', 'Nothing was imported: 7 problems were found.', 'seven problems in four rows'
);
select results_eq(
    $$select i.* from sched_engine.import_plant_calendars('[
        {"line": 2, "values": {"calendar_code": "NONE", "calendar_name": "No holidays", "holiday_date": ""}},
        {"line": 3, "values": {"calendar_code": "P", "calendar_name": "Plant", "holiday_date": "2026-12-16",
            "holiday_name": "Worked", "affects_scheduling": "false"}}
    ]') as i$$,
    $$values
    ('NONE', 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint), ('P', 1::bigint, 0, 0, 0, 0)$$,
    'a row without a date makes an empty calendar'
);
select results_eq(
    $$select h.affects_scheduling, h.source::text
    from sched.holidays as h
    where h.calendar_id = sched_engine.calendar_id('P')$$,
    $$values (false, 'imported')$$, 'a working day'
);

select * from finish();
rollback;
