begin;
select plan(21);
\ir ../../small_plant.psql

-- Johannesburg is 2 h ahead of UTC: the first instant that is not locked is 2030-03-15 22:00Z.
set local sched.now = '2030-03-01 00:00:00+00';
select pg_temp.assign('SITE', '24_7', '2030-01-01') as assignment \gset
select pg_temp.stop('LINE', 'other', 'slow', '2030-03-10 00:00+00', null, 50) as slow \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-03-01 08:00+00', '2030-03-01 09:00+00', 'daily',
    p_recurrence_rule => 'FREQ=DAILY'
) as daily \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-03-01 12:00+00', '2030-03-01 13:00+00', 'counted',
    p_recurrence_rule => 'FREQ=DAILY;COUNT=30'
) as counted \gset
select sched_engine.add_exception(
    pg_temp.id('M2'), 'other', '2030-03-14 00:00+00', '2030-03-18 00:00+00', 'later', 'shifted', p_shift_minutes => 60
) as later \gset
select * from sched_engine.generate(null, '2030-03-01', '2030-03-31') \gset
set constraints all immediate;
create temp table locked as
select s.* from sched.equipment_schedules as s where s.schedule_date <= '2030-03-15';
set local sched.now = '2030-03-16 04:00:00+00';
update sched.system_configuration set config_value = '2030-03-15' where config_key = 'period_lock_date';

create function pg_temp.stops(p_description text) returns setof text language sql as $$
    select to_char(s.planned_start_time at time zone 'UTC', 'MM-DD HH24:MI')
    from sched.equipment_schedules as s
    inner join sched.schedule_exceptions as e on e.id = s.exception_id
    where e.description = p_description and s.schedule_date > '2030-03-15'
    order by s.planned_start_time
$$;

select lives_ok(
    format('select sched_engine.close_exception(%s, %L)', :slow, '2030-03-17 22:00+00'),
    'one that began before the lock is closed after it'
);
select results_eq(
    $$select min(planned_start_time), max(planned_end_time) from sched.equipment_schedules
    where exception_id is not null and capacity_percent = 50 and resource_id = pg_temp.id('M2')$$,
    $$values (timestamptz '2030-03-10 00:00+00', timestamptz '2030-03-17 22:00+00')$$,
    'and the plan follows'
);
select lives_ok(
    format('select sched_engine.close_exception(%s, %L)', :slow, '2030-03-15 22:00+00'),
    'at the very first instant that is not locked, too'
);
select lives_ok(
    format('update sched.schedule_exceptions set end_datetime = null where id = %s', :slow), 'it can be opened again'
);

select lives_ok(
    format('select sched_engine.cancel_occurrence(%s, %L)', :daily, '2030-03-20 08:00+00'),
    'an occurrence after the lock is cancelled'
);
select lives_ok(
    format($$update sched.schedule_exceptions set recurrence_rule = 'FREQ=DAILY;UNTIL=20300322T235959' where id = %s$$,
        :daily),
    'its rule gets an end'
);
select results_eq(
    $$select pg_temp.stops('daily')$$,
    $$values ('03-16 08:00'), ('03-17 08:00'), ('03-18 08:00'), ('03-19 08:00'), ('03-21 08:00'), ('03-22 08:00')$$,
    'and the plan follows'
);
select lives_ok(
    format($$update sched.schedule_exceptions set recurrence_rule = 'FREQ=DAILY;COUNT=22' where id = %s$$, :daily),
    'another rule that says the same of the locked dates is as good'
);
select lives_ok(
    format(
        $$update sched.schedule_exceptions set recurrence_added = '{2030-03-28 20:00}', recurrence_excluded = '{}'
        where id = %s$$, :daily
    ),
    'occurrences after the lock are added, and given back'
);
select results_eq(
    $$select pg_temp.stops('daily') offset 4$$,
    $$values ('03-20 08:00'), ('03-21 08:00'), ('03-22 08:00'), ('03-28 18:00')$$,
    'and the plan follows'
);
select lives_ok(
    format($$update sched.schedule_exceptions set recurrence_rule = 'FREQ=DAILY;COUNT=17' where id = %s$$, :counted),
    'a count ends after the lock'
);
select results_eq(
    $$select pg_temp.stops('counted')$$, $$values ('03-16 12:00'), ('03-17 12:00')$$, 'and the plan follows'
);

select lives_ok(
    format('select sched_engine.close_exception(%s, %L)', :later, '2030-03-16 23:00+00'),
    'one that moves the shifts which start in it is closed after the lock'
);
select lives_ok(
    format($$update sched.schedule_exceptions set description = 'said better' where id = %s$$, :later),
    'a description may always change'
);
select lives_ok(
    $$select pg_temp.stop('M2', 'breakdown', 'new', '2030-03-15 22:00+00', '2030-03-15 23:00+00')$$,
    'a new one starts at the very first instant that is not locked'
);
select lives_ok(
    $$select sched_engine.add_exception(
        pg_temp.id('M2'), 'maintenance', '2030-03-18 08:00+00', '2030-03-18 09:00+00', 'weekly',
        p_recurrence_rule => 'FREQ=WEEKLY'
    )$$,
    'a recurring one too'
);
select lives_ok(
    $$update sched.schedule_exceptions
    set start_datetime = '2030-03-19 08:00+00', end_datetime = '2030-03-19 10:00+00', resource_id = pg_temp.id('M1'),
        impact_type = 'reduced', capacity_percent = 10
    where description = 'weekly'$$,
    'everything about one after the lock may change'
);
select lives_ok(
    $$select sched_engine.cancel_exception(e.id) from sched.schedule_exceptions as e where e.description = 'weekly'$$,
    'it is cancelled'
);
select lives_ok($$delete from sched.schedule_exceptions where description = 'weekly'$$, 'or deleted');

select set_eq(
    $$select s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_status, s.capacity_percent,
        s.exception_id
    from sched.equipment_schedules as s where s.schedule_date <= '2030-03-15'$$,
    $$select l.resource_id, l.planned_start_time, l.planned_end_time, l.schedule_status, l.capacity_percent,
        l.exception_id
    from locked as l$$,
    'all this changed nothing on the locked dates'
);
select is_empty('select * from sched.stale_dates', 'and nothing is left to do');

select * from finish();
rollback;
