begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('LONG', 1, '0 06:00-18:00 D', '0 06:00-06:30 break', '0 12:00-12:30 break');
    perform pg_temp.assign('SITE', 'LONG', '2025-03-01');
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, shift_minutes, start_datetime, end_datetime, description, created_by)
    values (pg_temp.id('M1'), 'other', 'shifted', 120, '2025-03-11 00:00Z', '2025-03-12 00:00Z', 'Late', 'test');
end $$;
create function pg_temp.shifts(p_moves boolean) returns setof text language sql as $$
    select concat_ws(' ',
        s.schedule_date, s.shift_second / 3600, s.shift_code, to_char(s.nominal_start_time, 'HH24:MI'),
        to_char(s.due_start_time, 'HH24:MI') || '-' || to_char(s.due_end_time, 'HH24:MI'), s.moved_minutes,
        (select string_agg(to_char(lower(p.part), 'HH24:MI') || '-' || to_char(upper(p.part), 'HH24:MI'), ', ')
            from unnest(s.work) as p (part)))
    from sched_engine.model_shifts(array[pg_temp.id('M1')], '2025-03-10', '2025-03-11', p_moves) as s
    order by s.schedule_date
$$;

select results_eq('select pg_temp.shifts(false)', $$values
    ('2025-03-10 6 D 04:00 04:00-16:00 04:30-10:00, 10:30-16:00'),
    ('2025-03-11 6 D 04:00 04:00-16:00 04:30-10:00, 10:30-16:00')$$, 'the break at its start belongs to a shift');
select results_eq('select pg_temp.shifts(true)', $$values
    ('2025-03-10 6 D 04:00 04:00-16:00 04:30-10:00, 10:30-16:00'),
    ('2025-03-11 6 D 04:00 06:00-18:00 120 06:30-12:00, 12:30-18:00')$$, 'a move takes all of it along');
select is_empty(
    $$select * from sched_engine.model_shifts('{}', '2025-03-10', '2025-03-11', true)$$, 'nobody has no shifts'
);

select * from finish();
rollback;
