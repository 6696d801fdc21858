begin;
select plan(2);
\ir ../../small_plant.psql

do $$
declare
    v_type sched.exception_type;
begin
    foreach v_type in array '{other,holiday,maintenance,shutdown,breakdown}'::sched.exception_type[] loop
        perform pg_temp.stop('SITE', v_type, v_type || ' old', '2025-03-10 00:00Z', '2025-03-11 00:00Z');
        perform pg_temp.stop('M1', v_type, v_type || ' new', '2025-03-10 00:00Z', '2025-03-11 00:00Z');
    end loop;
    -- Newer is what was entered later, whatever its number.
    update sched.schedule_exceptions
    set created_at = created_at + interval '1 minute'
    where description = 'other old';
end $$;

select results_eq(
    $$select d.description::text
        from sched_engine.effective_exceptions(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as e
        inner join sched.schedule_exceptions as d on d.id = e.exception_id
        order by e.standing$$,
    array[
        'breakdown new', 'breakdown old', 'shutdown new', 'shutdown old', 'maintenance new',
        'maintenance old', 'holiday new', 'holiday old', 'other old', 'other new'
    ],
    'breakdown, shutdown, maintenance, holiday, other; then the newest'
);
select results_eq(
    $$select distinct d.exception_type::text, e.schedule_status::text, e.capacity_percent::integer
        from sched_engine.effective_exceptions(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as e
        inner join sched.schedule_exceptions as d on d.id = e.exception_id
        order by 1$$,
    $$values
        ('breakdown', 'breakdown', 0), ('holiday', 'holiday', 0), ('maintenance', 'maintenance', 0),
        ('other', 'shutdown', 0), ('shutdown', 'shutdown', 0)$$,
    'each gives a status; another stop is a shutdown'
);

select * from finish();
rollback;
