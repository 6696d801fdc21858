begin;
select plan(20);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 7, '1 08:00-17:00 D', '1 12:00-13:00 break', '2 08:00-17:00 D',
    '2 12:00-13:00 break')
\g /dev/null
select pg_temp.assign('SITE', 'P', '2025-01-01', '2030-12-31') \g /dev/null
update sched.resources set time_zone = 'UTC' where resource_code = 'SITE';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-01-01', '2025-12-31') \g /dev/null

create function pg_temp.add(p_from timestamptz, p_duration interval) returns text language sql as $$
    select to_char(
        api_v1.add_working_time(pg_temp.id('M1'), p_from, p_duration) at time zone 'UTC',
        'Dy YYYY-MM-DD HH24:MI:SS.US'
    )
$$;

-- 2025-03-10 is a Monday: it works Mondays and Tuesdays, 8 hours each.
select is(pg_temp.add('2025-03-10 09:00Z', '2 hours'), 'Mon 2025-03-10 11:00:00.000000', 'within a stretch');
select is(
    pg_temp.add('2025-03-10 09:00Z', '3 hours'), 'Mon 2025-03-10 12:00:00.000000',
    'done when the break begins'
);
select is(pg_temp.add('2025-03-10 09:00Z', '4 hours'), 'Mon 2025-03-10 14:00:00.000000', 'around the break');
select is(pg_temp.add('2025-03-10 09:00Z', '16 hours'), 'Mon 2025-03-17 09:00:00.000000', 'around the week');
select is(
    pg_temp.add('2025-03-13 00:00Z', '1 second'), 'Mon 2025-03-17 08:00:01.000000',
    'from outside of shifts'
);
select is(pg_temp.add('2025-03-13 00:00Z', '0'), 'Thu 2025-03-13 00:00:00.000000', 'nothing is at once');
select is(
    pg_temp.add('2025-03-10 09:00Z', '1 day'), pg_temp.add('2025-03-10 09:00Z', '24 hours'),
    'a day is 24 hours'
);
select is(pg_temp.add('2025-03-10 09:00Z', '0.000001'), 'Mon 2025-03-10 09:00:00.000001', 'a microsecond');
select is(
    pg_temp.add('2025-12-30 16:00Z', '2 hours'), 'Mon 2026-01-05 09:00:00.000000',
    'beyond what is stored'
);
select is(
    pg_temp.add('2025-01-06 08:00Z', '1600 hours'), 'Tue 2026-12-01 17:00:00.000000',
    '200 days of 8 hours'
);

select is(pg_temp.add('2025-03-10 11:00Z', '-2 hours'), 'Mon 2025-03-10 09:00:00.000000', 'back');
select is(
    pg_temp.add('2025-03-10 14:00Z', '-4 hours'), 'Mon 2025-03-10 09:00:00.000000',
    'back around the break'
);
select is(
    pg_temp.add('2025-03-10 13:00Z', '-4 hours'), 'Mon 2025-03-10 08:00:00.000000',
    'back to the start of a shift'
);
select is(
    pg_temp.add('2025-03-17 09:00Z', '-16 hours'), 'Mon 2025-03-10 09:00:00.000000',
    'back around the week'
);

select is_empty($$
    select t
    from generate_series(timestamptz '2025-03-10 08:00Z', '2025-03-11 16:55Z', interval '5 minutes') as t
    cross join unnest('{1 second, 59 minutes, 4 hours, 16 hours, 37:13:11}'::interval[]) as d
    where api_v1.working_time(pg_temp.id('M1'), t, t + interval '1 second') > '0'
        and (
            api_v1.add_working_time(pg_temp.id('M1'), api_v1.add_working_time(pg_temp.id('M1'), t, d),
            -d) <> t
            or api_v1.working_time(pg_temp.id('M1'), t, api_v1.add_working_time(pg_temp.id('M1'), t, d)) <> d
        )
$$, 'there and back, wherever it operates');

select throws_ok(
    $$select pg_temp.add('2025-03-10Z', '100 years')$$, 'SC004', null, 'months and years have no length'
);
select throws_like(
    $$select pg_temp.add('2029-03-10Z', '2000 hours')$$, '%does not work 2000:00:00 within 10 years after%',
    'the pattern ends before that'
);
select throws_like(
    $$select pg_temp.add('2026-03-10Z', '-2000 hours')$$, '%within 10 years before%',
    'nor is there as much before'
);
select throws_ok($$select pg_temp.add('2026-03-10Z', '87673 hours')$$, 'SC004', null, 'more than 10 years');
select throws_ok($$select pg_temp.add('2026-03-10Z', 'infinity')$$, 'SC004', null, 'without end');

select * from finish();
rollback;
