begin;
select plan(6);
set local timezone to 'Asia/Tokyo';

select is(
    sched_engine.wall_to_instant('2025-06-01 06:00', 'Asia/Kathmandu'), timestamptz '2025-06-01 00:15:00+00', 'Kathmandu, +05:45'
);
select is(
    sched_engine.wall_to_instant('2025-06-01 06:00', 'Africa/Johannesburg'), timestamptz '2025-06-01 04:00:00+00',
    'Johannesburg, whatever the session''s zone'
);
select is(
    sched_engine.wall_to_instant('2025-07-01 24:00', 'Europe/London'), timestamptz '2025-07-01 23:00:00+00', 'London in summer'
);
select is(
    sched_engine.wall_to_instant('2060-07-01 12:00', 'America/New_York'), timestamptz '2060-07-01 16:00:00+00', 'far ahead'
);
select is(sched_engine.wall_to_instant(null, 'UTC'), null, 'no wall time, no instant');
select throws_ok($$select sched_engine.wall_to_instant('2025-01-01', 'Mars/Base')$$, '22023', null, 'unknown zones are refused');

select * from finish();
rollback;
