begin;
select plan(6);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-01-31');
create temp table before as select sched_engine.roster_calendar(pg_temp.person('A'), '2026-01-04', '2026-01-08') as file;

select is(
    (select regexp_count(file, 'BEGIN:VEVENT') from before), 3, 'an event for each shift, whatever its breaks'
);
select matches((select file from before), 'DTSTART:20260104T050000Z\r\nDTEND:20260104T170000Z', 'with its times');
select doesnt_match((select file from before), 'First|Last', 'and no name');
select is(sched_engine.roster_calendar(pg_temp.person('A'), '2026-01-04', '2026-01-08'), (select file from before), 'stable');
select pg_temp.change('A', 'moved', '2026-01-04', 60);
set constraints all immediate;
select set_eq(
    $$select (regexp_matches(sched_engine.roster_calendar(pg_temp.person('A'), '2026-01-04', '2026-01-08'), 'UID:([^\r]*)', 'g'))[1]$$,
    $$select (regexp_matches(file, 'UID:([^\r]*)', 'g'))[1] from before$$, 'an event that moves stays the same event'
);

-- B takes a shift of A on a date of a shift of the same pattern.
select pg_temp.change('B', 'moved', '2026-01-16', 900);
select pg_temp.change('A', 'swap', '2026-01-16', null, 'B');
set constraints all immediate;
select is(
    regexp_count(sched_engine.roster_calendar(pg_temp.person('B'), '2026-01-16', '2026-01-16'), 'BEGIN:VEVENT'), 2,
    'two shifts are two events'
);

select * from finish();
rollback;
