begin;
select plan(4);
\ir ../../small_plant.psql

create function pg_temp.move(p_code text, p_start timestamptz, p_end timestamptz, p_minutes integer)
returns void language sql as $$
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_minutes, created_by)
    values (pg_temp.id(p_code), 'other', 'shifted', 'Late delivery', p_start, p_end, p_minutes, 'test')
$$;

do $$ begin
    perform pg_temp.assign('AREA', 'DAY_ONLY', '2025-01-01');
    perform pg_temp.move('AREA', '2025-03-11 00:00Z', '2025-03-11 22:00Z', 90);
    perform pg_temp.move('M1', '2025-03-12 00:00Z', '2025-03-12 22:00Z', -60);
    perform pg_temp.move('AREA', '2025-03-13 07:00Z', '2025-03-13 22:00Z', 90);
    perform pg_temp.assign('M2', 'TWO_SHIFT', '2025-01-01');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-11', '2025-03-11')$$,
    array['2025-03-11 D 09:30-13:30 operating Late delivery', '2025-03-11 D 14:30-18:30 operating Late delivery'],
    'later, and the break with it'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-12', '2025-03-12')$$,
    array['2025-03-12 D 07:00-11:00 operating Late delivery', '2025-03-12 D 12:00-16:00 operating Late delivery'],
    'earlier'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-13', '2025-03-13')$$,
    array['2025-03-13 D 08:00-12:00 operating', '2025-03-13 D 13:00-17:00 operating'],
    'a shift that starts before the move stays where it is'
);
select results_eq(
    $$select pg_temp.plan('M2', '2025-03-11', '2025-03-11')$$,
    array['2025-03-11 D 07:30-15:30 operating Late delivery', '2025-03-11 A 15:30-23:30 operating Late delivery'],
    'shifts that start inside it move together'
);

select * from finish();
rollback;
