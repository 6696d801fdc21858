begin;
select plan(6);
\ir ../../small_plant.psql

select sched_engine.set_default_calendar(sched_engine.calendar_id('ZA'));

select sched_engine.calendar_id('ZA') as za \gset
delete from sched.holidays as h where h.calendar_id = :za and h.holiday_date > '2027-12-31';
delete from sched.events;

select ok(sched_engine.warn_of_calendar(:za) is not null, 'an event is written');
select results_eq(
    $$
        select e.event_type, e.resource_id, e.data ->> 'calendar_code', e.data ->> 'date', (e.data ->> 'machines')::integer > 0
        from sched.events as e
    $$,
    $$values ('calendar.expiring', null::bigint, 'ZA', '2027-12-27', true)$$,
    'about the plant: which calendar, its last entry, how many machines observe it'
);
select is(sched_engine.warn_of_calendar(:za), null, 'and not again');
update sched.events set occurred_at = now() - interval '31 days';
select ok(sched_engine.warn_of_calendar(:za) is not null, 'but a month later');
insert into sched.holidays (calendar_id, holiday_name, holiday_date, source)
values (:za, 'One more', '2028-01-01', 'imported');
select ok(sched_engine.warn_of_calendar(:za) is not null, 'and when it ends later than it did');
select is(sched_engine.warn_of_calendar(sched_engine.calendar_id('GB')), null, 'not about one that nobody observes');

select * from finish();
rollback;
