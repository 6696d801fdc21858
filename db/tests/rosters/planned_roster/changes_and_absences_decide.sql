begin;
select plan(16);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

select is(
    pg_temp.planned('A', '2026-01-04', '2026-01-05'),
    E'2026-01-04 D 04T05:00-04T10:00 scheduled\n2026-01-04 D 04T11:00-04T17:00 scheduled\n'
    '2026-01-05 N 05T17:00-06T05:00 scheduled',
    'the shifts of the team'
);
select pg_temp.absent('A', '2026-01-04 08:00+00', '2026-01-04 12:00+00');
select is(
    pg_temp.planned('A', '2026-01-04', '2026-01-04'),
    E'2026-01-04 D 04T05:00-04T08:00 scheduled\n2026-01-04 D 04T08:00-04T10:00 absent\n'
    '2026-01-04 D 04T11:00-04T12:00 absent\n2026-01-04 D 04T12:00-04T17:00 scheduled',
    'an absence cuts to the minute'
);
select pg_temp.absent('A', '2026-01-05', '2026-01-05');
select is(
    pg_temp.planned('A', '2026-01-05', '2026-01-06'), '2026-01-05 N 05T17:00-06T05:00 absent',
    'an absence of a whole date takes the shift that begins on it, past midnight'
);
update sched.emp_absences set absence_status = 'requested';
select is(
    pg_temp.planned('A', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T17:00-06T05:00 scheduled',
    'one that is only requested cuts nothing'
);

select pg_temp.change('A', 'off', '2026-01-05');
select is(pg_temp.planned('A', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T17:00-06T05:00 off', 'a date off');
select pg_temp.change('B', 'moved', '2026-01-05', 90);
select is(pg_temp.planned('B', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T18:30-06T06:30 scheduled', 'a shift moved');

select pg_temp.change('A', 'swap', '2026-01-08', null, 'C');
select is(
    pg_temp.planned('A', '2026-01-08', '2026-01-08'),
    E'2026-01-08 D 08T05:00-08T10:00 off\n2026-01-08 D 08T11:00-08T17:00 off',
    'a shift that is handed on'
);
-- C has worked the night before, until 05:00.
select is(
    pg_temp.planned('C', '2026-01-07', '2026-01-08'),
    E'2026-01-07 N 07T17:00-08T05:00 scheduled\n2026-01-08 D 08T05:00-08T10:00 scheduled\n'
    '2026-01-08 D 08T11:00-08T17:00 scheduled',
    'is worked by whoever takes it'
);
select pg_temp.absent('A', '2026-01-08', '2026-01-08');
select matches(pg_temp.planned('C', '2026-01-08', '2026-01-08'), 'scheduled', 'the absence of the owner does not matter then');
select pg_temp.absent('C', '2026-01-08', '2026-01-08');
select doesnt_match(pg_temp.planned('C', '2026-01-08', '2026-01-08'), 'scheduled', 'that of the taker does');

select pg_temp.change('B', 'extra', '2026-01-04', p_from => '2026-01-04 10:30+00', p_to => '2026-01-04 20:00+00');
select is(
    pg_temp.planned('B', '2026-01-04', '2026-01-04'),
    E'2026-01-04 D 04T05:00-04T10:00 scheduled\n2026-01-04 - 04T10:30-04T11:00 scheduled\n'
    '2026-01-04 D 04T11:00-04T17:00 scheduled\n2026-01-04 - 04T17:00-04T20:00 scheduled',
    'an extra shift adds what is not worked already'
);
select pg_temp.change('B', 'off', '2026-01-04');
select matches(
    pg_temp.planned('B', '2026-01-04', '2026-01-04'), '2026-01-04 - 04T10:30-04T20:00 scheduled',
    'all of it, where the other shift is off'
);

-- From one team into another.
update sched.emp_team_assignments set end_date = '2026-01-09' where employee_id = pg_temp.person('B');
select pg_temp.join_team('B', 'BLUE', '2026-01-10');
select is(
    pg_temp.planned('B', '2026-01-09', '2026-01-11'),
    E'2026-01-09 N 09T17:00-10T05:00 scheduled\n2026-01-10 D 10T05:00-10T10:00 scheduled\n'
    '2026-01-10 D 10T11:00-10T17:00 scheduled\n2026-01-11 N 11T17:00-12T05:00 scheduled',
    'the business date of a shift says whose it is'
);
update sched.emp_employees set termination_date = '2026-01-10' where employee_number = 'B';
select is(
    pg_temp.planned('B', '2026-01-11', '2026-01-30'), null, 'nobody works after the last date of their employment'
);

select pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-01-05 Fifth', '2026-01-06 Sixth 10:00-12:00');
select matches(pg_temp.planned('A', '2026-01-05', '2026-01-05'), 'off', 'a team works on holidays');
update sched.emp_teams set works_holidays = false where team_code in ('RED', 'BLUE');
select is(
    pg_temp.planned('C', '2026-01-06', '2026-01-06'),
    E'2026-01-06 D 06T05:00-06T08:00 scheduled\n2026-01-06 D 06T08:00-06T10:00 holiday\n'
    '2026-01-06 D 06T11:00-06T17:00 scheduled',
    'unless it is off on them, here for some hours'
);

select * from finish();
rollback;
