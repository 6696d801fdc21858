begin;
select plan(4);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('LINE', '24_7', '2025-01-05', '2025-01-07');
    perform pg_temp.assign('LINE', 'DAY_ONLY', '2025-01-10', '2025-01-10');
end $$;

select results_eq(
    $$select valid from sched_engine.effective_patterns(array[pg_temp.id('M1')], '2025-01-01', '2025-01-31')
        order by valid$$,
    array[daterange '[2025-01-05,2025-01-08)', daterange '[2025-01-10,2025-01-11)'],
    'before, between and after'
);
select is_empty(
    $$select * from sched_engine.effective_patterns(array[pg_temp.id('M1')], '2025-01-08', '2025-01-09')$$,
    'a window between two assignments'
);
select is_empty(
    $$select * from sched_engine.effective_patterns(array[pg_temp.id('SITE')], '2025-01-01', '2025-01-31')$$,
    'an ancestor does not inherit from below'
);
select is_empty(
    $$select * from sched_engine.effective_patterns(array[-1]::bigint[], '2025-01-01', '2025-01-31')$$,
    'an unknown resource'
);

select * from finish();
rollback;
