begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.assign('M1', '24_7', '2025-01-10', '2025-01-20') as assignment \gset
select throws_ok(
    $$select pg_temp.assign('M1', 'DAY_ONLY', '2025-01-20')$$, '23P01', null, 'on its last date'
);
select throws_ok(
    $$select pg_temp.assign('M1', 'DAY_ONLY', '2025-01-01', '2025-01-10')$$,
    '23P01', null, 'on its first date'
);
select throws_ok(
    $$select pg_temp.assign('M1', 'DAY_ONLY', '2025-01-12', '2025-01-13')$$, '23P01', null, 'inside'
);
select throws_ok($$select pg_temp.assign('M1', '24_7', '2025-01-01')$$, '23P01', null, 'around, open');
select lives_ok($$select pg_temp.assign('M1', 'DAY_ONLY', '2025-01-21')$$, 'the day after');
select throws_ok(
    $$select pg_temp.assign('M1', 'DAY_ONLY', '2030-01-01', '2030-01-02')$$,
    '23P01', null, 'an open one has no end'
);
select lives_ok($$select pg_temp.assign('M1', '24_7', '2025-01-09', '2025-01-09')$$, 'the day before');
select lives_ok($$select pg_temp.assign('M2', '24_7', '2025-01-10')$$, 'another resource');
select lives_ok($$select pg_temp.assign('LINE', '24_7', '2025-01-10')$$, 'a resource above');

select * from finish();
rollback;
