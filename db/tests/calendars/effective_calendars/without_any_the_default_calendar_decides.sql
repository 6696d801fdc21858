begin;
select plan(4);
\ir ../../small_plant.psql

select is(
    (select e.calendar_ids from sched_engine.effective_calendars(array[pg_temp.id('M1')]) as e),
    '{}'::bigint[],
    'no calendar and no default: none'
);
update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
select is(
    (select e.calendar_ids from sched_engine.effective_calendars(array[pg_temp.id('M1')]) as e),
    (select array[c.id] from sched.holiday_calendars as c where c.calendar_code = 'ZA'),
    'the default'
);
select is(
    (select e.inherited_from from sched_engine.effective_calendars(array[pg_temp.id('M1')]) as e), null,
    'which comes from no resource'
);
select throws_ok(
    $$update sched.holiday_calendars set is_default = true where calendar_code = 'US'$$, '23505', null,
    'there is one default at most'
);

select * from finish();
rollback;
