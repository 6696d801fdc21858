begin;
select plan(5);
\ir plant.psql

select lives_ok($$ select sched_engine.import_plant(pg_temp.plant(
    'code|name|type|parent|zone',
    'A|A|site||UTC', 'B|B|area|A|', 'C|C|area|A|', 'D|D|work_center|B|',
    'E|E|work_unit|D|', 'F|F|work_center|C|'
)) $$);

-- B rises above A, its parent until now; A sinks below it; D leaves B for a new area and F sinks below D.
select results_eq(
    $$ select i.inserted, i.updated from sched_engine.import_plant(pg_temp.plant(
        'code|name|type|parent|zone',
        'A|A|area|B|', 'B|B|enterprise||UTC', 'C|C|work_center|A|', 'D|D|area|N|', 'E|E|work_center|D|',
        'F|F|work_unit|C|', 'N|N|site|B|'
    )) as i $$,
    'values (1::bigint, 6::bigint)',
    'a tree that is right in the end is accepted, whatever it takes to get there'
);
select results_eq(
    $$ select r.hierarchy_path from sched.resources as r
        where r.resource_code in ('A', 'B', 'C', 'D', 'E', 'F', 'N')
        order by r.hierarchy_path $$,
    $$ values ('B'), ('B.A'), ('B.A.C'), ('B.A.C.F'), ('B.N'), ('B.N.D'), ('B.N.D.E') $$,
    'and every path follows'
);
select results_eq(
    $$ select c.line, c.column_name, c.message from sched_engine.check_plant(pg_temp.plant(
        'code|type', 'A|work_center'
    )) as c $$,
    $$ values (2, 'resource_type', 'C (work_center) cannot be below A (work_center).') $$,
    'a resource may not sink to the level of a child that the file leaves alone'
);
select results_eq(
    $$ select c.message from sched_engine.check_plant(pg_temp.plant('code|parent', 'D|E')) as c $$,
    $$ values ('The parents form a circle: D > E > D.') $$,
    'nor may it be moved below its own child'
);

select * from finish();
rollback;
