begin;
select plan(1);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('DAY', 1, '0 06:00-18:00 D');
    perform pg_temp.assign('SITE', 'DAY', '2025-01-01');
    perform pg_temp.observe(
        'SITE', 1, 'C', '2025-03-10 First 08:00-10:00', '2025-03-10 Second 09:00-12:00',
        '2025-03-10 Third 15:00-16:00', '2025-03-10 Works working'
    );
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array[
        '2025-03-10 D 06:00-08:00 operating', '2025-03-10 D 08:00-10:00 holiday First',
        '2025-03-10 D 10:00-12:00 holiday Second', '2025-03-10 D 12:00-15:00 operating',
        '2025-03-10 D 15:00-16:00 holiday Third', '2025-03-10 D 16:00-18:00 operating'
    ],
    'where they overlap the one entered first is named'
);

select * from finish();
rollback;
