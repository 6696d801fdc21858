begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('THREE', 1, '0 06:00-14:00 D', '0 14:00-22:00 A', '0 22:00-06:00 N');
    perform pg_temp.assign('SITE', 'THREE', '2025-01-01');
    perform pg_temp.observe(
        'SITE', 1, 'C', '2025-12-24 Eve 12:00-24:00', '2025-12-31 Party 20:00-04:00',
        '2025-12-28 Prayer 05:00-06:00'
    );
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-12-24', '2025-12-24')$$,
    array[
        '2025-12-24 D 06:00-12:00 operating', '2025-12-24 D 12:00-14:00 holiday Eve',
        '2025-12-24 A 14:00-22:00 holiday Eve', '2025-12-24 N 22:00-00:00 holiday Eve',
        '2025-12-24 N 00:00-06:00 operating'
    ],
    'from noon to midnight'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-12-31', '2025-12-31')$$,
    array[
        '2025-12-31 D 06:00-14:00 operating', '2025-12-31 A 14:00-20:00 operating',
        '2025-12-31 A 20:00-22:00 holiday Party', '2025-12-31 N 22:00-04:00 holiday Party',
        '2025-12-31 N 04:00-06:00 operating'
    ],
    'into the next day, when its end is not after its start'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-12-27', '2025-12-28') offset 2 limit 2$$,
    array['2025-12-27 N 22:00-06:00 operating', '2025-12-28 D 06:00-14:00 operating'],
    'the night shift of the day before is another business date'
);

select * from finish();
rollback;
