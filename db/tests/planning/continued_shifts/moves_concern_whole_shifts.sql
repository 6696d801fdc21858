begin;
select plan(7);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('DAYS', 1, '0 06:00-14:00 D', '0 10:00-10:30 break');
    perform pg_temp.assign('SITE', 'DAYS', '2025-03-01');
end $$;
set local sched.now = '2025-03-01Z';
update sched.resources set time_zone = 'UTC' where resource_code = 'SITE';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as run \gset
set constraints all immediate;

create function pg_temp.stored() returns text language sql as $$
    select string_agg(to_char(s.planned_start_time, 'HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI'), ', '
        order by s.planned_start_time)
    from sched.equipment_schedules as s
$$;
create function pg_temp.move(p_minutes integer) returns bigint language sql as $$
    insert into sched.schedule_exceptions
    (resource_id, exception_type, impact_type, shift_minutes, start_datetime, end_datetime, description, created_by)
    values (pg_temp.id('M1'), 'other', 'shifted', p_minutes, '2025-03-10Z', '2025-03-11Z', 'Move', 'test')
    returning id
$$;

select pg_temp.move(120) as late \gset
set local sched.now = '2025-03-10 07:00Z';
select is(
    (select count(*) from sched_engine.preview_generation(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10', true)), 0::bigint,
    'moved from 06:00 to 08:00, it has not begun at 07:00, and stays'
);
select sched_engine.cancel_exception(:late) as cancelled \gset
select is(pg_temp.stored(), '06:00-10:00, 10:30-14:00', 'cancelled at 07:00 the move gives back the whole shift');
select pg_temp.move(60) as too_late \gset
select is(pg_temp.stored(), '06:00-10:00, 10:30-14:00', 'which has begun then, and is not moved any more');
select sched_engine.cancel_exception(:too_late) as cancelled \gset

set local sched.now = '2025-03-02Z';
delete from sched.equipment_schedules;
update sched.generated_dates set dates = '{}';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') as run \gset
set local sched.now = '2025-03-10 05:00Z';
select pg_temp.move(-120) as early \gset
select is(pg_temp.stored(), '04:00-08:00, 08:30-12:00', 'entered at 05:00, one from 06:00 to 04:00 moves all of it');
select is(
    (select count(*) from sched_engine.preview_generation(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10', true)), 0::bigint,
    'a regeneration agrees'
);
select sched_engine.cancel_exception(:early) as cancelled \gset
select is(pg_temp.stored(), '04:00-08:00, 08:30-12:00', 'it has begun: cancelling the move comes too late');
select is(
    (select count(distinct s.exception_id) from sched.equipment_schedules as s), 1::bigint,
    'and the rows still say what moved them'
);

select * from finish();
rollback;
