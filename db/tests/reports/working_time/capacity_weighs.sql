begin;
select plan(10);
\ir ../../small_plant.psql

select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null
select pg_temp.stop('M1', 'other', 'Half', '2025-03-10 00:00Z', '2025-03-11 00:00Z', 50) \g /dev/null
select pg_temp.stop('M1', 'other', 'Third', '2025-03-12 00:00Z', '2025-03-13 00:00Z', 33) \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-03-31') \g /dev/null

create function pg_temp.worked(p_from timestamptz, p_to timestamptz, p_weighted boolean) returns interval
language sql as $$
    select api_v1.working_time(pg_temp.id('M1'), p_from, p_to, p_weighted)
$$;

create function pg_temp.add(p_from timestamptz, p_duration interval) returns timestamptz language sql as $$
    select api_v1.add_working_time(pg_temp.id('M1'), p_from, p_duration, true)
$$;

select is(pg_temp.worked('2025-03-09Z', '2025-03-12Z', false), '72:00:00', 'elapsed');
select is(pg_temp.worked('2025-03-09Z', '2025-03-12Z', true), '60:00:00', 'weighted');
select is(pg_temp.worked('2025-03-09Z', '2025-03-12Z', null), '72:00:00', 'null is not weighted');
select is(pg_temp.add('2025-03-10 01:00Z', '1 hour'), '2025-03-10 03:00Z'::timestamptz, 'an hour takes two');
select is(
    pg_temp.add('2025-03-10 23:00Z', '1 hour'), '2025-03-11 00:30Z'::timestamptz,
    'half of it at full capacity'
);
select is(pg_temp.add('2025-03-10 03:00Z', '-1 hour'), '2025-03-10 01:00Z'::timestamptz, 'back');
select is(
    pg_temp.add('2025-03-12 00:00Z', '1 hour'), '2025-03-12 03:01:49.090909Z'::timestamptz,
    'a third is rounded'
);
select is(
    pg_temp.worked('2025-03-12 00:00Z', '2025-03-12 03:01:49.090909Z', true), '01:00:00',
    'and is an hour again'
);
select is(
    api_v1.add_working_time(pg_temp.id('M1'), '2025-03-10 01:00Z', '1 hour'),
    '2025-03-10 02:00Z'::timestamptz,
    'not weighted unless asked'
);
select is_empty($$
    select d from generate_series(1, 50) as i
    cross join lateral (select make_interval(mins => 37 * i, secs => i / 7.0)) as l (d)
    where pg_temp.worked('2025-03-09 22:00Z', pg_temp.add('2025-03-09 22:00Z', d), true) <> d
$$, 'what is added has been worked');

select * from finish();
rollback;
