begin;
select plan(23);
\ir ../../small_plant.psql
\ir explain.psql

select pg_temp.add_pattern('P', 1, '0 06:00-14:00 D', '0 10:00-10:30 break') \g /dev/null
select pg_temp.assign('SITE', 'P', '2025-03-01', '2025-12-31') \g /dev/null
select sched_engine.generate(array[pg_temp.id('M1')], '2025-02-01', '2025-06-30') \g /dev/null

-- A break.
select is(pg_temp.verdict('M1', '2025-03-10 08:15Z'), 'not_planned 0 2025-03-10', 'in a break');
select is(
    pg_temp.because('M1', '2025-03-10 08:15Z'), 'Pattern P has a break at this time.',
    'the break is named'
);
select is(pg_temp.ask('M1', '2025-03-10 08:15Z') #>> '{winner,rule,end_time}', '10:30:00', 'with its rule');
select is(
    pg_temp.ask('M1', '2025-03-10 08:15Z') #>> '{next,start_time}', '2025-03-10T08:30:00+00:00',
    'it goes on then'
);

-- Outside of shifts, before there is a pattern, after what is generated.
select is(pg_temp.because('M1', '2025-03-10 20:00Z'), 'Pattern P has no shift at this time.', 'at night');
select is(pg_temp.winner('M1', '2025-03-10 20:00Z'), 'pattern P (SITE)', 'the pattern decides that too');
select is(
    pg_temp.verdict('M1', '2025-02-10 08:00Z'), 'not_planned 0 2025-02-10',
    'generated, without a pattern'
);
select is(
    pg_temp.because('M1', '2025-02-10 08:00Z'),
    'No pattern is assigned to the resource or above it on this date.',
    'nobody assigned one'
);
select is(pg_temp.winner('M1', '2025-02-10 08:00Z'), null, 'nothing decides');
select is(
    pg_temp.verdict('M1', '2025-07-01 07:00Z'), 'not_generated 100 D 06:00-10:00 2025-07-01',
    'not generated'
);
select is(
    pg_temp.ask('M1', '2025-07-01 07:00Z') #>> '{stored,note}',
    '2025-07-01 has not been generated; this is what generating it would give.', 'and says so'
);
select is(
    pg_temp.ask('M1', '2025-07-01 07:00Z') #> '{stored,agrees}', 'null',
    'there is nothing to agree with'
);
select is(
    pg_temp.verdict('M1', '2026-07-01 08:00Z'), 'not_generated 0 2026-07-01',
    'neither planned nor generated'
);

-- Exceptions without a shift to act on.
select pg_temp.stop('M1', 'maintenance', 'Night', '2025-03-10 20:00Z', '2025-03-10 22:00Z') \g /dev/null
select pg_temp.stop('M1', 'maintenance', 'Slow', '2025-03-10 20:00Z', '2025-03-10 22:00Z', 50) \g /dev/null
set constraints all immediate;
select results_eq($$select pg_temp.losers('M1', '2025-03-10 21:00Z')$$, $$values
    ('exception Night (M1): There is no shift at this time for it to stop.'),
    ('exception Slow (M1): There is no shift at this time for it to slow down.')
$$, 'exceptions at night');

-- Resources that are not planned at all.
select is(
    pg_temp.because('LINE', '2025-03-10 06:00Z'), 'The resource does not require scheduling.',
    'a line'
);
select is(pg_temp.verdict('LINE', '2025-03-10 06:00Z'), 'not_generated 0 2025-03-10', 'is never generated');
select results_eq($$select pg_temp.losers('LINE', '2025-03-10 06:00Z')$$, $$values
    ('pattern P (SITE): Only active resources that require scheduling are planned.')
$$, 'whatever its rules say');
update sched.resources set is_active = false where resource_code = 'M2';
select is(pg_temp.because('M2', '2025-03-10 06:00Z'), 'The resource is not active.', 'an inactive machine');

-- What is asked, and who may ask.
select throws_ok($$select api_v1.explain_availability(-1, now())$$, 'SC001', null, 'an unknown id');
select throws_ok($$select api_v1.explain_availability(pg_temp.id('M1'), 'infinity')$$, 'SC004', null,
    'no instant');
select throws_ok($$select api_v1.explain_availability(pg_temp.id('M1'), null)$$, 'SC004', null, 'null');
select results_eq($$
    select r from unnest(array['anon', 'viewer', 'oee_reader', 'planner', 'admin']) as r
    where has_function_privilege('sched_' || r, 'api_v1.explain_availability(bigint, timestamptz)', 'execute')
$$, $$values ('viewer'), ('oee_reader'), ('planner'), ('admin')$$, 'who may ask');
set local timezone to 'Asia/Tokyo';
select is(
    pg_temp.ask('M1', '2025-03-10 06:00Z') - 'resource' ->> 'at', '2025-03-10T06:00:00+00:00',
    'instants are in UTC'
);

select * from finish();
rollback;
