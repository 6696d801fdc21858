-- A plant of :machines machines in 20 areas of 4 sites and zones: 20 profiles, every machine on two shifts.
insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('BENCH', 'Benchmark', 'enterprise', 'UTC');

insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, time_zone)
select
    'SITE-' || z.nr,
    'Site ' || z.nr,
    'site',
    e.id,
    z.zone_name
from unnest(array['Africa/Johannesburg', 'America/Detroit', 'Europe/London', 'UTC'])
with ordinality as z (zone_name, nr)
inner join sched.resources as e on e.resource_code = 'BENCH';

insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id)
select
    'AREA-' || n.nr,
    'Area ' || n.nr,
    'area',
    s.id
from generate_series(0, 19) as n (nr)
inner join sched.resources as s on s.resource_code = 'SITE-' || 1 + n.nr %% 4;

-- One assignment an area, so that the areas of a site are profiles apart.
insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
select
    a.id,
    p.id,
    date '2024-01-01' + a.id::integer,
    'bench'
from sched.resources as a
inner join sched.operating_patterns as p on p.pattern_code = 'TWO_SHIFT'
where a.resource_type = 'area';

insert into sched.resources
(resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
select
    'M-' || n.nr,
    'Machine ' || n.nr,
    'work_unit',
    a.id,
    true
from generate_series(1, %(machines)s) as n (nr)
inner join sched.resources as a on a.resource_code = 'AREA-' || n.nr %% 20;
