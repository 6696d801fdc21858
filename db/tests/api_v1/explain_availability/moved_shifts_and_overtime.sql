begin;
select plan(15);
\ir ../../small_plant.psql
\ir explain.psql

create function pg_temp.change(
    p_type sched.exception_type, p_impact sched.impact_type, p_description text, p_start timestamptz,
    p_end timestamptz,
    p_minutes integer default null
) returns void language sql as $$
    insert into sched.schedule_exceptions (
        resource_id, exception_type, impact_type, description, start_datetime, end_datetime, shift_minutes,
        shift_code,
        created_by
    )
    values (
        pg_temp.id('M1'), p_type, p_impact, p_description, p_start, p_end, p_minutes,
        case when p_impact = 'additional' then 'X' end, 'test'
    )
$$;

set local sched.now = '2025-01-01Z';
select pg_temp.add_pattern('P', 1, '0 06:00-14:00 D') \g /dev/null
select pg_temp.assign('SITE', 'P', '2025-01-01') \g /dev/null
select pg_temp.observe('SITE', 1, 'PLANT', '2025-03-20 Holiday') \g /dev/null
select pg_temp.change('other', 'shifted', 'Late', '2025-03-10 00:00Z', '2025-03-11 00:00Z', 120) \g /dev/null
select pg_temp.change('overtime', 'additional', 'Rush', '2025-03-12 10:00Z', '2025-03-12 16:00Z') \g /dev/null
select pg_temp.change('overtime', 'additional', 'Extra', '2025-03-20 04:00Z', '2025-03-20 08:00Z')
    \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-03-31') \g /dev/null

-- The shift of the 10th starts at 08:00 instead of 06:00.
select is(pg_temp.verdict('M1', '2025-03-10 05:00Z'), 'not_planned 0 2025-03-10', 'moved away');
select is(
    pg_temp.because('M1', '2025-03-10 05:00Z'), 'An exception moves the shift away: Late.',
    'by an exception'
);
select results_eq($$select pg_temp.losers('M1', '2025-03-10 05:00Z')$$, $$values
    ('pattern P (SITE): Exception ' || (
        select e.id from sched.schedule_exceptions as e where e.description = 'Late'
    ) || ' moves its shift away by 120 minutes.')
$$, 'the pattern has a shift then');
select is(pg_temp.verdict('M1', '2025-03-10 13:00Z'), 'operating 100 D 08:00-16:00 2025-03-10', 'moved here');
select is(
    pg_temp.because('M1', '2025-03-10 13:00Z'), 'An exception moves the shift here: Late.',
    'by the same one'
);
select results_eq($$select pg_temp.supporters('M1', '2025-03-10 13:00Z')$$, $$values
    ('pattern P (SITE): Its shift runs, moved.')
$$, 'the shift of the pattern runs');
select is(
    pg_temp.ask('M1', '2025-03-10 13:00Z') #>> '{supporters,0,rule,start_time}', '06:00:00',
    'its rule is named'
);

-- A breakdown of the moved shift: the move applies, the breakdown decides.
select pg_temp.stop('M1', 'breakdown', 'Fire', '2025-03-10 12:00Z', '2025-03-10 13:00Z') \g /dev/null
set constraints all immediate;
select is(pg_temp.winner('M1', '2025-03-10 12:30Z'), 'exception Fire (M1)', 'the breakdown decides');
select results_eq($$select pg_temp.supporters('M1', '2025-03-10 12:30Z')$$, $$values
    ('exception Late (M1): It moves the shift by 120 minutes.')
$$, 'where the shift lies');

-- Overtime from 12:00 to 18:00 adds what comes after the shift.
select is(pg_temp.because('M1', '2025-03-12 15:00Z'), 'It works overtime: Rush.', 'overtime');
select results_eq($$select pg_temp.losers('M1', '2025-03-12 15:00Z')$$, $$values
    ('pattern P (SITE): It has no shift at this time.')
$$, 'the pattern would not');
select results_eq($$select pg_temp.losers('M1', '2025-03-12 11:00Z')$$, $$values
    ('exception Rush (M1): The machine operates anyway; overtime adds only what is missing.')
$$, 'inside the shift it adds nothing');

-- On a holiday.
select is(pg_temp.winner('M1', '2025-03-20 07:00Z'), 'exception Extra (M1)', 'overtime on a holiday');
select results_eq($$select pg_temp.losers('M1', '2025-03-20 07:00Z')$$, $$values
    ('holiday Holiday (SITE): Overtime is worked on holidays too.')
$$, 'the holiday loses');
select results_eq($$select pg_temp.supporters('M1', '2025-03-20 07:00Z')$$, $$values
    ('pattern P (SITE): The holiday cancels its shift, and overtime brings it back.')
$$, 'and the shift is worked');

select * from finish();
rollback;
