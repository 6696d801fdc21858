begin;
select plan(2);
\ir ../../small_plant.psql
set local sched.now = '2025-03-10 12:00Z';

select pg_temp.assign('SITE', 'TWO_SHIFT', '2020-01-01', '2025-06-30') as id \gset
select is(
    (select array_agg(s.dates) from sched.stale_dates as s), array[daterange('2025-03-07', '2025-07-03')],
    'a pattern cannot reach shifts that have begun'
);
delete from sched.stale_dates;
select pg_temp.stop('SITE', 'breakdown', 'Jam', '2025-01-10 06:00Z', '2025-01-10 07:00Z') as stop \gset
select is(
    (select array_agg(s.dates) from sched.stale_dates as s), array[daterange('2025-01-07', '2025-01-14')],
    'an exception can'
);

select * from finish();
rollback;
