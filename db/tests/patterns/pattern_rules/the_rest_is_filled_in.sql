begin;
select plan(3);
\ir ../../small_plant.psql

select pg_temp.add_pattern('P', 9, '1 06:00-14:00 D', '1 14:00-22:00 A', '8 06:00-14:00 D') as id \gset
select results_eq(
    $$select cycle_day, sequence_order, cycle_days from sched.pattern_rules
        where pattern_id = sched_engine.pattern_id('P') order by 1, 2$$,
    'values (1, 1, 9), (1, 2, 9), (8, 1, 9)',
    'the order within the day, and the length of the cycle'
);
update sched.operating_patterns set cycle_days = 10 where id = :id;
select is(
    (select array_agg(distinct r.cycle_days) from sched.pattern_rules as r where r.pattern_id = :id),
    array[10], 'which follows the pattern'
);
select throws_ok(
    format('update sched.operating_patterns set cycle_days = 8 where id = %s', :id), 'SC006', null,
    'but not below a day that has rules'
);

select * from finish();
rollback;
