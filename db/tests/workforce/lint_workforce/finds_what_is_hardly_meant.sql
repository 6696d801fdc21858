begin;
select plan(7);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);

create function pg_temp.found() returns table (code text, location text) language sql as $$
    select f.code, f.location from sched_engine.lint_workforce('2026-01-02', '2026-01-31') as f
$$;

select pg_temp.change('A', 'off', '2026-01-06');
select is_empty('select * from pg_temp.found()', 'nothing while the workforce is off');
select sched_engine.enable_workforce();
select results_eq(
    'select * from pg_temp.found()',
    $$select 'LINT-020'::text, c.id::text from sched.emp_roster_changes as c$$, 'a date off without a shift'
);
delete from sched.emp_roster_changes;
select pg_temp.change('A', 'swap', '2026-01-08', null, 'B');
select results_eq(
    'select * from pg_temp.found()',
    $$select 'LINT-021'::text, c.id::text from sched.emp_roster_changes as c$$, 'a shift for somebody who works already'
);
delete from sched.emp_roster_changes;
select pg_temp.add_person('D');
select results_eq('select * from pg_temp.found()', $$values ('LINT-022'::text, 'D'::text)$$, 'somebody in no team');
select pg_temp.join_team('D', 'BLUE', '2026-01-01');
update sched.emp_teams set pattern_id = null, cycle_offset_days = 0 where team_code = 'BLUE';
select results_eq('select * from pg_temp.found()', $$values ('LINT-023'::text, 'BLUE'::text)$$, 'a team without a pattern');
update sched.emp_teams set pattern_id = sched_engine.pattern_id('DAYNIGHT') where team_code = 'BLUE';
insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date)
values (pg_temp.person('A'), pg_temp.id('LINE'), '2025-01-15', '2026-01-15');
select results_eq('select * from pg_temp.found()', $$values ('LINT-024'::text, 'LINE'::text)$$, 'a qualification that expires');
insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date)
values (pg_temp.person('A'), pg_temp.id('LINE'), '2026-01-16');
select is_empty('select * from pg_temp.found()', 'and not one that is renewed');

select * from finish();
rollback;
