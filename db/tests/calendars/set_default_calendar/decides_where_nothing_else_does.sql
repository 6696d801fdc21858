begin;
select plan(7);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('M2', 1, 'OWN');
    perform pg_temp.observe('M2', 2, 'HOME', '2025-03-10 Feast');
    delete from sched.resource_calendar_assignments as a using sched.holiday_calendars as c
    where c.id = a.calendar_id and c.calendar_code = 'HOME';
    perform sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2025-03-10', '2025-03-10', true, true, true);
end $$;

select ok(sched_engine.set_default_calendar(sched_engine.calendar_id('HOME')), 'it becomes the default');
select ok(not sched_engine.set_default_calendar(sched_engine.calendar_id('HOME')), 'once');
select is((select count(*) from sched.holiday_calendars where is_default), 1::bigint, 'there is one');
select is(
    (select count(*) from pg_temp.plan('M1', '2025-03-10', '2025-03-10') as p where p like '%holiday Feast'),
    2::bigint,
    'who observes none observes it'
);
select is(
    (select count(*) from pg_temp.plan('M2', '2025-03-10', '2025-03-10') as p where p like '%operating'),
    2::bigint,
    'who has calendars does not'
);
select ok(sched_engine.set_default_calendar(null), 'it can be taken back');
select is((select count(*) from sched.holiday_calendars where is_default), 0::bigint, 'then none is');

select * from finish();
rollback;
