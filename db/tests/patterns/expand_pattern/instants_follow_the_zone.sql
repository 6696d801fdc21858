begin;
select plan(3);
\ir ../../small_plant.psql

select pg_temp.add_pattern('N', 1, '0 22:00-06:00 N') as id \gset
create function pg_temp.night(p_pattern bigint, p_zone text, p_day date) returns setof text language sql as $$
    select concat_ws(' ', schedule_date, start_time::timestamp, end_time::timestamp, end_time - start_time)
    from sched_engine.expand_pattern(p_pattern, p_zone, p_day, p_day)
$$;
select is(
    pg_temp.night(:id, 'America/New_York', '2025-03-08'),
    '2025-03-08 2025-03-09 03:00:00 2025-03-09 10:00:00 07:00:00', 'the night in which it is set forward'
);
select is(
    pg_temp.night(:id, 'America/New_York', '2025-11-01'),
    '2025-11-01 2025-11-02 02:00:00 2025-11-02 11:00:00 09:00:00', 'the night in which it is set back'
);
select is(
    pg_temp.night(:id, 'Asia/Kathmandu', '2025-03-08'),
    '2025-03-08 2025-03-08 16:15:00 2025-03-09 00:15:00 08:00:00', 'a night like any other'
);

select * from finish();
rollback;
