begin;
select plan(5);
\ir plant.psql

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('T', 'Works', 'enterprise', 'UTC');
insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
select 'T-A', 'Area', 'area', r.id from sched.resources as r where r.resource_code = 'T';

select results_eq(
    $$ select c.line, c.column_name, c.value, c.message from sched_engine.check_plant(pg_temp.plant(
        'code|name|type|parent|zone',
        'A|A|area|C|', 'B|B|work_center|A|', 'C|C|work_unit|B|', 'D|D|work_unit|C|'
    )) as c $$,
    $$ values
        (2, 'parent_code', 'C', 'The parents form a circle: A > C > B > A.'),
        (5, 'parent_code', 'C', 'D (work_unit) cannot be below C (work_unit).') $$,
    'a circle is named once, where it begins'
);
select results_eq(
    $$ select c.line, c.message from sched_engine.check_plant(pg_temp.plant(
        'code|name|type|parent|zone', 'A|A|area|A|'
    )) as c $$,
    $$ values (2, 'A is its own parent.') $$,
    'a resource below itself is a circle of one'
);
select results_eq(
    $$ select c.line, c.message from sched_engine.check_plant(pg_temp.plant(
        'code|parent|zone', 'T|T-A|UTC'
    )) as c $$,
    $$ values (2, 'The parents form a circle: T > T-A > T.') $$,
    'also when the file closes it through resources that exist already'
);
select results_eq(
    $$ select count(*), min(c.message) from sched_engine.check_plant(pg_temp.plant(
        'code|name|type|parent|zone', 'A|A|area|B|', 'B|B|area|A|', 'C|C|area|D|', 'D|D|area|C|'
    )) as c $$,
    $$ values (2::bigint, 'The parents form a circle: A > B > A.') $$,
    'two circles are two problems'
);
select is(
    (
        select count(*) from sched_engine.check_plant((
            select jsonb_agg(jsonb_build_object('line', i.nr + 1, 'values', jsonb_build_object(
                'resource_code', 'N' || i.nr, 'resource_name', 'x', 'resource_type', 'area',
                'parent_code', 'N' || (i.nr % 100) + 1, 'time_zone', ''
            )))
            from generate_series(1, 100) as i (nr)
        ))
    ),
    100::bigint,
    'a circle too long to be named is refused row by row'
);

select * from finish();
rollback;
