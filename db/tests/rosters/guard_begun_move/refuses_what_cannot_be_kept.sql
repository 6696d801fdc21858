begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-05 20:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-01', '2026-01-31');

select throws_ok(
    $$select pg_temp.change('A', 'moved', '2026-01-05', 60)$$, 'SC023',
    'The shift of employee A on 2026-01-05 has begun and cannot be moved.', 'a shift that runs'
);
select throws_ok($$select pg_temp.change('A', 'moved', '2026-01-04', 60)$$, 'SC023', null, 'one that has passed');
select lives_ok($$select pg_temp.change('A', 'moved', '2026-01-08', -60)$$, 'one to come');
set constraints all immediate;
select matches(pg_temp.stored('A', '2026-01-08', '2026-01-08'), '^2026-01-08 D 08T04:00', 'is moved');

select * from finish();
rollback;
