begin;
select plan(10);
set local sched.now = '2026-11-30 09:00Z';
\ir ../../small_plant.psql

-- 80 machines in two areas of one zone, and one of another: alike but for what they are given below.
select pg_temp.add_resource('AREA2', 'area', 'SITE');
select pg_temp.add_resource('SITE3', 'site', null, 'America/Detroit');
select count(pg_temp.add_resource('N' || n, 'work_unit', (array['AREA', 'AREA2', 'SITE3'])[1 + n % 3], null, true))
from generate_series(1, 80) as g (n) \gset made_
select count(pg_temp.assign(s.code, 'TWO_SHIFT', '2024-01-01'))
from (values ('SITE'), ('SITE3')) as s (code) \gset made_

-- A stop of an area and one of a machine, a machine at half its capacity, and one with a shift moved by an hour.
insert into sched.schedule_exceptions
(resource_id, exception_type, impact_type, start_datetime, end_datetime, capacity_percent, shift_minutes,
    description, created_by)
values
(pg_temp.id('AREA2'), 'maintenance', 'no_operation', '2027-02-02 08:00Z', '2027-02-02 10:00Z', null, null, 't', 't'),
(pg_temp.id('N7'), 'breakdown', 'no_operation', '2027-02-03 07:00Z', '2027-02-03 09:00Z', null, null, 't', 't'),
(pg_temp.id('N9'), 'maintenance', 'reduced', '2027-02-04 07:00Z', '2027-02-04 09:00Z', 50, null, 't', 't'),
(pg_temp.id('N20'), 'other', 'shifted', '2027-02-05 00:00Z', '2027-02-05 12:00Z', null, 60, 't', 't');

create function pg_temp.differing() returns setof bigint language sql as $$
    select distinct coalesce(((c.change).stored).resource_id, ((c.change).planned).resource_id)
    from sched_engine.schedule_comparison(
        sched_engine.schedulable_resources(null), '2027-02-01', '2027-02-28', true, null, '{}'
    ) as c
    where c.is_different
$$;
create function pg_temp.missing() returns setof bigint language sql as $$
    select unnest(sched_engine.schedulable_resources(null))
    except
    select u.resource_id
    from sched_engine.unchanged_machines(
        sched_engine.schedulable_resources(null), '2027-02-01', '2027-02-28', true
    ) as u
$$;

select set_eq('select pg_temp.missing()', 'select unnest(sched_engine.schedulable_resources(null))',
    'nothing is generated, so that nothing is as it should be');
select sched_engine.generate(null, '2027-02-01', '2027-02-28');
select is_empty('select pg_temp.missing()', 'every machine is as it should be, whatever it is given');
select results_eq(
    $$select sum(u.row_count) from sched_engine.unchanged_machines(
        sched_engine.schedulable_resources(null), '2027-02-01', '2027-02-28', true) as u$$,
    'select count(*)::numeric from sched.equipment_schedules', 'with all of its rows'
);
select md5(string_agg((s.*)::text, ',' order by s.resource_id, s.planned_start_time)) as before
from (
    select s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_date, s.schedule_status,
        s.capacity_percent, s.shift_code, s.pattern_id, s.exception_id, s.holiday_id
    from sched.equipment_schedules as s
) as s \gset

-- One column each, on the machines that stand for the others too; a row too few, a row too many.
update sched.equipment_schedules set planned_end_time = planned_end_time - interval '1 minute'
where resource_id = pg_temp.id('N1') and schedule_date = '2027-02-08';
update sched.equipment_schedules set schedule_status = 'shutdown'
where resource_id = pg_temp.id('N2') and schedule_date = '2027-02-08';
update sched.equipment_schedules set capacity_percent = 99
where resource_id = pg_temp.id('N3') and schedule_date = '2027-02-08';
update sched.equipment_schedules set shift_code = null
where resource_id = pg_temp.id('N10') and schedule_date = '2027-02-08';
update sched.equipment_schedules set pattern_id = null
where resource_id = pg_temp.id('N11') and schedule_date = '2027-02-08';
update sched.equipment_schedules set exception_id = 1
where resource_id = pg_temp.id('N12') and schedule_date = '2027-02-08';
update sched.equipment_schedules set holiday_id = 1
where resource_id = pg_temp.id('N13') and schedule_date = '2027-02-08';
delete from sched.equipment_schedules
where resource_id = pg_temp.id('N14') and schedule_date = '2027-02-08';
insert into sched.equipment_schedules
(resource_id, planned_start_time, planned_end_time, schedule_date, schedule_status, capacity_percent)
values (pg_temp.id('N15'), '2027-02-14 00:00Z', '2027-02-14 00:01Z', '2027-02-14', 'operating', 100);
delete from sched.equipment_schedules where resource_id = pg_temp.id('N16');

select set_eq('select pg_temp.missing()', 'select pg_temp.differing()', 'both find the same machines');
select set_eq(
    'select pg_temp.missing()',
    $$select pg_temp.id('N' || n) from unnest('{1,2,3,10,11,12,13,14,15,16}'::integer[]) as i (n)$$, 'which are these'
);
select sched_engine.generate(null, '2027-02-01', '2027-02-28', true);
select is_empty('select pg_temp.missing()', 'a regeneration puts them right');
select results_eq(
    $$select md5(string_agg((s.*)::text, ',' order by s.resource_id, s.planned_start_time))
    from (
        select s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_date, s.schedule_status,
            s.capacity_percent, s.shift_code, s.pattern_id, s.exception_id, s.holiday_id
        from sched.equipment_schedules as s
    ) as s$$,
    format('select %L', :'before'), 'to the row'
);

-- The model changes under the stored plan: an area's pattern, and a machine that is planned no more.
alter table sched.resource_pattern_assignments disable trigger user;
update sched.resource_pattern_assignments set pattern_id = sched_engine.pattern_id('24_7')
where resource_id = pg_temp.id('SITE3');
select set_eq('select pg_temp.missing()', 'select pg_temp.differing()', 'both find the machines of a new pattern');
alter table sched.resources disable trigger user;
update sched.resources set requires_scheduling = false where resource_code = 'N4';
select is_empty(
    $$select u.resource_id
    from sched_engine.unchanged_machines(array[pg_temp.id('N4'), pg_temp.id('N7')], '2027-02-01', '2027-02-28', true)
    as u where u.resource_id = pg_temp.id('N4')$$,
    'a machine that is planned no more is not as it should be while it has rows'
);
select is_empty(
    $$select u.resource_id from sched_engine.unchanged_machines('{}', '2027-02-01', '2027-02-28', true) as u$$,
    'no machines, no rows'
);

select * from finish();
rollback;
