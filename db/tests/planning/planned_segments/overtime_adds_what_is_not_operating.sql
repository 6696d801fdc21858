begin;
select plan(5);
\ir ../../small_plant.psql

create function pg_temp.overtime(p_code text, p_start timestamptz, p_end timestamptz, p_shift text default null)
returns void language sql as $$
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_code, created_by)
    values (pg_temp.id(p_code), 'overtime', 'additional', 'Rush', p_start, p_end, p_shift, 'test')
$$;

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'CAL', '2025-03-12 Feast', '2025-03-13 Fair');
    -- Saturday; the hours around a shift and inside of it; a holiday; hours that a stop cuts
    perform pg_temp.overtime('LINE', '2025-03-15 04:00Z', '2025-03-15 10:00Z', 'X');
    perform pg_temp.overtime('M1', '2025-03-10 02:00Z', '2025-03-10 06:00Z');
    perform pg_temp.overtime('M1', '2025-03-12 04:00Z', '2025-03-12 08:00Z');
    perform pg_temp.overtime('M1', '2025-03-11 20:00Z', '2025-03-12 01:00Z');
    perform pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-11 22:00Z', '2025-03-11 23:00Z');
end $$;

select results_eq(
    $$select pg_temp.plan('M2', '2025-03-15', '2025-03-16')$$,
    array['2025-03-15 X 06:00-12:00 operating Rush'],
    'a day off gets what is entered above'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array[
        '2025-03-10 - 04:00-06:00 operating Rush', '2025-03-10 D 06:00-14:00 operating',
        '2025-03-10 A 14:00-22:00 operating'
    ],
    'beside a shift only what the shift does not work'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-12', '2025-03-12')$$,
    array[
        '2025-03-12 D 06:00-10:00 operating Rush Feast', '2025-03-12 D 10:00-14:00 holiday Feast',
        '2025-03-12 A 14:00-22:00 holiday Feast'
    ],
    'on a holiday the shift works again for so long'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-11', '2025-03-11')$$,
    array[
        '2025-03-11 D 06:00-14:00 operating', '2025-03-11 A 14:00-22:00 operating',
        '2025-03-11 - 22:00-00:00 operating Rush', '2025-03-11 - 00:00-01:00 maintenance Oil',
        '2025-03-11 - 01:00-03:00 operating Rush'
    ],
    'past midnight it keeps the date it starts on, and a stop cuts it as it cuts a shift'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-13', '2025-03-13')$$,
    array['2025-03-13 D 06:00-14:00 holiday Fair', '2025-03-13 A 14:00-22:00 holiday Fair'],
    'another holiday stays one'
);

select * from finish();
rollback;
