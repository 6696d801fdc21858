-- A machine is taken out of the plan while a shift runs. The shift is finished as planned, with its holiday; overtime
-- that starts later is worked by nobody, over the holiday neither.
begin;
select plan(4);
\ir ../../small_plant.psql
set local sched.now = '2025-03-09Z';

create function pg_temp.stored() returns text language sql as $$
    select string_agg(
        concat_ws(' ', to_char(s.planned_start_time, 'HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI'),
            s.schedule_status, e.description), ', ' order by s.planned_start_time)
    from sched.equipment_schedules as s
    left join sched.schedule_exceptions as e on e.id = s.exception_id
$$;
do $$ begin
    perform pg_temp.add_pattern('DAY', 1, '0 06:00-18:00 D');
    perform pg_temp.assign('SITE', 'DAY', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'C', '2025-03-10 Half 10:00-18:00');
    perform sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10');
end $$;
set constraints all immediate;
set local sched.now = '2025-03-10 06:00Z';
insert into sched.schedule_exceptions
(resource_id, exception_type, impact_type, start_datetime, end_datetime, description, created_by)
values (pg_temp.id('SITE'), 'overtime', 'additional', '2025-03-10 10:00Z', '2025-03-10 11:00Z', 'More', 'test');
select is(
    pg_temp.stored(), '04:00-08:00 operating, 08:00-10:00 holiday, 10:00-11:00 operating More, 11:00-16:00 holiday',
    'overtime is worked over a holiday'
);
set local sched.now = '2025-03-10 09:00Z';
update sched.resources set requires_scheduling = false where id = pg_temp.id('M1');
select is(
    pg_temp.stored(), '04:00-08:00 operating, 08:00-16:00 holiday',
    'but not by who was taken out of the plan before it starts'
);
select ok(
    not sched_engine.works_overtime(pg_temp.id('M1'), '2025-03-10 10:00Z', false)
    and sched_engine.works_overtime(pg_temp.id('M1'), '2025-03-10 08:59Z', false),
    'what tells is how things stood when it starts'
);
select ok(
    sched_engine.works_overtime(pg_temp.id('AREA'), '2025-03-10 10:00Z', true),
    'an area is asked for the machines below it'
);

select * from finish();
rollback;
