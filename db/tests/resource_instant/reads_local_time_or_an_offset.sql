begin;
select plan(14);
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
    ('2025-11-02 01:30', '2025-11-02 05:30:00+00'),
    ('2025-03-09 02:30', '2025-03-09 07:00:00+00')
) as t (written, instant);

select throws_ok(
    format('select sched_engine.resource_instant(sched_engine.resource_id(''E''), %L)', t.written), 'SC004',
    null,
    coalesce(t.written, 'null') || ' is refused'
)
from (values ('tomorrow'), ('2026-02-30'), ('12/01/2026 10:00'), ('infinity'), (null)) as t (written);

select * from finish();
rollback;
