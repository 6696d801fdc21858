begin;
select plan(5);
\ir ../../small_plant.psql
\ir explain.psql

-- Mondays from 10:00 to 12:00 in New York, but for the 17th.
set local sched.now = '2025-03-01Z';
update sched.resources set time_zone = 'America/New_York' where resource_code = 'SITE';
select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null
insert into sched.schedule_exceptions (
    resource_id, exception_type, description, start_datetime, end_datetime, recurrence_rule, recurrence_excluded,
    created_by
)
values (
    pg_temp.id('LINE'), 'maintenance', 'Cleaning', '2025-03-03 15:00Z', '2025-03-03 17:00Z', 'FREQ=WEEKLY',
    '{2025-03-17 10:00}', 'anna'
);
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-03-31') \g /dev/null

select is(
    pg_temp.verdict('M1', '2025-03-10 14:30Z'), 'maintenance 0 C 10:00-12:00 2025-03-10',
    'an hour earlier by UTC since the clock changed'
);
select is(pg_temp.winner('M1', '2025-03-10 14:30Z'), 'exception Cleaning (LINE)', 'it decides');
select is(
    pg_temp.ask('M1', '2025-03-10 14:30Z') #>> '{winner,start_time}', '2025-03-10T14:00:00+00:00',
    'the occurrence is told, not the first one'
);
select is(pg_temp.winner('M1', '2025-03-17 14:30Z'), 'pattern 24_7 (SITE)', 'one that was cancelled does not');
select results_eq($$select pg_temp.losers('M1', '2025-03-17 14:30Z')$$, $$values
    ('exception Cleaning (LINE): This occurrence was cancelled.')
$$, 'and says so');

select * from finish();
rollback;
