-- A plant calendar over a national one, the default one, those further up, part of a day, entries by hand.
begin;
select plan(17);
\ir ../../small_plant.psql
\ir explain.psql

set local sched.now = '2025-01-01Z';
select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') \g /dev/null
select pg_temp.observe(
    'SITE', 2, 'NATION', '2025-09-24 Heritage', '2025-12-25 Christmas', '2025-05-01 Labour',
    '2025-06-16 Youth'
) \g /dev/null
select pg_temp.observe(
    'SITE', 1, 'PLANT', '2025-09-24 OpenDay working', '2025-05-01 Festival', '2025-12-24 Eve 12:00-24:00'
) \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-01-01', '2025-12-31') \g /dev/null

select is(
    pg_temp.verdict('M1', '2025-09-24 10:00Z'), 'operating 100 D 06:00-14:00 2025-09-24',
    'the plant works'
);
select is(pg_temp.winner('M1', '2025-09-24 10:00Z'), 'pattern TWO_SHIFT (SITE)', 'so the pattern decides');
select results_eq($$select pg_temp.supporters('M1', '2025-09-24 10:00Z')$$, $$values
    ('holiday OpenDay (SITE): It says that this date is a working day.')
$$, 'because the plant calendar says so');
select results_eq($$select pg_temp.losers('M1', '2025-09-24 10:00Z')$$, $$values
    ('holiday Heritage (SITE): Calendar PLANT has higher priority, and has OpenDay on this date.')
$$, 'against the national one');

select is(
    pg_temp.winner('M1', '2025-05-01 10:00Z'), 'holiday Festival (SITE)',
    'both stop: the plant''s decides'
);
select is(pg_temp.because('M1', '2025-05-01 10:00Z'), 'Festival is a holiday.', 'in a sentence');
select results_eq($$select pg_temp.losers('M1', '2025-05-01 10:00Z')$$, $$values
    ('holiday Labour (SITE): Calendar PLANT has higher priority, and has Festival on this date.'),
    ('pattern TWO_SHIFT (SITE): A holiday outweighs the pattern.')
$$, 'the national one and the pattern lose');
select is(pg_temp.ask('M1', '2025-05-01 10:00Z') -> 'winner' ->> 'calendar_code', 'PLANT', 'its calendar');
select is(pg_temp.ask('M1', '2025-05-01 10:00Z') -> 'winner' ->> 'priority', '1', 'its priority');

-- Christmas Eve from noon, local time: two hours behind are UTC.
select is(
    pg_temp.verdict('M1', '2025-12-24 10:00Z'), 'holiday 0 D 12:00-14:00 2025-12-24',
    'in the afternoon'
);
select results_eq($$select pg_temp.losers('M1', '2025-12-24 09:00Z')$$, $$values
    ('holiday Eve (SITE): It only lasts from 12:00 to 24:00.')
$$, 'in the morning');

-- The night of the 16th is worked by nobody; a breakdown outweighs the holiday.
select is(
    pg_temp.because('M1', '2025-06-15 23:00Z'), 'Pattern TWO_SHIFT has no shift at this time.',
    'at night'
);
select results_eq($$select pg_temp.losers('M1', '2025-06-15 23:00Z')$$, $$values
    ('holiday Youth (SITE): There is no shift at this time for it to cancel.')
$$, 'there is nothing to cancel at night');
select pg_temp.stop('M1', 'breakdown', 'Fire', '2025-06-16 08:00Z', '2025-06-16 10:00Z') \g /dev/null
set constraints all immediate;
select results_eq($$select pg_temp.losers('M1', '2025-06-16 09:00Z')$$, $$values
    ('holiday Youth (SITE): An exception outweighs a holiday.'),
    ('pattern TWO_SHIFT (SITE): An exception outweighs the pattern.')
$$, 'a stop on a holiday');

-- A nearer resource with calendars of its own: those above are not asked, nor is the default one.
select pg_temp.observe('LINE', 1, 'LINE', '2025-12-31 Party') \g /dev/null
update sched.holiday_calendars set is_default = true where calendar_code = 'NATION';
insert into sched.holidays (calendar_id, holiday_name, holiday_date, source)
select c.id, 'Imported', '2025-12-31', 'imported' from sched.holiday_calendars as c
    where c.calendar_code = 'LINE';
set constraints all immediate;
select is(
    pg_temp.winner('M1', '2025-12-25 10:00Z'), 'pattern TWO_SHIFT (SITE)',
    'no calendar of the line knows Christmas'
);
select results_eq($$select pg_temp.losers('M1', '2025-12-25 10:00Z')$$, $$values
    ('holiday Christmas (SITE): LINE has calendars of its own, which decide instead.')
$$, 'the nation''s is not asked');
select results_eq($$select pg_temp.losers('M1', '2025-12-31 10:00Z')$$, $$values
    ('holiday Imported (LINE): An entry made by hand outweighs imported ones of its calendar.'),
    ('pattern TWO_SHIFT (SITE): A holiday outweighs the pattern.')
$$, 'made by hand before imported');

select * from finish();
rollback;
