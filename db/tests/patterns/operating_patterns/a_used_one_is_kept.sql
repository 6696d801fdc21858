begin;
select plan(4);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 1, '0 06:00-14:00 D') as id \gset
select pg_temp.assign('M1', 'P', '2025-01-01') as assignment \gset
select throws_ok(
    $$delete from sched.operating_patterns where pattern_code = 'P'$$, 'SC011',
    'Pattern P cannot be deleted: it is assigned, or schedules were generated from it.',
    'while it is assigned'
);
select sched_engine.generate(array[pg_temp.id('M1')], '2025-01-01', '2025-01-02') as written \gset
delete from sched.resource_pattern_assignments where id = :assignment;
select throws_ok(
    $$delete from sched.operating_patterns where pattern_code = 'P'$$,
    'SC011', null, 'while there are rows from it'
);
select pg_temp.add_pattern('Q', 1, '0 06:00-14:00 D') as id \gset
select lives_ok($$delete from sched.operating_patterns where pattern_code = 'Q'$$, 'an unused one can go');
select is_empty(format('select * from sched.pattern_rules where pattern_id = %s', :id), 'with its rules');

select * from finish();
rollback;
