begin;
select plan(4);
\ir ../../small_plant.psql

select pg_temp.add_pattern('DAYS', 1, '0 08:00-16:00 D') as pattern \gset
select pg_temp.assign('SITE', 'DAYS', '2030-01-01') as assignment \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-12-02 08:00+00', '2030-12-02 09:00+00', 'weekly',
    p_recurrence_rule => 'FREQ=WEEKLY'
) as weekly \gset
create function pg_temp.stops() returns setof date language sql as $$
    select schedule_date from sched_engine.planned_segments(array[pg_temp.id('M1')], '2030-12-01', '2030-12-31')
    where schedule_status = 'maintenance' order by 1
$$;

select is((select count(*) from pg_temp.stops()), 5::bigint, 'five Mondays');
select lives_ok(format('select sched_engine.cancel_occurrence(%s, %L)', :weekly, '2030-12-16 08:00+00'), 'not on the 16th');
select results_eq(
    'select * from pg_temp.stops()',
    $$values (date '2030-12-02'), ('2030-12-09'), ('2030-12-23'), ('2030-12-30')$$,
    'the others stay'
);
select throws_ok(
    format('select sched_engine.cancel_occurrence(%s, %L)', :weekly, '2030-12-17 08:00+00'),
    'SC001', null, 'it does not happen on the 17th'
);

select * from finish();
rollback;
