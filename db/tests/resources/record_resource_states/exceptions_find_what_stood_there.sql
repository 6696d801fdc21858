begin;
select plan(9);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('LINE2', 'work_center', 'AREA');
    perform pg_temp.add_pattern('DAYS', 1, '0 06:00-14:00 D');
    perform pg_temp.assign('SITE', 'DAYS', '2025-03-01');
end $$;
set local sched.now = '2025-03-01Z';
update sched.resources set time_zone = 'UTC' where resource_code = 'SITE';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-12') as run \gset
select pg_temp.stop('LINE', 'breakdown', 'Old line', '2025-03-10 08:00Z', '2025-03-10 09:00Z') as old_line \gset
select pg_temp.stop('LINE2', 'breakdown', 'New line', '2025-03-10 10:00Z', '2025-03-10 11:00Z') as new_line \gset
set constraints all immediate;

create function pg_temp.stops() returns text language sql as $$
    select string_agg(to_char(s.planned_start_time, 'DD HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI ')
        || s.schedule_status, ', ' order by s.planned_start_time)
    from sched.equipment_schedules as s where s.schedule_status <> 'operating'
$$;

select is(
    (select count(*) from sched.resource_states as t where t.resource_id = pg_temp.id('M1')), 2::bigint,
    'a zone above changed, which M1 inherits'
);
set local sched.now = '2025-03-11 07:00Z';
update sched.resources set parent_resource_id = pg_temp.id('LINE2') where resource_code = 'M1';
select is(pg_temp.stops(), '10 08:00-09:00 breakdown', 'a machine that moves keeps the stops of its old line');
select pg_temp.stop('LINE', 'shutdown', 'Old', '2025-03-10 12:00Z', '2025-03-12 12:00Z') as late_old \gset
select is(
    pg_temp.stops(), '10 08:00-09:00 breakdown, 10 12:00-14:00 shutdown, 11 06:00-07:00 shutdown',
    'entered late, they reach it until it moved'
);
select pg_temp.stop('LINE2', 'shutdown', 'New', '2025-03-11 06:30Z', '2025-03-11 08:00Z') as late_new \gset
select is(
    pg_temp.stops(),
    '10 08:00-09:00 breakdown, 10 12:00-14:00 shutdown, 11 06:00-07:00 shutdown, 11 07:00-08:00 shutdown',
    'those of the new line from then on'
);
update sched.resources set resource_name = 'Renamed' where resource_code = 'M1';
select is(
    (select count(*) from sched.resource_states as t where t.resource_id = pg_temp.id('M1')), 3::bigint,
    'a new name is no new state'
);
update sched.resources set is_active = false where resource_code = 'M1';
update sched.resources set is_active = true where resource_code = 'M1';
select is(
    (select count(*) from sched.resource_states as t where t.resource_id = pg_temp.id('M1')), 3::bigint,
    'nor is what lasted no time'
);
select is(
    (
        select count(*) from sched.resource_states as t
        where t.valid_until = 'infinity'
            and exists (
                select from sched.resources as r where r.id = t.resource_id and r.path_ids = t.path_ids
                    and t.is_scheduled = (r.is_active and r.requires_scheduling)
                    and t.time_zone = sched_engine.nearest_zone(r.path_ids)
            )
    ),
    (select count(*) from sched.resources), 'the last state of each is that of now'
);
set local sched.now = '2025-03-11 09:00Z';
insert into sched.schedule_exceptions
(resource_id, exception_type, start_datetime, end_datetime, recurrence_rule, description, created_by)
values (
    pg_temp.id('LINE2'), 'maintenance', '2025-03-11 09:00Z', '2025-03-11 10:00Z', 'FREQ=DAILY', 'Daily', 'test'
);
set local sched.now = '2025-03-11 12:00Z';
update sched.resources set time_zone = 'Africa/Johannesburg' where resource_code = 'SITE';
select is(
    (
        select string_agg(to_char(e.start_time, 'DD HH24:MI'), ', ' order by e.start_time)
        from sched_engine.effective_exceptions(array[pg_temp.id('M1')], '2025-03-11', '2025-03-12') as e
        where e.schedule_status = 'maintenance' and e.start_time < '2025-03-13Z'
    ), '11 09:00, 12 09:00', 'an occurrence that has passed stays at the clock of then'
);
delete from sched.resources where resource_code = 'M2';
select is_empty(
    'select from sched.resource_states as t where not exists (select from sched.resources as r where r.id = t.resource_id)',
    'they go with their resource'
);

select * from finish();
rollback;
