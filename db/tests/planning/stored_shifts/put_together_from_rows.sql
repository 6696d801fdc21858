-- Stops and holidays make many rows of a shift, and touching shifts look like one: each is found again.
begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('TWO', 1, '0 06:00-14:00 D', '0 06:00-06:15 break', '0 10:00-10:30 break', '0 14:00-22:00 D');
    perform pg_temp.assign('SITE', 'TWO', '2025-03-01');
    perform pg_temp.stop('M1', 'breakdown', 'Jam', '2025-03-10 05:00Z', '2025-03-10 06:00Z');
    perform pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 11:30Z', '2025-03-10 13:00Z');
end $$;
set local sched.now = '2025-03-01Z';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as run \gset

create function pg_temp.shifts() returns setof text language sql as $$
    select concat_ws(' ',
        s.shift_second, s.shift_code, to_char(s.start_time, 'HH24:MI') || '-' || to_char(s.end_time, 'HH24:MI'),
        (select string_agg(to_char(lower(p.part), 'HH24:MI') || '-' || to_char(upper(p.part), 'HH24:MI'), ', ')
            from unnest(s.work) as p (part)))
    from sched_engine.stored_shifts(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as s
    order by s.start_time
$$;
select results_eq('select pg_temp.shifts()', $$values
    ('21600 D 04:00-12:00 04:15-08:00, 08:30-12:00'), ('50400 D 12:00-20:00 12:00-20:00')$$,
    'two shifts of one code that touch, whatever cuts them; one starts with a break');
select is(
    (select count(*) from sched.equipment_schedules as s where s.shift_placement is null), 2::bigint,
    'only rows of the shift that starts with a break say where it lies'
);
insert into sched.schedule_exceptions
(resource_id, exception_type, impact_type, start_datetime, end_datetime, description, created_by)
values (pg_temp.id('M1'), 'overtime', 'additional', '2025-03-10 20:00Z', '2025-03-10 21:00Z', 'More', 'test');
set constraints all immediate;
select is((select count(*) from pg_temp.shifts()), 2::bigint, 'overtime is no shift of a pattern');

select * from finish();
rollback;
