begin;
select plan(2);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select pg_temp.add_resource('YORK', 'site', null, 'America/New_York');
select pg_temp.add_pattern('NIGHT', 1, '0 23:00-07:30 N', '0 03:30-04:00 break');
select pg_temp.add_team('OWL', 'NIGHT', 0, 'YORK');
select pg_temp.add_person('O', 'OWL');
select pg_temp.absent('O', '2026-03-10', '2026-03-10');
select count(*) from sched_engine.generate_roster(array[pg_temp.person('O')], '2026-03-01', '2026-11-30');

select results_eq(
    $$select h.schedule_date, h.scheduled_hours, h.absent_hours
        from sched_engine.roster_hours(array[pg_temp.person('O')], '2026-03-06', '2026-03-10') as h order by 1$$,
    $$values
        (date '2026-03-06', 8.0, 0.0), ('2026-03-07', 7.0, 0.0), ('2026-03-08', 8.0, 0.0), ('2026-03-09', 8.0, 0.0),
        ('2026-03-10', 0.0, 8.0)$$,
    'a night of 7 hours when the clock goes forward, on the date on which it begins'
);
select results_eq(
    $$select h.schedule_date, h.scheduled_hours
        from sched_engine.roster_hours(array[pg_temp.person('O')], '2026-10-30', '2026-11-01') as h order by 1$$,
    $$values (date '2026-10-30', 8.0), ('2026-10-31', 9.0), ('2026-11-01', 8.0)$$, 'one of 9 when it goes back'
);

select * from finish();
rollback;
