begin;
select plan(3);
\ir ../../small_plant.psql

select pg_temp.observe('SITE', 1, 'NATIONAL', '2025-12-24 Eve 12:00-24:00') as calendar \gset
insert into sched.holidays (calendar_id, holiday_name, holiday_date, source, affects_scheduling)
values
(:calendar, 'Imported', '2025-12-24', 'imported', true), (:calendar, 'Alone', '2025-12-25', 'imported', true),
(:calendar, 'Moved', '2025-12-26', 'imported', true), (:calendar, 'Not here', '2025-12-26', 'manual', false);
create function pg_temp.holidays() returns setof text language sql as $$
    select concat_ws(' ', h.holiday_date, h.holiday_name, h.start_time, h.end_time)
    from sched_engine.effective_holidays(array[pg_temp.id('M1')], '2025-12-20', '2025-12-31') as h
    order by h.holiday_date, h.holiday_id
$$;

select results_eq(
    'select pg_temp.holidays()', array['2025-12-24 Eve 12:00:00 24:00:00', '2025-12-25 Alone'],
    'where there is a manual entry on a date, imported ones of that calendar do not count'
);
insert into sched.holidays (calendar_id, holiday_name, holiday_date)
values (:calendar, 'Second', '2025-12-24');
select results_eq(
    'select pg_temp.holidays()',
    array['2025-12-24 Eve 12:00:00 24:00:00', '2025-12-24 Second', '2025-12-25 Alone'],
    'several manual ones all count'
);
update sched.holidays set affects_scheduling = false where calendar_id = :calendar and holiday_name = 'Eve';
select results_eq(
    'select pg_temp.holidays()', array['2025-12-24 Second', '2025-12-25 Alone'],
    'but for those that do not affect scheduling'
);

select * from finish();
rollback;
