-- Who works where, who is qualified for what, and how many people each of the 20 areas asks for.
insert into sched.emp_team_resources (team_id, resource_id, start_date)
select
    t.id,
    r.id,
    date '2020-01-01'
from sched.emp_teams as t
inner join sched.resources as r on r.resource_code = 'AREA-' || substr(t.team_code, 6)::integer / 2;

-- Three of everybody: for the area of their team, for an area elsewhere, and for a machine.
insert into sched.emp_resource_qualifications
(employee_id, resource_id, qualification_level, certification_date, expiry_date)
select
    m.employee_id,
    q.resource_id,
    case when m.employee_id %% 11 = 0 then 'expert' when m.employee_id %% 3 = 0 then 'advanced' else 'basic' end
    ::sched.qualification_level,
    date '2024-01-01',
    case when m.employee_id %% 17 = 0 then date '2027-06-01' + (m.employee_id %% 30)::integer end
from sched.emp_team_assignments as m
inner join sched.emp_team_resources as w on w.team_id = m.team_id
cross join lateral (
    select w.resource_id
    union all
    select r.id from sched.resources as r where r.resource_code = 'AREA-' || m.employee_id %% 20 and r.id <> w.resource_id
    union all
    select r.id from sched.resources as r where r.resource_code = 'M-' || 1 + m.employee_id %% 10000
) as q;

insert into sched.emp_requirements
(resource_id, per, machines_per_person, head_count, min_level, shift_code, start_date)
select
    r.id,
    q.per::sched.requirement_per,
    q.machines_per_person,
    q.head_count,
    q.min_level::sched.qualification_level,
    q.shift_code,
    date '2020-01-01'
from sched.resources as r
cross join (
    values
    ('machine', 12, 1, null, null),
    ('resource', 1, 4, 'advanced', null),
    ('resource', 1, 1, 'expert', null),
    ('resource', 1, 2, 'basic', 'D')
) as q (per, machines_per_person, head_count, min_level, shift_code)
where r.resource_code like 'AREA-%%';
