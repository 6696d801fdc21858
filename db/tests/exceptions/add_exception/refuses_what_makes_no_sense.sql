begin;
select plan(7);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'America/Detroit');
create function pg_temp.add(
    p_type sched.exception_type, p_end timestamptz, p_impact sched.impact_type, p_capacity integer
) returns bigint language sql as $$
    select sched_engine.add_exception(
        sched_engine.resource_id('E'), p_type, '2026-12-01 12:00+00', p_end, 'x', p_impact,
        p_capacity::smallint
    )
$$;

select throws_ok(
    format('select pg_temp.add(%L, %L, %L, %L)', t.type, t.ends, t.impact, t.capacity), 'SC004', null, t.what
)
from (values
    ('maintenance', '2026-12-01 12:00+00', 'no_operation', null, 'an end that is not after the start'),
    ('maintenance', null, 'reduced', null, 'reduced to what?'),
    ('maintenance', null, 'reduced', 100, 'reduced to all'),
    ('maintenance', null, 'no_operation', 50, 'stopped with half of the capacity')
) as t (type, ends, impact, capacity, what);

select throws_ok(
    $$select pg_temp.add('maintenance', '2026-12-01 11:00+00', 'no_operation', null)$$, 'SC004',
    'Exception for E: its end (2026-12-01 06:00:00) is not after its start (2026-12-01 07:00:00), by the clock of '
    'America/Detroit.',
    'times are told by the clock of the resource'
);
select throws_ok(
    $$select sched_engine.add_exception(
        sched_engine.resource_id('E'), 'maintenance', '-infinity', null, 'x'
    )$$,
    '23514', null, 'an instant outside of all plans'
);
select is_empty($$select from sched.schedule_exceptions$$, 'nothing is stored');

select * from finish();
rollback;
