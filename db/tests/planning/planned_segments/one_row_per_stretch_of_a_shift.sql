begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.assign('M2', 'DAY_ONLY', '2025-01-01');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-07', '2025-03-10')$$,
    array[
        '2025-03-07 D 06:00-14:00 operating', '2025-03-07 A 14:00-22:00 operating',
        '2025-03-10 D 06:00-14:00 operating', '2025-03-10 A 14:00-22:00 operating'
    ],
    'shifts that touch stay rows of their own; no rows on the weekend'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-10', '2025-03-10')$$,
    array['2025-03-10 D 08:00-12:00 operating', '2025-03-10 D 13:00-17:00 operating'],
    'a break leaves a gap'
);
select results_eq(
    $$select r.resource_code::text, s.pattern_id, s.capacity_percent::integer, s.exception_id, s.holiday_id
        from sched_engine.planned_segments(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as s
        inner join sched.resources as r on r.id = s.resource_id
        limit 1$$,
    $$select 'M1', p.id, 100, null::bigint, null::bigint
        from sched.operating_patterns as p where p.pattern_code = 'TWO_SHIFT'$$,
    'full capacity, from the pattern, for no other reason'
);

select * from finish();
rollback;
