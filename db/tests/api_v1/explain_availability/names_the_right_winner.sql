-- Five levels, three exceptions on different ones that overlap, an override at the area.
begin;
select plan(21);
\ir ../../small_plant.psql
\ir explain.psql

select pg_temp.add_resource('CORP', 'enterprise', null, 'UTC') \g /dev/null
update sched.resources set parent_resource_id = pg_temp.id('CORP') where resource_code = 'SITE';
select pg_temp.assign('CORP', 'TWO_SHIFT', '2020-01-01') \g /dev/null
select pg_temp.assign('SITE', 'DAY_ONLY', '2024-01-01', '2024-12-31') \g /dev/null
select pg_temp.assign('AREA', '24_7', '2025-01-01') \g /dev/null
select pg_temp.stop('SITE', 'shutdown', 'Power cut', '2025-03-10 08:00Z', '2025-03-10 12:00Z') \g /dev/null
select pg_temp.stop('LINE', 'maintenance', 'Boiler', '2025-03-10 09:00Z', '2025-03-10 11:00Z') \g /dev/null
select pg_temp.stop('M1', 'other', 'Slow', '2025-03-10 07:00Z', '2025-03-10 14:00Z', 50) \g /dev/null
set local sched.now = '2025-02-01Z';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-03-31') \g /dev/null

select is(
    pg_temp.verdict('M1', '2025-03-10 10:00Z'), 'shutdown 0 C 10:00-14:00 2025-03-10',
    'all three: what is planned'
);
select is(pg_temp.because('M1', '2025-03-10 10:00Z'), 'An exception stops it: Power cut.', 'all three: why');
select is(
    pg_temp.winner('M1', '2025-03-10 10:00Z'), 'exception Power cut (SITE)',
    'all three: the gravest stop decides'
);
select results_eq($$select pg_temp.losers('M1', '2025-03-10 10:00Z')$$, $$values
    ('exception Boiler (LINE): Shutdown comes before maintenance.'),
    ('exception Slow (M1): A stop outweighs reduced capacity.'),
    ('pattern 24_7 (AREA): An exception outweighs the pattern.'),
    ('assignment TWO_SHIFT (CORP): The assignment of AREA on this date is nearer.')
$$, 'all three: everything else loses, and why');
select is_empty($$select pg_temp.supporters('M1', '2025-03-10 10:00Z')$$,
    'all three: nothing applies beside it');

select is(
    pg_temp.verdict('M1', '2025-03-10 07:30Z'), 'operating 50 C 09:00-10:00 2025-03-10',
    'slow only: runs'
);
select is(pg_temp.winner('M1', '2025-03-10 07:30Z'), 'exception Slow (M1)', 'slow only: it decides');
select results_eq($$select pg_temp.supporters('M1', '2025-03-10 07:30Z')$$, $$values
    ('pattern 24_7 (AREA): Its shift runs, at the capacity that the exception leaves.')
$$, 'slow only: the shift applies with it');
select is(
    pg_temp.winner('M2', '2025-03-10 07:30Z'), 'pattern 24_7 (AREA)',
    'the machine beside it follows the pattern'
);
select is(
    pg_temp.verdict('M2', '2025-03-10 07:30Z'), 'not_generated 100 C 00:00-10:00 2025-03-10',
    'and is not generated'
);
select is(
    pg_temp.ask('M2', '2025-03-10 07:30Z') #>> '{verdict,planned_status}', 'operating',
    'but would run'
);

-- The end belongs to what follows.
select is(pg_temp.winner('M1', '2025-03-10 12:00Z'), 'exception Slow (M1)', 'at its end a stop is over');
select is(pg_temp.winner('M1', '2025-03-10 14:00Z'), 'pattern 24_7 (AREA)', 'and a reduction');

select is(
    pg_temp.ask('M1', '2025-03-10 14:00Z') -> 'winner' #> '{rule}' ->> 'shift_code', 'C',
    'the rule of the pattern'
);
select is(
    pg_temp.ask('M1', '2025-03-10 10:00Z') -> 'winner' ->> 'entered_by', 'test', 'who entered the exception'
);
select is(
    pg_temp.ask('M1', '2025-03-10 14:00Z') -> 'winner' ->> 'is_inherited', 'true',
    'the assignment comes from above'
);
select results_eq($$
    select p ->> 'resource_code', p #>> '{assignment,pattern_code}', p #>> '{exceptions,0,description}',
        p ->> 'time_zone'
    from jsonb_array_elements(pg_temp.ask('M1', '2025-03-10 10:00Z') -> 'path') as p
$$, $$values
    ('CORP', 'TWO_SHIFT', null, 'UTC'), ('SITE', null, 'Power cut', 'Africa/Johannesburg'), ('AREA', '24_7',
        null, null),
    ('LINE', null, 'Boiler', null), ('M1', null, 'Slow', null)
$$, 'the path from the root, with what each has of its own');

-- Of two of a kind the newer one; a cancelled one is told, and decides nothing.
select pg_temp.stop('M1', 'shutdown', 'Later', '2025-03-10 08:00Z', '2025-03-10 12:00Z') \g /dev/null
update sched.schedule_exceptions set is_active = false where description = 'Boiler';
set constraints all immediate;
select is(
    pg_temp.winner('M1', '2025-03-10 10:00Z'), 'exception Later (M1)',
    'of two of a kind the newer one decides'
);
select results_eq($$select i from pg_temp.losers('M1', '2025-03-10 10:00Z') as i limit 2$$, $$values
    ('exception Power cut (SITE): Of two of the same kind, the one entered later decides.'),
    ('exception Boiler (LINE): It was cancelled.')
$$, 'and the older one says so');
select is(pg_temp.winner('M1', '2025-03-12 10:00Z'), 'pattern 24_7 (AREA)', 'other days are not concerned');
select results_eq($$select i from pg_temp.losers('M2', '2025-03-10 10:00Z') as i
    where i like 'exception%'$$, $$values
    ('exception Boiler (LINE): It was cancelled.')
$$, 'a cancelled exception says so');

select * from finish();
rollback;
