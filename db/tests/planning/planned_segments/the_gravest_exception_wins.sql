begin;
select plan(2);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('DAY', 1, '0 06:00-18:00 D');
    perform pg_temp.assign('SITE', 'DAY', '2025-01-01');
    perform pg_temp.stop('SITE', 'breakdown', 'Slow', '2025-03-10 06:00Z', '2025-03-10 14:00Z', 50);
    perform pg_temp.stop('LINE', 'other', 'Strike', '2025-03-10 08:00Z', '2025-03-10 12:00Z');
    perform pg_temp.stop('M1', 'breakdown', 'Jam', '2025-03-10 09:00Z', '2025-03-10 10:00Z');
    perform pg_temp.stop('M1', 'breakdown', 'Newer', '2025-03-10 09:30Z', '2025-03-10 10:30Z');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array[
        '2025-03-10 D 06:00-08:00 operating', '2025-03-10 D 08:00-10:00 operating 50% Slow',
        '2025-03-10 D 10:00-11:00 shutdown Strike', '2025-03-10 D 11:00-11:30 breakdown Jam',
        '2025-03-10 D 11:30-12:30 breakdown Newer', '2025-03-10 D 12:30-14:00 shutdown Strike',
        '2025-03-10 D 14:00-16:00 operating 50% Slow', '2025-03-10 D 16:00-18:00 operating'
    ],
    'standing before running slower, the graver kind, then the newest'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-10', '2025-03-10')$$,
    array[
        '2025-03-10 D 06:00-08:00 operating', '2025-03-10 D 08:00-10:00 operating 50% Slow',
        '2025-03-10 D 10:00-14:00 shutdown Strike', '2025-03-10 D 14:00-16:00 operating 50% Slow',
        '2025-03-10 D 16:00-18:00 operating'
    ],
    'its sister has the line''s and the site''s only'
);

select * from finish();
rollback;
