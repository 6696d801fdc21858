begin;
select plan(11);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

create function pg_temp.told(p_requirement bigint, p_number text) returns text language sql as $$
    select concat_ws(' ', c.rank, c.reason, c.why)
    from sched_engine.gap_candidates(p_requirement, '2026-01-06 05:00+00', '2026-01-06 10:00+00') as c
    where c.employee_id = pg_temp.person(p_number)
$$;

-- On the sixth C is alone.
select pg_temp.need('AREA', 2) as area \gset
select is(pg_temp.told(:area, 'A'), '1 available', 'A is free, and the first by number of those with the same hours');
select is(pg_temp.told(:area, 'B'), '2 available', 'then B');
select is(pg_temp.told(:area, 'C'), 'on_shift works 2026-01-06 07:00 to 2026-01-06 12:00', 'C is there already');
insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time)
select pg_temp.person('A'), 'extra', '2026-01-07', '2026-01-07 05:00+00', '2026-01-07 06:00+00';
select pg_temp.commit();
select is(pg_temp.told(:area, 'A'), '1 available', 'what comes later does not count');
insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time)
select pg_temp.person('A'), 'extra', '2026-01-04', '2026-01-04 17:00+00', '2026-01-04 18:00+00';
select pg_temp.commit();
select is(pg_temp.told(:area, 'A'), '2 available', 'whoever has worked more comes later');

insert into sched.emp_absences (employee_id, start_date, end_date)
select pg_temp.person('B'), '2026-01-06', '2026-01-06';
select is(pg_temp.told(:area, 'B'), 'absent is absent', 'whoever is absent cannot, also on a day off; not why');
update sched.emp_work_rules set is_active = true where rule_code = 'EU_DAILY_REST';
select is(
    pg_temp.told(:area, 'A'), 'breaks_rule would break EU_DAILY_REST', 'nor whoever has not rested for 11 hours'
);

-- Levels: why not.
update sched.emp_requirements set min_level = 'advanced' where id = :area;
select is(pg_temp.told(:area, 'A'), 'not_qualified has no qualification for AREA', 'without a qualification');
select pg_temp.qualify('A', 'AREA', 'basic') as held \gset
select is(
    pg_temp.told(:area, 'A'), 'not_qualified is qualified for AREA as basic, not as advanced', 'with too low a level'
);
update sched.emp_resource_qualifications
set qualification_level = 'expert', expiry_date = '2026-01-05'
where id = :held;
select is(
    pg_temp.told(:area, 'A'), 'not_qualified has a qualification for AREA that expired on 2026-01-05', 'with an old one'
);
select throws_ok(
    format('select sched_engine.check_gap(%s, ''2026-01-06'', ''2026-01-05'')', :area), 'SC004', null, 'no period'
);

select * from finish();
rollback;
