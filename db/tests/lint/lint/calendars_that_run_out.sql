begin;
select plan(5);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.observe('SITE', 1, 'COUNTRY', '2025-01-01 New', '2025-12-25 Christmas', '2026-01-01 New', '2026-12-25 Christmas');
    perform pg_temp.observe('SITE', 2, 'SHORT', '2025-03-01 Spring', '2025-09-01 Autumn');
    perform pg_temp.observe('SITE', 3, 'EMPTY');
end $$;

select results_eq(
    $$select f.severity, f.code, f.location, f.first_date, f.last_date
    from sched_engine.lint_calendars('2026-01-01', '2026-12-31') as f order by f.location$$,
    $$values
    ('info', 'LINT-003', 'EMPTY', date '2026-01-01', date '2026-12-31'),
    ('warning', 'LINT-003', 'SHORT', '2026-01-01', '2026-12-31')$$,
    'one that ends before its next entry is due, and an empty one'
);
select results_eq(
    $$select f.first_date, f.message from sched_engine.lint_calendars('2026-01-15', '2027-01-14') as f
    where f.location = 'COUNTRY'$$,
    $$values (
        date '2026-12-26',
        'Its last entry is on 2026-12-25; the next would be due on 2027-01-01. 2 machines observe it.'
    )$$,
    'a full year is enough until the first holiday of the next'
);
insert into sched.holidays (calendar_id, holiday_name, recurrence_rule)
select c.id, 'Founders', 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=2'
from sched.holiday_calendars as c where c.calendar_code = 'EMPTY';
select is_empty(
    $$select * from sched_engine.lint_calendars('2026-01-01', '2026-12-31') where location = 'EMPTY'$$,
    'recurring entries do not run out'
);
delete from sched.resource_calendar_assignments;
select is_empty($$select * from sched_engine.lint_calendars('2026-01-01', '2026-12-31')$$, 'only calendars in use');
update sched.holiday_calendars set is_default = true where calendar_code = 'SHORT';
select results_eq(
    $$select f.location from sched_engine.lint_calendars('2026-01-01', '2026-12-31') as f$$, array['SHORT'],
    'the default one is'
);

select * from finish();
rollback;
