begin;
select plan(8);
\ir ../../small_plant.psql

select throws_ok(
    $$select pg_temp.add_resource('X', 'site', 'AREA')$$, 'SC002',
    'Resource X (site) cannot be below AREA (area).', 'a site below an area'
);
select throws_ok(
    $$select pg_temp.add_resource('X', 'area', 'AREA')$$, 'SC002', null, 'an area below an area'
);
select lives_ok($$select pg_temp.add_resource('X', 'work_unit', 'SITE')$$, 'levels may be skipped');
select throws_ok(
    $$update sched.resources set parent_resource_id = pg_temp.id('M1') where resource_code = 'AREA'$$,
    'SC002', null,
    'so a tree cannot be closed to a ring'
);
select throws_ok(
    $$update sched.resources set parent_resource_id = id where resource_code = 'AREA'$$, 'SC002', null,
    'nor can a resource be its own parent'
);
select throws_ok(
    $$update sched.resources set resource_type = 'work_center' where resource_code = 'AREA'$$, 'SC002', null,
    'a parent does not sink to the level of its children'
);
select throws_ok(
    $$insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
        values ('Y', 'Y', 'area', -1)$$,
    'SC001', null, 'a parent that does not exist'
);
select results_eq(
    $$select resource_code::text, hierarchy_level::integer from sched.resources
        where resource_code in ('SITE', 'AREA', 'LINE', 'M1') order by 2$$,
    $$values ('SITE', 2), ('AREA', 3), ('LINE', 4), ('M1', 5)$$,
    'levels are numbered from the enterprise, 1, to the work unit, 5'
);

select * from finish();
rollback;
