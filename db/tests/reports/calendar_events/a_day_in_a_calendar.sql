begin;
select plan(4);
\ir ../../small_plant.psql

set local sched.now = '2025-03-01 00:00Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') as assignment \gset
select pg_temp.observe('SITE', 1, 'CAL', '2025-03-11 Day', '2025-03-12 Noon 10:00-12:00') as calendar \gset
select pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 06:00Z', '2025-03-10 08:00Z') as stop \gset
select pg_temp.stop('M1', 'other', 'Slow', '2025-03-10 12:00Z', '2025-03-10 20:00Z', 60) as slow \gset
select count(*) from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-12') \gset
create function pg_temp.events() returns setof text language sql as $$
    select concat_ws(' ', coalesce(
        e.whole_day::text, to_char(e.start_time, 'DD HH24:MI') || to_char(e.end_time, '-HH24:MI')
    ), e.summary)
    from sched_engine.calendar_events(pg_temp.id('M1'), '2025-03-10', '2025-03-12') as e
    order by e.start_time
$$;

select results_eq('select * from pg_temp.events()', array[
    '10 04:00-06:00 Shift D', '10 06:00-08:00 Maintenance: Oil', '10 08:00-12:00 Shift D',
    '10 12:00-20:00 Shift A at 60 %', '2025-03-11 Day',
    '12 04:00-08:00 Shift D', '12 08:00-10:00 Noon', '12 10:00-12:00 Shift D', '12 12:00-20:00 Shift A'
], 'shifts, stops, and holidays once a day');
select uid, stamp from sched_engine.calendar_events(pg_temp.id('M1'), '2025-03-11', '2025-03-11') \gset
select sched_engine.cancel_exception(:stop) as cancelled \gset
select count(*) from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-12', true) \gset
select results_eq('select * from pg_temp.events() as e limit 2', array[
    '10 04:00-12:00 Shift D', '10 12:00-20:00 Shift A at 60 %'
], 'the stop is gone');
select is(
    (select e.uid from sched_engine.calendar_events(pg_temp.id('M1'), '2025-03-11', '2025-03-11') as e),
    :'uid'::text, 'what stays keeps its uid'
);
select matches(:'uid'::text, '^\d+-2025-03-11-holiday-\d+@equipment-scheduling$', 'which says what it is');

select * from finish();
rollback;
