begin;
select plan(3);
\ir ../../small_plant.psql

create function pg_temp.days(p_pattern bigint, p_from date, p_to date) returns text language sql as $$
    select string_agg(to_char(schedule_date, 'DD Mon'), ', ' order by schedule_date)
    from sched_engine.expand_pattern(p_pattern, 'UTC', p_from, p_to)
$$;

select is(
    pg_temp.days(pg_temp.add_pattern('SUNDAYS', 7, '0 06:00-14:00 D'), '2025-01-05', '2025-01-26'),
    '05 Jan, 12 Jan, 19 Jan, 26 Jan', 'with the default anchor day 0 of a weekly pattern is Sunday'
);
select pg_temp.add_pattern('FORTNIGHT', 14, '13 06:00-14:00 D') as id \gset
update sched.operating_patterns set anchor_date = '2025-01-15' where id = :id;
select is(
    pg_temp.days(:id, '2024-12-25', '2025-02-15'), '31 Dec, 14 Jan, 28 Jan, 11 Feb',
    'dates before the anchor count backwards'
);
select is(pg_temp.days(:id, '2025-01-01', '2025-01-13'), null, 'nothing outside of the dates asked for');

select * from finish();
rollback;
