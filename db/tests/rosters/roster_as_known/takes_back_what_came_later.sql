begin;
select plan(6);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.known(p_at text) returns text language sql as $$
    select pg_temp.lines(array(
        select k::sched.emp_schedules
        from sched_engine.roster_as_known(array[pg_temp.person('A')], '2026-01-05', '2026-01-05', p_at::timestamptz) as k
    ))
$$;

select set_config('sched.now', '2026-01-01 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31');
select set_config('sched.now', '2026-01-02 00:00+00', true);
select pg_temp.absent('A', '2026-01-05', '2026-01-05');
set constraints all immediate;
set constraints all deferred;
select set_config('sched.now', '2026-01-03 00:00+00', true);
update sched.emp_absences set absence_status = 'cancelled';
set constraints all immediate;

select is(pg_temp.known('2025-12-31'), null, 'nothing was planned yet');
select is(pg_temp.known('2026-01-01 12:00+00'), '2026-01-05 N 05T17:00-06T05:00 scheduled', 'planned');
select is(pg_temp.known('2026-01-02 12:00+00'), '2026-01-05 N 05T17:00-06T05:00 absent', 'absent');
select is(pg_temp.known('2026-01-03 12:00+00'), '2026-01-05 N 05T17:00-06T05:00 scheduled', 'and there again');
select results_eq(
    $$select c.change_kind::text, c.old_value -> 0 ->> 'schedule_status', c.new_value -> 0 ->> 'schedule_status', c.cause ->> 'table'
        from sched.emp_schedule_changes as c where c.employee_id = pg_temp.person('A') order by c.id$$,
    $$values
        ('generated', null, null, null), ('changed', 'scheduled', 'absent', 'emp_absences'),
        ('changed', 'absent', 'scheduled', 'emp_absences')$$,
    'the feed tells of each, with its cause'
);
select throws_ok(
    $$select sched_engine.read_roster_changes('nowhere')$$, 'SC004', null, 'a position that is none is refused'
);

select * from finish();
rollback;
