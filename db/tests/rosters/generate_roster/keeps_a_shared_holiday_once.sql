begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-01 00:00+00', true);

-- A hands the night of the 5th to B, who is due for the same one: both are off at their home, and B is not off twice.
update sched.emp_teams set works_holidays = false where team_code = 'RED';
select pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-01-05 Fifth 19:00-22:00');
select pg_temp.change('A', 'swap', '2026-01-05', null, 'B');
select lives_ok(
    $$select sched_engine.generate_roster(null, '2026-01-01', '2026-01-31')$$, 'rosters are generated all the same'
);
select is(
    pg_temp.stored('B', '2026-01-05', '2026-01-05'),
    E'2026-01-05 N 05T17:00-05T20:00 holiday\n2026-01-05 N 05T20:00-06T05:00 scheduled', 'a holiday is there once'
);
select is(
    pg_temp.stored('A', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T17:00-06T05:00 off', 'the one who handed it on is off'
);
-- Somebody of another team has the holiday of the shift.
select pg_temp.change('B', 'swap', '2026-01-09', null, 'C');
select pg_temp.observe('SITE', 2, 'MORE', '2026-01-09 Ninth 19:00-22:00');
set constraints all immediate;
select is(
    pg_temp.stored('C', '2026-01-09', '2026-01-09'),
    E'2026-01-09 N 09T17:00-09T20:00 holiday\n2026-01-09 N 09T20:00-10T05:00 scheduled', 'a holiday that goes with a shift'
);

select * from finish();
rollback;
