-- Where the clock is set forward, some wall times never happen.
begin;
select plan(7);
set local timezone to 'UTC';

select is(sched_engine.wall_to_instant('2025-03-09 02:00', 'America/New_York')::text, '2025-03-09 07:00:00+00', 'New York 02:00');
select is(sched_engine.wall_to_instant('2025-03-09 02:59:59', 'America/New_York')::text, '2025-03-09 07:00:00+00', 'New York 02:59');
select is(sched_engine.wall_to_instant('2025-03-09 03:00', 'America/New_York')::text, '2025-03-09 07:00:00+00', 'New York 03:00');
select is(sched_engine.wall_to_instant('2025-10-05 02:15', 'Australia/Lord_Howe')::text, '2025-10-04 15:30:00+00', 'Lord Howe');
select is(sched_engine.wall_to_instant('2018-11-04 00:00', 'America/Sao_Paulo')::text, '2018-11-04 03:00:00+00', 'a missing midnight');
select is(sched_engine.wall_to_instant('2011-12-30 12:00', 'Pacific/Apia')::text, '2011-12-30 10:00:00+00', 'a missing day');
select is(sched_engine.wall_to_instant('1993-08-21 18:30', 'Pacific/Kwajalein')::text, '1993-08-21 12:00:00+00', 'another missing day');

select * from finish();
rollback;
