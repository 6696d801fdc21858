begin;
select plan(8);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

select throws_ok(
    $$delete from sched.resources where resource_code = 'LINE'$$, 'SC011',
    'Resource LINE cannot be deleted: other resources are below it.', 'a parent'
);
select pg_temp.assign('AREA', '24_7', '2025-01-01') as assignment \gset
select lives_ok(
    $$select sched_engine.generate(array[pg_temp.id('M1')], '2025-01-01', '2025-01-31')$$,
    'a generated schedule'
);
select throws_ok(
    $$delete from sched.resources where resource_code = 'M1'$$, 'SC011',
    'Resource M1 cannot be deleted: it has a generated schedule.', 'is evidence'
);
select lives_ok(
    $$update sched.resources set is_active = false where resource_code = 'M1'$$, 'it can be put to rest'
);
select lives_ok(
    $$delete from sched.resources where resource_code = 'M2'$$, 'one that was never planned can go'
);


select pg_temp.add_resource('HOME', 'site', null, 'Africa/Johannesburg') as home \gset
select pg_temp.add_team('GREEN', 'DAYNIGHT', 0, 'HOME') as team \gset
update sched.emp_employees set resource_id = :home where employee_number in ('A', 'B');
select throws_ok(
    $$delete from sched.resources where resource_code = 'HOME'$$, 'SC011',
    'Resource HOME cannot be deleted: it has 2 employees and 1 team.', 'the home of people'
);
update sched.emp_employees set resource_id = pg_temp.id('SITE') where employee_number in ('A', 'B');
select throws_ok(
    $$select sched_engine.remove_resource(pg_temp.id('HOME'))$$, 'SC011',
    'Resource HOME cannot be deleted: it has 1 team.', 'or of a team'
);
update sched.emp_teams set resource_id = pg_temp.id('SITE') where id = :team;
select lives_ok(
    $$select sched_engine.remove_resource(pg_temp.id('HOME'))$$, 'when they have moved it can go'
);

select * from finish();
rollback;
