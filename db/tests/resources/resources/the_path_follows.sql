begin;
select plan(8);
\ir ../../small_plant.psql

select pg_temp.add_resource('HALL', 'area', 'SITE') as hall \gset
create function pg_temp.path(p_code text) returns text language sql as $$
    select r.hierarchy_path from sched.resources as r where r.resource_code = p_code
$$;
create function pg_temp.codes_of_path(p_code text) returns text language sql as $$
    select string_agg(a.resource_code, '.' order by i.nr)
    from sched.resources as r
    cross join lateral unnest(r.path_ids) with ordinality as i (id, nr)
    inner join sched.resources as a on a.id = i.id
    where r.resource_code = p_code
$$;

select is(pg_temp.path('M1'), 'SITE.AREA.LINE.M1', 'codes from the root down');
update sched.resources set parent_resource_id = :hall where resource_code = 'LINE';
select is(pg_temp.path('M1'), 'SITE.HALL.LINE.M1', 'a subtree moves with its top');
select is(pg_temp.codes_of_path('M1'), 'SITE.HALL.LINE.M1', 'and so do the ids');
update sched.resources set resource_code = 'PLANT' where resource_code = 'SITE';
select is(pg_temp.path('M1'), 'PLANT.HALL.LINE.M1', 'a new code shows below');
update sched.resources set resource_code = lower(resource_code) where resource_code in ('PLANT', 'HALL',
'LINE', 'M1');
select is(pg_temp.path('m1'), 'plant.hall.line.m1', 'several at once');
update sched.resources
set hierarchy_path = 'typed', path_ids = '{1}', resource_name = 'New name'
where resource_code = 'hall';
select is(pg_temp.path('hall'), 'plant.hall', 'what is typed is replaced');
select results_eq(
    $$select resource_code::text from sched.resources
        where path_ids @> array[pg_temp.id('hall')] order by 1$$,
    array['M2', 'hall', 'line', 'm1'],
    'the subtree of a resource is whose path contains it'
);

select pg_temp.add_resource('X1', 'work_unit', 'plant') as x1 \gset
select pg_temp.add_resource('Y', 'work_center', 'hall') as y \gset
select pg_temp.add_resource('X2', 'work_unit', 'plant') as x2 \gset
update sched.resources
set parent_resource_id = case when id = :y then pg_temp.id('plant') else :y end
where id in (:x1, :y, :x2);
select is(
    array[pg_temp.path('X1'), pg_temp.path('Y'), pg_temp.path('X2')],
    array['plant.Y.X1', 'plant.Y', 'plant.Y.X2'],
    'a resource rises while others come below it, whichever the statement meets first'
);

select * from finish();
rollback;
