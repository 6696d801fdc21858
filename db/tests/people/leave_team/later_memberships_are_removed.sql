begin;
\ir ../../small_team.psql
select plan(4);

insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date) values
(1, 1, '2026-01-01', '2026-06-30'), (1, 1, '2026-09-01', null), (2, 1, '2026-01-01', null);
select is(sched_engine.leave_team(1, '{1}', '2026-05-31'), 1::bigint, 'one person');
select results_eq(
    $$select a.start_date::date, a.end_date::date from sched.emp_team_assignments as a where a.employee_id = 1$$,
    $$values (date '2026-01-01', date '2026-05-31')$$, 'ended, and what would come later is gone'
);
select is(sched_engine.leave_team(1, '{1}', '2026-06-30'), 0::bigint, 'what has ended stays as it is');
select results_eq(
    $$select a.end_date::date from sched.emp_team_assignments as a where a.employee_id = 2$$, 'values (null::date)',
    'others stay'
);

select * from finish();
rollback;
