begin;
select plan(4);
\ir ../../small_plant.psql

select pg_temp.add_pattern('NIGHT', 1, '0 22:00-06:00 N', '0 01:00-05:30 break') as night \gset
select pg_temp.add_pattern('EARLY', 1, '0 04:00-12:00 E', '0 20:00-23:00 L') as early \gset
select pg_temp.assign('SITE', 'NIGHT', '2025-03-01') as assignment \gset
set local sched.now = '2025-03-01 00:00Z';
select * from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10') \gset first_

-- Two weeks later the machine follows other patterns, also on dates that nobody had generated.
set local sched.now = '2025-03-25 00:00Z';
delete from sched.resource_pattern_assignments;
select pg_temp.assign('SITE', 'EARLY', '2025-03-01') as assignment \gset
select * from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-09', '2025-03-11') \gset second_

select results_eq(
    $$select s.schedule_date, s.shift_code,
        to_char(s.planned_start_time at time zone 'Africa/Johannesburg', 'DD HH24:MI'),
        to_char(s.planned_end_time at time zone 'Africa/Johannesburg', 'DD HH24:MI')
        from sched.equipment_schedules as s where s.resource_id = pg_temp.id('M1')
        order by s.planned_start_time$$,
    $$values
        (date '2025-03-09', 'E', '09 04:00', '09 12:00'),
        (date '2025-03-09', 'L', '09 20:00', '09 23:00'),
        (date '2025-03-10', 'N', '10 22:00', '11 01:00'),
        (date '2025-03-10', 'N', '11 05:30', '11 06:00'),
        (date '2025-03-11', 'E', '11 06:00', '11 12:00'),
        (date '2025-03-11', 'L', '11 20:00', '11 23:00')$$,
    'the first shift of the new pattern starts when the last one of the old has ended'
);
select is(:second_inserted, 4, 'rows that are there are counted');
select results_eq(
    $$select r.inserted, r.updated, r.deleted
        from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-09', '2025-03-11', true) as r$$,
    'values (0::bigint, 0::bigint, 0::bigint)', 'a regeneration agrees'
);
select is_empty(
    $$select * from sched_engine.preview_generation(array[pg_temp.id('M1')], '2025-03-09', '2025-03-11', true)$$,
    'so does its preview'
);

select * from finish();
rollback;
