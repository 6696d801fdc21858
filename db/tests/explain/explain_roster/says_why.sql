begin;
select plan(13);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-01-31');

create function pg_temp.why(p_number text, p_at text) returns text language sql as $$
    select sched_engine.explain_roster(pg_temp.person(p_number), p_at::timestamptz) #>> '{verdict,why}'
$$;

select is(
    pg_temp.why('A', '2026-01-05 20:00+00'), 'A works shift N of team RED of 2026-01-05, 2026-01-05 19:00 to 2026-01-06 07:00.',
    'on shift'
);
select is(
    pg_temp.why('A', '2026-01-06 20:00+00'), 'A has no shift then: team RED is on day 2 of the cycle of DAYNIGHT (0 to 3).', 'off by the cycle'
);
select is(
    sched_engine.explain_roster(pg_temp.person('A'), '2026-01-06 20:00+00') #>> '{next,schedule_date}', null,
    'the next shift has no date of its own in the row'
);
select is(
    sched_engine.explain_roster(pg_temp.person('A'), '2026-01-06 20:00+00') #>> '{next,shift_start_time}',
    '2026-01-08T05:00:00Z', 'but a time'
);
select matches(pg_temp.why('A', '2026-01-08 10:30+00'), '^In a break: A works shift D of team RED of 2026-01-08', 'a break');
select is(
    sched_engine.explain_roster(pg_temp.person('A'), '2026-01-08 10:30+00') #>> '{next,shift_start_time}',
    '2026-01-09T17:00:00Z', 'the next shift is another one'
);
select pg_temp.absent('A', '2026-01-05', '2026-01-05');
select pg_temp.change('B', 'swap', '2026-01-05', null, 'C');
set constraints all immediate;
set constraints all deferred;
select matches(pg_temp.why('A', '2026-01-05 20:00+00'), '^A is absent from shift N of team RED of 2026-01-05, ', 'absent');
select matches(pg_temp.why('B', '2026-01-05 20:00+00'), '^C works shift N of team RED of 2026-01-05 instead of B', 'handed on');
select matches(pg_temp.why('C', '2026-01-05 20:00+00'), '^C works shift N of team RED of 2026-01-05 for B, ', 'taken over');
select pg_temp.absent('C', '2026-01-05', '2026-01-05');
set constraints all immediate;
select matches(pg_temp.why('B', '2026-01-05 20:00+00'), '^Nobody works shift N of team RED of 2026-01-05: ', 'handed on to nobody');
select set_config('sched.scope', '{' || pg_temp.add_resource('ELSE', 'site', null, 'UTC') || '}', true);
select matches(pg_temp.why('B', '2026-01-05 20:00+00'), 'of team elsewhere .* somebody else', 'others are not named to the limited');
select set_config('sched.scope', '', true);
select is(pg_temp.why('A', '2019-01-05 20:00+00'), 'A is employed from 2020-01-01 on.', 'not yet employed');
select is(pg_temp.why('A', '2025-12-05 20:00+00'), 'A has no primary team on 2025-12-05.', 'in no team');

select * from finish();
rollback;
