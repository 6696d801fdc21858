begin;
select plan(2);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    -- Only the first shift of the Monday, only the second of the Tuesday, starts inside.
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_minutes, created_by)
    values
    (pg_temp.id('M1'), 'other', 'shifted', 'Later', '2025-03-10 04:00Z', '2025-03-10 05:00Z', 120, 'test'),
    (pg_temp.id('M1'), 'other', 'shifted', 'Earlier', '2025-03-11 12:00Z', '2025-03-11 13:00Z', -120, 'test');
end $$;

select results_eq(
    $$select pg_temp.plan('M1', '2025-03-10', '2025-03-10')$$,
    array['2025-03-10 D 08:00-16:00 operating Later', '2025-03-10 A 16:00-22:00 operating'],
    'the next shift begins when the moved one is over'
);
select results_eq(
    $$select pg_temp.plan('M1', '2025-03-11', '2025-03-11')$$,
    array['2025-03-11 D 06:00-14:00 operating', '2025-03-11 A 14:00-20:00 operating Earlier'],
    'a shift moved earlier waits for the one before it'
);

select * from finish();
rollback;
