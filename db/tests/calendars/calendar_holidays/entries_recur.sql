begin;
select plan(2);
\ir ../../small_plant.psql

select pg_temp.observe('SITE', 1, 'PLANT') as calendar \gset
insert into sched.holidays (calendar_id, holiday_name, recurrence_rule)
values (:calendar, 'First Monday of May', 'FREQ=YEARLY;BYMONTH=5;BYDAY=1MO');
select results_eq(
    format(
        'select holiday_date from sched_engine.calendar_holidays(array[%s], %L, %L) order by 1',
        :calendar, '2030-01-01', '2032-12-31'
    ),
    $$values (date '2030-05-06'), ('2031-05-05'), ('2032-05-03')$$,
    'by the rule'
);
select throws_ok(
    format(
        'insert into sched.holidays (calendar_id, holiday_name, recurrence_rule) values (%s, %L, %L)',
        :calendar, 'Bad', 'FREQ=SOMETIMES'
    ),
    'SC012', null, 'a bad rule is refused when it is stored'
);

select * from finish();
rollback;
