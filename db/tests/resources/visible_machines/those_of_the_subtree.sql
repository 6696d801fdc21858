begin;
select plan(3);
\ir ../../small_plant.psql

select pg_temp.add_resource('OTHER', 'site', null, 'UTC') as other \gset
select pg_temp.add_resource('M9', 'work_unit', 'OTHER', p_scheduled => true) as m9 \gset

select is(
    sched_engine.visible_machines(), array[pg_temp.id('M1'), pg_temp.id('M2'), :m9]::bigint[], 'all, without a limit'
);
select set_config('sched.scope', format('{%s}', :other), true) as scope \gset
select is(sched_engine.visible_machines(), array[:m9]::bigint[], 'those of the subtree');
select is(sched_engine.schedulable_resources(null), array[
    (select r.id from sched.resources as r where r.resource_code = 'M1'),
    (select r.id from sched.resources as r where r.resource_code = 'M2'), :m9
]::bigint[], 'what the engine plans is not limited');

select * from finish();
rollback;
