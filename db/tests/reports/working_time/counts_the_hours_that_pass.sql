-- 23 and 25 hours where the clock changes, holidays and stops left out, cut exactly at both ends.
begin;
select plan(16);
\ir ../../small_plant.psql

select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null
update sched.resources set time_zone = 'America/New_York' where resource_code = 'SITE';
update sched.resources set time_zone = 'Australia/Lord_Howe' where resource_code = 'M2';
select pg_temp.observe('SITE', 1, 'PLANT', '2025-12-25 Christmas') \g /dev/null
select pg_temp.stop('M1', 'breakdown', 'Fire', '2025-06-10 10:00:10Z', '2025-06-10 11:30:40Z') \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-01-01', '2025-12-31') \g /dev/null

create function pg_temp.wall(p_code text, p_wall timestamp) returns timestamptz language sql as $$
    select sched_engine.wall_to_instant(p_wall, z.time_zone)
    from sched_engine.effective_time_zones(array[pg_temp.id(p_code)]) as z
$$;

create function pg_temp.worked(p_code text, p_from timestamp, p_to timestamp) returns interval
language sql as $$
    select api_v1.working_time(pg_temp.id(p_code), pg_temp.wall(p_code, p_from), pg_temp.wall(p_code, p_to))
$$;

-- M1 is stored, M2 is computed.
select is(pg_temp.worked('M1', '2025-03-09', '2025-03-10'), '23:00:00', 'New York in spring');
select is(pg_temp.worked('M1', '2025-11-02', '2025-11-03'), '25:00:00', 'New York in autumn');
select is(pg_temp.worked('M2', '2025-10-05', '2025-10-06'), '23:30:00', 'Lord Howe in spring');
select is(pg_temp.worked('M2', '2025-04-06', '2025-04-07'), '24:30:00', 'Lord Howe in autumn');
select is(pg_temp.worked('M1', '2025-12-24', '2025-12-27'), '48:00:00', 'over Christmas');
select is(pg_temp.worked('M1', '2025-06-10', '2025-06-11'), '22:29:30', 'a stop of 1:30:30');
select is(pg_temp.worked('M1', '2025-06-10 06:00:05', '2025-06-10 06:00:15'), '00:00:05', 'into a stop');
select is(pg_temp.worked('M1', '2025-06-10 06:30', '2025-06-10 07:00'), '00:00:00', 'inside of a stop');
select is(pg_temp.worked('M1', '2025-06-11', '2025-06-10'), '-22:29:30', 'backwards it is negative');
select is(pg_temp.worked('M1', '2025-06-10', '2025-06-10'), '00:00:00', 'from now to now');
select is(
    api_v1.working_time(
        pg_temp.id('M1'), '2025-06-10 10:00:09.999999Z', '2025-06-10 11:30:40.000002Z'
    ),
    '00:00:00.000003', 'to the microsecond'
);
select is(
    pg_temp.worked('M1', '2024-12-31', '2025-01-02'), '24:00:00',
    'before there is a pattern it is nothing'
);
select is(
    pg_temp.worked('M1', '2025-12-31', '2026-01-02'), '48:00:00',
    'past the end of the stored plan it is computed'
);
select is(
    api_v1.working_time(pg_temp.id('LINE'), '2025-06-10Z', '2025-06-11Z'), '00:00:00',
    'a line is not planned itself'
);

set local timezone to 'Asia/Tokyo';
set local intervalstyle to 'iso_8601';
select is(pg_temp.worked('M1', '2025-03-01', '2025-04-01')::text, 'PT743H', 'hours, not days');
select is(
    (select sum(pg_temp.worked('M1', d, d + interval '1 day'))
    from generate_series(timestamp '2025-01-01', '2025-12-31', interval '1 day') as d),
    pg_temp.worked('M1', '2025-01-01', '2026-01-01'), 'the days add up to the year'
);

select * from finish();
rollback;
