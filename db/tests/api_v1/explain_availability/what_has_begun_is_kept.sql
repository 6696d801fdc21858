-- The stored plan is evidence: where it differs from the rules of today, explain tells both.
begin;
select plan(20);
\ir ../../small_plant.psql
\ir explain.psql

create function pg_temp.note(p_code text, p_at timestamptz) returns text language sql as $$
    select pg_temp.ask(p_code, p_at) #>> '{stored,note}'
$$;

select pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01') \g /dev/null
set local sched.now = '2025-03-01Z';
select sched_engine.generate(array[pg_temp.id('M1')], '2025-03-01', '2025-06-30') \g /dev/null
set constraints all immediate;
select is(
    pg_temp.note('M1', '2025-03-12 08:00Z'), 'The stored plan is what the rules of today give.',
    'current'
);
select is(pg_temp.ask('M1', '2025-03-12 08:00Z') #>> '{stored,agrees}', 'true', 'they agree');

-- An edit that is not applied yet.
set constraints all deferred;
select set_config('app.current_user', 'anna', true) \g /dev/null
select pg_temp.observe('SITE', 1, 'PLANT', '2025-03-12 Late', '2025-05-14 Early') \g /dev/null
select is(pg_temp.verdict('M1', '2025-05-14 08:00Z'), 'operating 100 D 06:00-14:00 2025-05-14', 'as stored');
select is(
    pg_temp.note('M1', '2025-05-14 08:00Z'),
    'An edit by anna has not been applied to the stored plan yet.', 'an edit is pending'
);
select is(
    pg_temp.ask('M1', '2025-05-14 08:00Z') #>> '{pending,0,cause,table}', 'resource_calendar_assignments',
    'which'
);
select is(
    pg_temp.winner('M1', '2025-05-14 08:00Z'), 'pattern TWO_SHIFT (SITE)',
    'what decides is what is stored'
);
select results_eq($$select pg_temp.losers('M1', '2025-05-14 08:00Z')$$, $$values
    ('holiday Early (SITE): An edit by anna has not been applied to the stored plan yet.')
$$, 'the holiday waits');

-- Applied on the 1st of April: March is kept, May follows.
set local sched.now = '2025-04-01Z';
set constraints all immediate;
select is(pg_temp.verdict('M1', '2025-05-14 08:00Z'), 'holiday 0 D 06:00-14:00 2025-05-14', 'May follows');
select is(
    pg_temp.verdict('M1', '2025-03-12 08:00Z'), 'operating 100 D 06:00-14:00 2025-03-12',
    'March is kept'
);
select is(
    pg_temp.note('M1', '2025-03-12 08:00Z'),
    'The shift had begun when the rules changed, and what has begun is kept as evidence; '
    'the rules of today would give holiday.', 'and says why'
);
select is(pg_temp.ask('M1', '2025-03-12 08:00Z') #>> '{stored,agrees}', 'false', 'they do not agree');
select is(pg_temp.winner('M1', '2025-03-12 08:00Z'), 'pattern TWO_SHIFT (SITE)', 'the pattern decided');
select alike(
    pg_temp.losers('M1', '2025-03-12 08:00Z'), 'holiday Late (SITE): The shift had begun %',
    'the holiday is late'
);

-- Another pattern since: the one that made the row is named, the assignment is gone.
delete from sched.resource_pattern_assignments where resource_id = pg_temp.id('SITE');
select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null
set constraints all immediate;
select is(pg_temp.winner('M1', '2025-03-10 08:00Z'), 'pattern TWO_SHIFT (-)', 'the pattern of then');
select alike(
    pg_temp.losers('M1', '2025-03-10 08:00Z'), 'pattern 24_7 (SITE): The shift had begun %',
    'loses to history'
);
select is(
    pg_temp.because('M1', '2025-03-09 08:00Z'), 'The stored plan has no shift at this time.',
    'a Sunday of then'
);
select is(pg_temp.winner('M1', '2025-03-09 08:00Z'), null, 'no rule of today decided it');
select alike(
    pg_temp.losers('M1', '2025-03-09 08:00Z'), 'pattern 24_7 (SITE): The shift had begun %',
    'today it would run'
);

-- Locked, and generated without holidays.
update sched.system_configuration set config_value = '2025-03-31' where config_key = 'period_lock_date';
select alike(
    pg_temp.note('M1', '2025-03-12 08:00Z'), 'The plan up to 2025-03-31 is locked; %',
    'a locked period'
);
select sched_engine.generate(array[pg_temp.id('M1')], '2025-05-14', '2025-05-14', true, false) \g /dev/null
select results_eq($$select pg_temp.losers('M1', '2025-05-14 08:00Z')$$, $$values
    ('holiday Early (SITE): This date was generated without holidays.')
$$, 'holidays left out on request');

select * from finish();
rollback;
