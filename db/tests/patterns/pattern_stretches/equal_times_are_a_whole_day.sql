begin;
select plan(2);
\ir ../../small_plant.psql

select results_eq(
    format(
        'select start_second, end_second from sched_engine.pattern_stretches(%s)',
        pg_temp.add_pattern('C', 1, '0 07:00-07:00 C')
    ),
    'values (25200, 111600)',
    '07:00 to 07:00 is 24 hours'
);
select results_eq(
    $$select s.start_second, s.end_second
        from sched.operating_patterns as p
        cross join lateral sched_engine.pattern_stretches(p.id) as s
        where p.pattern_code = '24_7' and s.cycle_day = 3$$,
    'values (0, 86400)',
    'and so is 00:00 to 24:00'
);

select * from finish();
rollback;
