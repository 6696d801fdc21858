-- Where the clock is set back, an hour (Lord Howe: half an hour) of wall times happens twice.
begin;
select plan(7);
set local timezone to 'UTC';

select is(
    sched_engine.wall_to_instant(t.wall::timestamp, t.zone)::text, t.instant || ':00+00',
    t.zone || ' ' || t.wall
)
from (values
    ('America/New_York', '2025-11-02 01:00', '2025-11-02 05:00'),
    ('America/New_York', '2025-11-02 01:30', '2025-11-02 05:30'),
    ('America/New_York', '2025-11-02 02:00', '2025-11-02 07:00'),
    ('Europe/London', '2025-10-26 01:30', '2025-10-26 00:30'),
    ('Australia/Lord_Howe', '2025-04-06 01:45', '2025-04-05 14:45'),
    ('America/Havana', '2025-11-02 00:30', '2025-11-02 04:30'),
    ('Africa/Casablanca', '2025-02-23 02:30', '2025-02-23 01:30')
) as t (zone, wall, instant);

select * from finish();
rollback;
