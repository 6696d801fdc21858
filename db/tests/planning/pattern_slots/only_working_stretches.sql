begin;
select plan(2);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('AREA', 'DAY_ONLY', '2025-03-01');
    perform pg_temp.observe('AREA', 1, 'C', '2025-03-10 Holiday');
    perform pg_temp.stop('M1', 'breakdown', 'Broken', '2025-03-10 00:00Z');
end $$;

select results_eq(
    $$select concat_ws(' ', r.resource_code, s.start_time::timestamp, s.end_time::timestamp)
        from sched.resources as r
        cross join lateral sched_engine.pattern_slots(array[r.id], '2025-03-10', '2025-03-10') as s
        where r.resource_code in ('M1', 'M2')
        order by 1$$,
    array[
        'M1 2025-03-10 06:00:00 2025-03-10 10:00:00', 'M1 2025-03-10 11:00:00 2025-03-10 15:00:00',
        'M2 2025-03-10 06:00:00 2025-03-10 10:00:00', 'M2 2025-03-10 11:00:00 2025-03-10 15:00:00'
    ],
    'breaks are out; holidays and stops are not its business'
);
select is_empty(
    $$select * from sched_engine.pattern_slots(array[pg_temp.id('M1')], '2025-03-08', '2025-03-09')$$,
    'no slots on a weekend'
);

select * from finish();
rollback;
