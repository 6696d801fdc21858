begin;
select plan(4);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('N', 1, '0 22:00-06:00 N', '0 02:00-02:30 break');
    perform pg_temp.assign('SITE', 'N', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'C', '2025-03-10 Founders', '2025-03-20 Works working');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-09', '2025-03-11')$$,
    array[
        '2025-03-09 N 22:00-02:00 operating', '2025-03-09 N 02:30-06:00 operating',
        '2025-03-10 N 22:00-02:00 holiday Founders', '2025-03-10 N 02:30-06:00 holiday Founders',
        '2025-03-11 N 22:00-02:00 operating', '2025-03-11 N 02:30-06:00 operating'
    ],
    'the night shift that starts on the holiday, not the one that ends on it'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-20', '2025-03-20')$$,
    array['2025-03-20 N 22:00-02:00 operating', '2025-03-20 N 02:30-06:00 operating'],
    'a working day is like any other'
);
select results_eq(
    $$select distinct s.schedule_status::text, s.capacity_percent::integer
        from sched_engine.planned_segments(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as s$$,
    $$values ('holiday', 0)$$,
    'no capacity on a holiday'
);
select results_eq(
    $$select distinct s.schedule_status::text, s.holiday_id
        from sched_engine.planned_segments(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10', false) as s$$,
    $$values ('operating', null::bigint)$$,
    'p_apply_holidays = false plans as if there were none'
);

select * from finish();
rollback;
