begin;
select plan(6);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.shifts(p_team text, p_from date, p_to date) returns text language sql as $$
    select string_agg(format('%s %s %s-%s', s.schedule_date, s.shift_code,
        to_char(s.start_time at time zone 'UTC', 'DD"T"HH24:MI'), to_char(s.end_time at time zone 'UTC', 'DD"T"HH24:MI')),
        E'\n' order by s.start_time)
    from sched_engine.team_shifts(array[pg_temp.team(p_team)], p_from, p_to) as s
$$;

select is(
    pg_temp.shifts('RED', '2026-01-04', '2026-01-08'),
    E'2026-01-04 D 04T05:00-04T10:00\n2026-01-04 D 04T11:00-04T17:00\n2026-01-05 N 05T17:00-06T05:00\n'
    '2026-01-08 D 08T05:00-08T10:00\n2026-01-08 D 08T11:00-08T17:00',
    'the cycle from its anchor on, in the zone of the home; breaks leave a gap'
);
select is(
    pg_temp.shifts('BLUE', '2026-01-04', '2026-01-08'),
    E'2026-01-06 D 06T05:00-06T10:00\n2026-01-06 D 06T11:00-06T17:00\n2026-01-07 N 07T17:00-08T05:00',
    'two days behind is two days later'
);
update sched.emp_teams set handover_minutes = 15 where team_code = 'RED';
select is(
    pg_temp.shifts('RED', '2026-01-04', '2026-01-05'),
    E'2026-01-04 D 04T05:00-04T10:00\n2026-01-04 D 04T11:00-04T17:15\n2026-01-05 N 05T17:00-06T05:15',
    'the time to hand over comes once, at the end of a shift'
);
update sched.emp_teams set is_active = false where team_code = 'RED';
select is(pg_temp.shifts('RED', '2026-01-04', '2026-01-08'), null, 'a team that is not active has no shifts');

-- 23:00 to 07:30 with a break of 30 minutes, through both changes of the clock.
select pg_temp.add_resource('YORK', 'site', null, 'America/New_York');
select pg_temp.add_pattern('NIGHT', 1, '0 23:00-07:30 N', '0 03:30-04:00 break');
select pg_temp.add_team('OWL', 'NIGHT', 0, 'YORK');
select is(
    (
        select sum(sched_engine.hours(s.start_time, s.end_time))
        from sched_engine.team_shifts(array[pg_temp.team('OWL')], '2026-03-07', '2026-03-07') as s
    ),
    7.0, '7 hours in the night of March'
);
select is(
    (
        select sum(sched_engine.hours(s.start_time, s.end_time))
        from sched_engine.team_shifts(array[pg_temp.team('OWL')], '2026-10-31', '2026-10-31') as s
    ),
    9.0, '9 hours in the night of November'
);

select * from finish();
rollback;
