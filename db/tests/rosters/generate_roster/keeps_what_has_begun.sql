begin;
select plan(11);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-05 20:00+00', true);

select results_eq(
    $$select employees, inserted, updated, deleted, unchanged from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31')$$,
    $$values (3, 68::bigint, 0::bigint, 0::bigint, 0::bigint)$$, 'generated once'
);
select results_eq(
    $$select employees, inserted, updated, deleted, unchanged from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31')$$,
    $$values (3, 0::bigint, 0::bigint, 0::bigint, 68::bigint)$$, 'and then there is nothing to do'
);

-- The night of the 5th runs.
update sched.emp_teams set cycle_offset_days = 1 where team_code = 'RED';
set constraints all immediate;
set constraints all deferred;
select is(
    pg_temp.stored('A', '2026-01-05', '2026-01-06'),
    E'2026-01-05 N 05T17:00-06T05:00 scheduled\n2026-01-06 N 06T17:00-07T05:00 scheduled',
    'a night that has begun is finished; the team runs a day later from then on'
);
select is(
    (select count(*) from sched.emp_schedules where employee_id = pg_temp.person('A') and schedule_date < '2026-01-05'),
    3::bigint, 'what has passed is not rewritten'
);
select pg_temp.absent('A', '2026-01-05 22:00+00', '2026-01-06 12:00+00');
set constraints all immediate;
set constraints all deferred;
select is(
    pg_temp.stored('A', '2026-01-05', '2026-01-05'),
    E'2026-01-05 N 05T17:00-05T22:00 scheduled\n2026-01-05 N 05T22:00-06T05:00 absent',
    'somebody falls ill in the middle of a night'
);
select pg_temp.absent('A', '2026-01-04', '2026-01-04');
select pg_temp.change('B', 'swap', '2026-01-05', null, 'C');
set constraints all immediate;
set constraints all deferred;
select matches(pg_temp.stored('A', '2026-01-04', '2026-01-04'), '^(.* absent\n?)+$', 'an absence is told afterwards');
select is(
    pg_temp.stored('C', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T17:00-06T05:00 scheduled',
    'and that somebody else has come, by the shift as it was planned'
);
delete from sched.emp_roster_changes;
delete from sched.emp_absences;
set constraints all immediate;
set constraints all deferred;
select is(
    pg_temp.stored('A', '2026-01-05', '2026-01-05'), '2026-01-05 N 05T17:00-06T05:00 scheduled',
    'what had begun comes back as it was'
);
select results_eq(
    $$select updated + inserted + deleted from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31')$$,
    array[0::bigint], 'a regeneration has nothing to add'
);
update sched.system_configuration set config_value = '2026-01-10' where config_key = 'period_lock_date';
select pg_temp.absent('A', '2026-01-01', '2026-01-31');
set constraints all immediate;
select doesnt_match(pg_temp.stored('A', '2026-01-01', '2026-01-10'), 'absent', 'locked dates stay');
select matches(pg_temp.stored('A', '2026-01-11', '2026-01-31'), '^(.* absent\n?)+$', 'the others follow');

select * from finish();
rollback;
