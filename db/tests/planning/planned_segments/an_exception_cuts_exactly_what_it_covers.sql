begin;
select plan(5);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 08:00Z', '2025-03-10 10:00Z');
    perform pg_temp.stop('LINE', 'breakdown', 'Jam', '2025-03-11 11:00Z', '2025-03-11 13:00Z');
    perform pg_temp.stop('SITE', 'shutdown', 'Closed', '2025-03-12 04:00Z', '2025-03-12 12:00Z');
    perform pg_temp.stop('M2', 'other', 'Strike', '2025-03-14 18:30Z');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array[
        '2025-03-10 D 06:00-10:00 operating', '2025-03-10 D 10:00-12:00 maintenance Oil',
        '2025-03-10 D 12:00-14:00 operating', '2025-03-10 A 14:00-22:00 operating'
    ],
    'inside a shift: three rows'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-11', '2025-03-11')$$,
    array[
        '2025-03-11 D 06:00-13:00 operating', '2025-03-11 D 13:00-14:00 breakdown Jam',
        '2025-03-11 A 14:00-15:00 breakdown Jam', '2025-03-11 A 15:00-22:00 operating'
    ],
    'across two shifts: each keeps its own part'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-12', '2025-03-12')$$,
    array['2025-03-12 D 06:00-14:00 shutdown Closed', '2025-03-12 A 14:00-22:00 operating'],
    'the whole of a shift, and not the next that starts when it ends'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-14', '2025-03-17')$$,
    array[
        '2025-03-14 D 06:00-14:00 operating', '2025-03-14 A 14:00-20:30 operating',
        '2025-03-14 A 20:30-22:00 shutdown Strike', '2025-03-17 D 06:00-14:00 shutdown Strike',
        '2025-03-17 A 14:00-22:00 shutdown Strike'
    ],
    'without an end: until it is closed; another stop is a shutdown'
);
update sched.schedule_exceptions set is_active = false;
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array['2025-03-10 D 06:00-14:00 operating', '2025-03-10 A 14:00-22:00 operating'],
    'cancelled: exactly the rows there were'
);

select * from finish();
rollback;
