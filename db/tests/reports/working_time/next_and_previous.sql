begin;
select plan(16);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 7, '1 06:00-14:00 D', '1 14:00-22:00 A') \g /dev/null
select pg_temp.assign('SITE', 'P', '2025-01-01', '2025-12-31') \g /dev/null
update sched.resources set time_zone = 'UTC' where resource_code = 'SITE';
select pg_temp.stop('M1', 'other', 'Slow', '2025-03-10 18:00Z', '2025-03-17 00:00Z', 40) \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-03-31') \g /dev/null

create function pg_temp.next(p_at timestamptz) returns text language sql as $$
    select format(
        '%s-%s %s %s', to_char(a.start_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
        to_char(a.end_time at time zone 'UTC', 'HH24:MI'), a.shift_code, a.capacity_percent
    )
    from api_v1.next_available(pg_temp.id('M1'), p_at) as a
$$;

create function pg_temp.previous(p_at timestamptz) returns text language sql as $$
    select format(
        '%s-%s %s %s', to_char(a.start_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
        to_char(a.end_time at time zone 'UTC', 'HH24:MI'), a.shift_code, a.capacity_percent
    )
    from api_v1.previous_available(pg_temp.id('M1'), p_at) as a
$$;

-- It works on Mondays, of which 2025-03-10 is one.
select is(pg_temp.next('2025-03-05Z'), '2025-03-10 06:00-14:00 D 100', 'days ahead');
select is(pg_temp.next('2025-03-10 06:00Z'), '2025-03-10 06:00-14:00 D 100', 'at its start it runs');
select is(pg_temp.next('2025-03-10 13:59:59.999999Z'), '2025-03-10 06:00-14:00 D 100', 'from its own start');
select is(pg_temp.next('2025-03-10 14:00Z'), '2025-03-10 14:00-18:00 A 100', 'at its end the next one runs');
select is(pg_temp.next('2025-03-10 19:00Z'), '2025-03-10 18:00-22:00 A 40', 'reduced is operating');
select is(pg_temp.next('2025-03-31 22:00Z'), '2025-04-07 06:00-14:00 D 100', 'beyond what is stored');
select is(pg_temp.next('2019-01-01Z'), '2025-01-06 06:00-14:00 D 100', 'years ahead');
select is(pg_temp.next('2026-01-01Z'), null, 'none any more');

select is(pg_temp.previous('2025-03-05Z'), '2025-03-03 14:00-22:00 A 100', 'days back');
select is(pg_temp.previous('2025-03-10 06:00Z'), '2025-03-10 06:00-14:00 D 100', 'at its start it runs');
select is(
    pg_temp.previous('2025-03-10 05:59:59.999999Z'), '2025-03-03 14:00-22:00 A 100',
    'just before it the last one'
);
select is(pg_temp.previous('2025-03-10 22:00Z'), '2025-03-10 18:00-22:00 A 40', 'just ended');
select is(pg_temp.previous('2025-03-02Z'), '2025-02-24 14:00-22:00 A 100', 'before what is stored');
select is(pg_temp.previous('2032-01-01Z'), '2025-12-29 14:00-22:00 A 100', 'years back');
select is(pg_temp.previous('2025-01-01Z'), null, 'none before');
select is(pg_temp.next('2012-01-01Z'), null, 'nothing within 10 years');

select * from finish();
rollback;
