begin;
select plan(4);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 1, '0 00:00-08:00 N', '0 02:00-03:00 break') as id \gset
select results_eq(
    format($$
        select is_operating, start_time::timestamp::text, end_time::timestamp::text
        from sched_engine.expand_pattern(%s, 'America/New_York', '2025-03-09', '2025-03-09')$$, :id),
    $$values (true, '2025-03-09 05:00:00', '2025-03-09 12:00:00')$$,
    'a break that never happens does not split its shift'
);
select pg_temp.add_pattern('Q', 1, '0 02:10-02:50 X', '0 02:50-04:00 Y') as id \gset
select results_eq(
    format($$
        select shift_code, start_time::timestamp::text
        from sched_engine.expand_pattern(%s, 'America/New_York', '2025-03-09', '2025-03-09')$$, :id),
    $$values ('Y', '2025-03-09 07:00:00')$$,
    'nor is there a shift that never happens'
);
select pg_temp.add_pattern('DAY', 1, '0 06:00-14:00 D') as id \gset
select is(
    (select count(*) from sched_engine.expand_pattern(:id, 'Pacific/Apia', '2011-12-30', '2011-12-30')),
    0::bigint,
    'nor a day: Samoa had no 30 December 2011'
);
select is(
    (
        select sum(end_time - start_time)
        from sched_engine.expand_pattern(
            (select p.id from sched.operating_patterns as p where p.pattern_code = '24_7'),
            'Pacific/Apia', '2011-12-29', '2011-12-31'
        )
    ),
    interval '48 hours',
    'and nothing is lost or doubled around it'
);

select * from finish();
rollback;
