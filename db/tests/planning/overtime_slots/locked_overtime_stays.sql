-- Overtime of a locked date runs into the next one, and newer overtime is entered there.
begin;
select plan(2);
\ir ../../small_plant.psql
set local sched.now = '2025-03-01Z';

create function pg_temp.overtime(p_start timestamptz, p_end timestamptz) returns bigint language sql as $$
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, start_datetime, end_datetime, description, created_by)
    values (pg_temp.id('M1'), 'overtime', 'additional', p_start, p_end, 'More', 'test')
    returning id
$$;
create function pg_temp.stored() returns text language sql as $$
    select string_agg(to_char(s.planned_start_time, 'DD HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI'), ', '
        order by s.planned_start_time)
    from sched.equipment_schedules as s
$$;
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-12') as run \gset
select pg_temp.overtime('2025-03-10 18:00Z', '2025-03-11 02:00Z') as older \gset
set constraints all immediate;
select is(pg_temp.stored(), '10 18:00-02:00', 'overtime into the night');
update sched.system_configuration set config_value = '2025-03-10' where config_key = 'period_lock_date';
select pg_temp.overtime('2025-03-11 01:00Z', '2025-03-11 05:00Z') as newer \gset
select is(pg_temp.stored(), '10 18:00-02:00, 11 02:00-05:00', 'once locked, newer overtime gives way to it');

select * from finish();
rollback;
