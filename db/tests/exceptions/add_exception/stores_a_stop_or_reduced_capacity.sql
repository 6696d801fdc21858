begin;
select plan(3);
select set_config('app.current_user', 'thandi', true);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'UTC');

select ok(
    sched_engine.add_exception(
        sched_engine.resource_id('E'), 'maintenance', '2026-12-01 10:00+00', '2026-12-01 12:00+00', 'Belt'
    ) < sched_engine.add_exception(
        sched_engine.resource_id('E'), 'breakdown', '2026-12-02 10:00+00', null, 'Gearbox', 'reduced',
        50::smallint
    ),
    'ids grow'
);
select results_eq(
    $$select
        e.exception_type::text, e.impact_type::text, e.capacity_percent::integer, e.start_local, e.end_local,
        e.created_by
    from sched_engine.exception_overview as e
    where e.resource_code = 'E'
    order by e.id$$,
    $$values
    (
        'maintenance', 'no_operation', null, timestamp '2026-12-01 10:00', timestamp '2026-12-01 12:00',
        'thandi'
    ),
    ('breakdown', 'reduced', 50, '2026-12-02 10:00', null, 'thandi')$$,
    'with the acting user; an open end is none'
);
select results_eq(
    $$select e.state
    from (values ('2026-12-01 09:00+00'), ('2026-12-01 11:00+00'), ('2026-12-01 12:00+00')) as t (instant)
    cross join lateral (select set_config('sched.now', t.instant, true) as now) as n
    cross join lateral (
        select o.state from sched_engine.exception_overview as o
        where o.resource_code = 'E' and o.exception_type = 'maintenance' and n.now is not null
    ) as e$$,
    $$values ('planned'), ('in force'), ('past')$$, 'planned, in force, past'
);

select * from finish();
rollback;
