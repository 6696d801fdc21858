begin;
\ir ../../small_team.psql
select plan(8);

create function pg_temp.absence(p_id bigint) returns text language sql as $$
    select concat_ws(' ', a.start_date, a.end_date, a.start_time at time zone 'UTC', a.end_time at time zone 'UTC')
    from sched.emp_absences as a where a.id = p_id
$$;

select is(pg_temp.absence(sched_engine.add_absence(1, '2026-12-24')), '2026-12-24 2026-12-24', 'one date');
select is(
    pg_temp.absence(sched_engine.add_absence(1, '2027-01-04', '2027-01-08')), '2027-01-04 2027-01-08', 'dates'
);
select is(
    pg_temp.absence(sched_engine.add_absence(1, '2027-02-01 10:00', '2027-02-01 12:30')),
    '2027-02-01 15:00:00 2027-02-01 17:30:00', 'by the clock of the person'
);
select sched_engine.assign_team(1, '{1}', '2027-03-01');
select is(
    pg_temp.absence(sched_engine.add_absence(1, '2027-03-02 10:00', '2027-03-02 12:30')),
    '2027-03-02 08:00:00 2027-03-02 10:30:00', 'which is that of the team on that day'
);
select is(
    pg_temp.absence(sched_engine.add_absence(1, '2027-03-03 10:00+00', '2027-03-03 12:30Z')),
    '2027-03-03 10:00:00 2027-03-03 12:30:00', 'or with an offset'
);
select throws_ok($$select sched_engine.add_absence(1, 'soon')$$, 'SC004', null, 'neither');
select throws_ok($$select sched_engine.add_absence(1, '2027-05-01 10:00')$$, 'SC004', null, 'a time without an end');
select throws_ok(
    $$select sched_engine.add_absence(1, '2027-05-01', '2027-05-02 10:00')$$, 'SC004', null, 'a date and a time'
);

select * from finish();
rollback;
