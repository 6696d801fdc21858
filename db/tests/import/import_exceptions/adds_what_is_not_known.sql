begin;
select plan(6);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'Africa/Johannesburg');
create temporary table file as
select '[
    {"line": 2, "values": {"resource_code": "E", "exception_type": "maintenance", "impact_type": "",
        "start_local": "2026-12-01T10:00", "end_local": "2026-12-01T12:00", "description": "Belt"}},
    {"line": 3, "values": {"resource_code": "E", "exception_type": "breakdown", "impact_type": "reduced",
        "capacity_percent": "50", "start_local": "2026-12-02", "end_local": "", "description": "Gearbox"}}
]'::jsonb as rows;

select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_exceptions(f.rows) as i',
    'values (2::bigint, 0::bigint)', 'two are new'
);
select results_eq(
    $$select e.start_datetime::timestamptz, e.end_datetime::timestamptz, e.capacity_percent::integer
    from sched.schedule_exceptions as e
    order by e.id$$,
    $$values
    (timestamptz '2026-12-01 08:00+00', timestamptz '2026-12-01 10:00+00', null),
    ('2026-12-01 22:00+00', null, 50)$$,
    'times are local ones'
);
select ok(bool_and(sched_engine.cancel_exception(e.id)), 'cancelled') from sched.schedule_exceptions as e;
select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_exceptions(f.rows) as i',
    'values (0::bigint, 2::bigint)', 'what was cancelled does not come back'
);
select throws_ok(
    $$select sched_engine.import_exceptions(f.rows || '[
        {"line": 4, "values": {"resource_code": "X", "exception_type": "other", "start_local": "2026-12-01",
            "description": "Unknown resource"}},
        {"line": 5, "values": {"resource_code": "E", "exception_type": "repair", "start_local": "2026-12-01",
            "description": "Unknown type"}},
        {"line": 6, "values": {"resource_code": "E", "exception_type": "other", "start_local": "soon",
            "description": "No time"}},
        {"line": 7, "values": {"resource_code": "E", "exception_type": "other", "start_local": "2026-12-02",
            "end_local": "2026-12-01", "description": "Backwards"}}
    ]') from file as f$$,
    'SC009', 'Nothing was imported: 4 problems were found.', 'every wrong row is counted'
);
select is((select count(*) from sched.schedule_exceptions), 2::bigint, 'and none is imported');

select * from finish();
rollback;
