begin;
select plan(3);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'UTC');

select throws_ok(
    format(
        'select sched_engine.add_exception('
        'sched_engine.resource_id(''E''), %L, ''2026-12-01'', ''2026-12-02'', ''x'', %L, null, %L)',
        t.type, t.impact, t.rule
    ),
    'SC008', format('Exception for E: %s is not supported yet.', t.what), t.what
)
from (values
    ('overtime', 'additional', null, 'overtime'),
    ('other', 'shifted', null, 'impact shifted'),
    ('maintenance', 'no_operation', 'FREQ=WEEKLY', 'a recurrence rule')
) as t (type, impact, rule, what);

select * from finish();
rollback;
