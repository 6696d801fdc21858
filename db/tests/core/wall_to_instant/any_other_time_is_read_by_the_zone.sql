begin;
select plan(7);
set local timezone to 'Asia/Tokyo';

select is(sched_engine.wall_to_instant(t.wall::timestamp, t.zone), t.instant, t.zone || ' ' || t.wall)
from (values
    ('Asia/Kathmandu', '2025-06-01 06:00', timestamptz '2025-06-01 00:15:00+00'),
    ('Africa/Johannesburg', '2025-06-01 06:00', '2025-06-01 04:00:00+00'),
    ('Europe/London', '2025-07-01 24:00', '2025-07-01 23:00:00+00'),
    ('America/New_York', '2060-07-01 12:00', '2060-07-01 16:00:00+00'),
    ('UTC', '1970-01-01 00:00', '1970-01-01 00:00:00+00')
) as t (zone, wall, instant);
select is(sched_engine.wall_to_instant(null, 'UTC'), null, 'no wall time, no instant');
select throws_ok(
    $$select sched_engine.wall_to_instant('2025-01-01', 'Mars/Base')$$, '22023', null, 'no such zone'
);

select * from finish();
rollback;
