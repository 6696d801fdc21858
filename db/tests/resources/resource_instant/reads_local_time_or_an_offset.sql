begin;
select plan(21);
set local timezone to 'Asia/Tokyo';

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'America/Detroit');

select is(sched_engine.resource_instant(sched_engine.resource_id('E'), t.written), t.instant, t.written)
from (values
    ('2026-12-01 10:00', timestamptz '2026-12-01 15:00:00+00'),
    ('2026-12-01T10:00:30', '2026-12-01 15:00:30+00'),
    ('2026-12-01', '2026-12-01 05:00:00+00'),
    ('2026-12-01 24:00', '2026-12-02 05:00:00+00'),
    ('2026-12-01T10:00+02:00', '2026-12-01 08:00:00+00'),
    ('2026-12-01 10:00 +0200', '2026-12-01 08:00:00+00'),
    ('2026-12-01T10:00Z', '2026-12-01 10:00:00+00'),
    ('2026-12-01T10:00:00.000Z', '2026-12-01 10:00:00+00'),
    ('2026-12-01T10:00:00.123456+02:00', '2026-12-01 08:00:00.123456+00'),
    ('2025-11-02 01:30', '2025-11-02 05:30:00+00'),
    ('2025-03-09 02:30', '2025-03-09 07:00:00+00')
) as t (written, instant);

set local sched.now to '2026-12-01 03:15:40+00';
select is(sched_engine.resource_instant(sched_engine.resource_id('E'), t.written), t.instant, t.written)
from (values
    ('now', timestamptz '2026-12-01 03:15:00+00'),
    (' Now ', '2026-12-01 03:15:00+00'),
    ('today', '2026-11-30 05:00:00+00'),
    ('yesterday', '2026-11-29 05:00:00+00'),
    ('tomorrow', '2026-12-01 05:00:00+00')
) as t (written, instant);

select throws_ok(
    format('select sched_engine.resource_instant(sched_engine.resource_id(''E''), %L)', t.written), 'SC004',
    null,
    coalesce(t.written, 'null') || ' is refused'
)
from (values ('soon'), ('2026-02-30'), ('12/01/2026 10:00'), ('infinity'), (null)) as t (written);

select * from finish();
rollback;
