begin;
\ir ../../small_team.psql
select plan(6);

create function pg_temp.memberships() returns text language sql as $$
    select string_agg(concat_ws(' ', a.employee_id, a.team_id, a.start_date, a.end_date, a.is_primary), ', '
        order by a.employee_id, a.start_date, a.team_id)
    from sched.emp_team_assignments as a
$$;

select sched_engine.assign_team(1, '{1,2}', '2026-01-01');
select sched_engine.assign_team(2, '{1}', '2026-03-01');
select is(
    pg_temp.memberships(), '1 1 2026-01-01 2026-02-28 t, 1 2 2026-03-01 t, 2 1 2026-01-01 t',
    'the day before'
);
select sched_engine.assign_team(1, '{1}', '2026-03-01', '2026-03-31');
select is(
    pg_temp.memberships(), '1 1 2026-01-01 2026-02-28 t, 1 1 2026-03-01 2026-03-31 t, 2 1 2026-01-01 t',
    'one of the same day is replaced'
);
select throws_ok(
    $$select sched_engine.assign_team(2, '{1}', '2026-02-01')$$, 'SC022',
    'Employee 1 is in team A from 2026-03-01 to 2026-03-31 already.', 'a later one is in the way'
);
select sched_engine.assign_team(2, '{1}', '2026-02-01', '2026-02-28');
select is(
    pg_temp.memberships(),
    '1 1 2026-01-01 2026-01-31 t, 1 2 2026-02-01 2026-02-28 t, 1 1 2026-03-01 2026-03-31 t, 2 1 2026-01-01 t',
    'not when the new one ends before it'
);
select sched_engine.assign_team(2, '{2}', '2026-02-01', null, false);
select matches(pg_temp.memberships(), '2 1 2026-01-01 t, 2 2 2026-02-01 f', 'a stand-in keeps the primary team');
select throws_ok(
    $$select sched_engine.assign_team(2, '{1}', '2026-02-01', '2026-01-01')$$, 'SC004', null, 'backwards'
);

select * from finish();
rollback;
