begin;
select plan(20);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

select pg_temp.need('AREA', 2) as area \gset
select is(pg_temp.covered(:area, '2026-01-04'), E'05-10 2/2\n10-11 0/2\n11-17 2/2', 'A and B are there, but for their break');
select is(pg_temp.covered(:area, '2026-01-06'), E'05-10 1/2\n10-11 0/2\n11-17 1/2', 'C is alone');
select is(
    (select count(*) from sched_engine.coverage(array[pg_temp.id('LINE')], '2026-01-04', '2026-01-04')), 0::bigint,
    'what is required above is not part of the line'
);
update sched.emp_requirements set head_count = 1 where id = :area;
select is(pg_temp.covered(:area, '2026-01-04'), E'05-10 1/1 +1\n10-11 0/1\n11-17 1/1 +1', 'one to spare');

-- By machine, and several machines a person.
update sched.emp_requirements set per = 'machine' where id = :area;
select is(pg_temp.covered(:area, '2026-01-04'), E'05-10 2/2\n10-11 0/2\n11-17 2/2', 'one at each machine');
update sched.emp_requirements set machines_per_person = 2 where id = :area;
select is(pg_temp.covered(:area, '2026-01-04'), E'05-10 1/1 +1\n10-11 0/1\n11-17 1/1 +1', 'one for both machines');
update sched.emp_requirements set head_count = 3 where id = :area;
select is(pg_temp.covered(:area, '2026-01-04'), E'05-10 2/3\n10-11 0/3\n11-17 2/3', 'three for every two machines');
update sched.emp_requirements set head_count = 1, machines_per_person = 1, shift_code = 'E' where id = :area;
select is(pg_temp.covered(:area, '2026-01-04'), '13-17 2/2', 'in one shift only');

-- A stop takes demand away, overtime adds to it: at commit.
update sched.emp_requirements set shift_code = null where id = :area;
select pg_temp.stop('M1', 'maintenance', 'Service', '2026-01-04 06:00+00', '2026-01-04 09:00+00');
insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_code, created_by)
select pg_temp.id('M2'), 'overtime', 'additional', 'More', '2026-01-04 17:00+00', '2026-01-04 19:00+00', 'E', 'test';
select pg_temp.commit();
select is(
    pg_temp.covered(:area, '2026-01-04'), E'05-06 2/2\n06-09 1/1 +1\n09-10 2/2\n10-11 0/2\n11-17 2/2\n17-19 0/1',
    'nobody is needed at a machine that stands, somebody at one that runs longer'
);

-- Qualifications: on the date of the shift, for the machine or above it.
delete from sched.schedule_exceptions;
select pg_temp.commit();
delete from sched.emp_requirements;
select pg_temp.need('M1', 1, 'machine', 'advanced') as first, pg_temp.need('M2', 1, 'machine', 'advanced') as second \gset
select is(pg_temp.covered(:first, '2026-01-04'), '05-17 0/1', 'nobody is qualified');
select pg_temp.qualify('A', 'LINE', 'expert') as held \gset
select is(pg_temp.covered(:first, '2026-01-04'), E'05-10 1/1\n10-11 0/1\n11-17 1/1', 'one is, for the line');
select is(pg_temp.covered(:second, '2026-01-04'), '05-17 0/1', 'and counts once');
select pg_temp.qualify('B', 'M1', 'advanced');
select is(pg_temp.covered(:second, '2026-01-04'), E'05-10 1/1\n10-11 0/1\n11-17 1/1', 'B, who can operate M1, frees A for M2');
update sched.emp_resource_qualifications set expiry_date = '2026-01-03' where id = :held;
select is(pg_temp.covered(:second, '2026-01-04'), '05-17 0/1', 'one that has expired does not count');
update sched.emp_resource_qualifications set expiry_date = '2026-01-04' where id = :held;
select is(pg_temp.covered(:second, '2026-01-04'), E'05-10 1/1\n10-11 0/1\n11-17 1/1', 'on its last date it does');
update sched.emp_resource_qualifications set is_active = false where id = :held;
select is(pg_temp.covered(:second, '2026-01-04'), '05-17 0/1', 'nor does one that was withdrawn');

-- Positions, validity, and where people work.
delete from sched.emp_requirements;
select pg_temp.need('LINE', 1, 'resource', null, null, 'SETTER', 1, '2026-01-04', '2026-01-04') as setter \gset
select is(pg_temp.covered(:setter, '2026-01-04'), '05-17 0/1', 'people of another position do not count');
update sched.emp_employees set position_id = (select p.id from sched.emp_positions as p where p.position_code = 'SETTER')
where employee_number = 'A';
select is(pg_temp.covered(:setter, '2026-01-04'), E'05-10 1/1\n10-11 0/1\n11-17 1/1', 'one of the position does');
select is(pg_temp.covered(:setter, '2026-01-08'), null, 'a requirement holds on its dates');
select pg_temp.add_resource('OTHER', 'area', 'SITE');
insert into sched.emp_team_resources (team_id, resource_id, start_date)
select pg_temp.team('RED'), pg_temp.id('OTHER'), '2026-01-01';
select is(pg_temp.covered(:setter, '2026-01-04'), '05-17 0/1', 'a team that works elsewhere is not there');

select * from finish();
rollback;
