begin;
select plan(2);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('DAY', 1, '0 06:00-18:00 D');
    perform pg_temp.assign('SITE', 'DAY', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'C', '2025-03-10 Founders', '2025-03-11 Half 12:00-24:00');
    perform pg_temp.stop('M1', 'maintenance', 'Overhaul', '2025-03-10 08:00Z', '2025-03-11 12:00Z');
    perform pg_temp.stop('M2', 'maintenance', 'Slow', '2025-03-10 08:00Z', '2025-03-11 12:00Z', 40);
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-11')$$,
    array[
        '2025-03-10 D 06:00-10:00 holiday Founders', '2025-03-10 D 10:00-18:00 maintenance Overhaul Founders',
        '2025-03-11 D 06:00-12:00 maintenance Overhaul', '2025-03-11 D 12:00-14:00 maintenance Overhaul Half',
        '2025-03-11 D 14:00-18:00 holiday Half'
    ],
    'a stop beats a holiday, and the row names both'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-10', '2025-03-11')$$,
    array[
        '2025-03-10 D 06:00-18:00 holiday Founders', '2025-03-11 D 06:00-12:00 operating 40% Slow',
        '2025-03-11 D 12:00-18:00 holiday Half'
    ],
    'reduced capacity does not: it only lowers what would operate'
);

select * from finish();
rollback;
