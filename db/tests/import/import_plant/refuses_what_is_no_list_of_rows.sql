begin;
select plan(6);
\ir plant.psql

select throws_ok($$ select sched_engine.import_plant(null) $$, 'SC009');
select throws_ok($$ select sched_engine.import_plant('[]') $$, 'SC009');
select throws_ok($$ select sched_engine.import_plant('{}') $$, 'SC009');
select throws_ok($$ select sched_engine.import_plant('[1, null, {"line": "x", "values": 3}]') $$, 'SC009',
    'Nothing was imported: 3 problems were found.');
select throws_ok(
    $$ select sched_engine.import_plant((select jsonb_agg(1) from generate_series(1, 100001))) $$, 'SC009'
);
select throws_ok(
    $$ select sched_engine.import_plant('[{"values": {}}]', 'infinity') $$, 'SC004'
);

select * from finish();
rollback;
