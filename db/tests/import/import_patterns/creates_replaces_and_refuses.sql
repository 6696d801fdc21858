begin;
select plan(7);

create temporary table file as
select '[
    {"line": 2, "values": {"pattern_code": "A", "pattern_name": "A", "cycle_days": "7", "cycle_day": "1",
        "start_time": "06:00", "end_time": "14:00", "is_operating": "true", "shift_code": "D"}},
    {"line": 3, "values": {"pattern_code": "B", "pattern_name": "B", "cycle_days": "14", "cycle_day": "9",
        "start_time": "06:00", "end_time": "14:00", "is_operating": "", "shift_code": ""}}
]'::jsonb as rows;
create temporary table changed as
select jsonb_set(f.rows, '{1,values,end_time}', '"15:00"') as rows from file as f;

select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_patterns(f.rows) as i',
    $$values ('A', 1::bigint, 'created'), ('B', 1, 'created')$$, 'several patterns at once'
);
select results_eq(
    'select i.outcome from file as f cross join lateral sched_engine.import_patterns(f.rows) as i',
    $$values ('unchanged'), ('unchanged')$$, 'again: nothing to do'
);
select throws_ok(
    'select sched_engine.import_patterns(c.rows) from changed as c', '23505',
    'There is a pattern B already, and it differs.', 'another pattern of the same code'
);
select results_eq(
    'select i.outcome from changed as c cross join lateral sched_engine.import_patterns(c.rows, true) as i',
    $$values ('unchanged'), ('replaced')$$, 'replaces it when that is asked for'
);
select is(
    (select p.weekly_hours from sched.operating_patterns as p where p.pattern_code = 'B'), 4.50,
    'with its new hours'
);
select throws_ok(
    $$select sched_engine.import_patterns(jsonb_set(f.rows, '{0,values,cycle_days}', '"x"')) from file as f$$,
    'SC009', 'Nothing was imported: 1 problem was found.', 'cells are checked'
);
select throws_ok(
    $$select sched_engine.import_patterns(jsonb_set(f.rows, '{1,values,pattern_code}', '"A"'))
    from file as f$$,
    'SC009', null, 'one pattern has one name and one cycle'
);

select * from finish();
rollback;
