begin;
select plan(5);
\ir ../../small_plant.psql

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

select * from finish();
rollback;
