-- Where the clock is set forward, some wall times never happen.
begin;
select plan(7);
set local timezone to 'UTC';

select is(
    sched_engine.wall_to_instant(t.wall::timestamp, t.zone)::text, t.instant || ':00+00',
    t.zone || ' ' || t.wall
)
from (values
    ('America/New_York', '2025-03-09 02:00:00', '2025-03-09 07:00'),
    ('America/New_York', '2025-03-09 02:59:59', '2025-03-09 07:00'),
    ('America/New_York', '2025-03-09 03:00:00', '2025-03-09 07:00'),
    ('Australia/Lord_Howe', '2025-10-05 02:15:00', '2025-10-04 15:30'),
    ('America/Sao_Paulo', '2018-11-04 00:00:00', '2018-11-04 03:00'),
    ('Pacific/Apia', '2011-12-30 12:00:00', '2011-12-30 10:00'),
    ('Pacific/Kwajalein', '1993-08-21 18:30:00', '1993-08-21 12:00')
) as t (zone, wall, instant);

select * from finish();
rollback;
