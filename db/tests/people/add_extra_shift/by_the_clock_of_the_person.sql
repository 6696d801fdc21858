begin;
\ir ../../small_team.psql
select plan(3);

select sched_engine.add_extra_shift(1, '2027-01-09 22:00', '2027-01-10 06:00', 'N');
select results_eq(
    $$select c.schedule_date::date, c.start_time::timestamptz, c.end_time::timestamptz, c.shift_code
    from sched.emp_roster_changes as c$$,
    $$values (date '2027-01-09', timestamptz '2027-01-10 03:00+00', timestamptz '2027-01-10 11:00+00', 'N')$$,
    'it counts for the date on which it begins'
);
select throws_ok(
    $$select sched_engine.add_extra_shift(1, '2027-01-09 22:00', '06:00')$$, 'SC004', null, 'a time has a date'
);
select throws_ok(
    $$select sched_engine.add_extra_shift(1, '2027-01-09 22:00', '2027-01-09 06:00')$$, 'SC023', null, 'backwards'
);

select * from finish();
rollback;
