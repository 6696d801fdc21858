-- Where the clock is set back, an hour (Lord Howe: half an hour) of wall times happens twice.
begin;
select plan(7);
set local timezone to 'UTC';

select is(sched_engine.wall_to_instant('2025-11-02 01:30', 'America/New_York')::text, '2025-11-02 05:30:00+00', 'New York');
select is(sched_engine.wall_to_instant('2025-11-02 01:00', 'America/New_York')::text, '2025-11-02 05:00:00+00', 'its first');
select is(sched_engine.wall_to_instant('2025-11-02 02:00', 'America/New_York')::text, '2025-11-02 07:00:00+00', 'after it');
select is(sched_engine.wall_to_instant('2025-10-26 01:30', 'Europe/London')::text, '2025-10-26 00:30:00+00', 'London');
select is(sched_engine.wall_to_instant('2025-04-06 01:45', 'Australia/Lord_Howe')::text, '2025-04-05 14:45:00+00', 'Lord Howe');
select is(sched_engine.wall_to_instant('2025-11-02 00:30', 'America/Havana')::text, '2025-11-02 04:30:00+00', 'Havana, at midnight');
select is(sched_engine.wall_to_instant('2025-02-23 02:30', 'Africa/Casablanca')::text, '2025-02-23 01:30:00+00', 'Casablanca');

select * from finish();
rollback;
