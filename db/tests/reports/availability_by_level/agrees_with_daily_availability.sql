begin;
select plan(3);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
values ('E', 'E', 'enterprise', 'America/Detroit', true);
insert into sched.resources
(resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
select c.code, c.code, 'work_unit', sched_engine.resource_id('E'), true
from (values ('M1'), ('M2')) as c (code);
select sched_engine.assign_pattern(
    sched_engine.resource_id('E'), sched_engine.pattern_id('24_7'), '2025-01-01'
);
select sched_engine.add_exception(
    sched_engine.resource_id('M1'), 'breakdown', '2025-03-10 06:00+00', '2025-03-10 08:30+00', 'Belt'
);
select sched_engine.add_exception(
    sched_engine.resource_id('M2'), 'other', '2025-03-10 06:00+00', '2025-03-10 08:00+00', 'Slow', 'reduced',
    50::smallint
);
select sched_engine.assign_calendars(sched_engine.resource_id('E'), array[sched_engine.calendar_id('US')]);
select sched_engine.generate(sched_engine.planned_subtree(null), '2025-03-08', '2025-03-10');

select set_eq(
    $$select
        a.resource_code, a.shift_hours, a.planned_production_hours, a.operating_hours, a.capacity_hours,
        a.maintenance_hours, a.breakdown_hours, a.holiday_hours
    from sched_engine.availability_by_level(
        sched_engine.planned_subtree(null), '2025-03-01', '2025-03-31'
    ) as a$$,
    $$select
        d.resource_code, sum(d.shift_hours) as h1, sum(d.planned_production_hours) as h2,
        sum(d.operating_hours) as h3, sum(d.capacity_hours) as h4, sum(d.maintenance_hours) as h5,
        sum(d.breakdown_hours) as h6, sum(d.holiday_hours) as h7
    from sched_oee.daily_availability as d
    group by d.resource_code$$,
    'machine by machine'
);
select results_eq(
    $$select
        a.resource_code, a.machines, a.calendar_hours, a.planned_production_hours, a.operating_hours,
        a.capacity_hours, a.dates_not_generated
    from sched_engine.availability_by_level(
        sched_engine.planned_subtree(null), '2025-03-09', '2025-03-11', 'site'
    ) as a$$,
    $$values ('E', 3::bigint, 213::numeric, 141::numeric, 138.5, 137.5, 3::bigint)$$,
    'three machines: 71 h each by the clock, 23 + 24 h planned, 2.5 h broken down, 2 h at half speed'
);
select throws_ok(
    $$select sched_engine.planned_subtree('{E,X}')$$, 'SC001', null, 'an unknown code is an error'
);

select * from finish();
rollback;
