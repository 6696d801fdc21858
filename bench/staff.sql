-- 5,000 people in 40 teams on four rotations, in two zones; everybody has a holiday of two weeks, and some fall ill.
insert into sched.resources (resource_code, resource_name, resource_type, time_zone) values
('STAFF-1', 'First site', 'site', 'Europe/Berlin'), ('STAFF-2', 'Second site', 'site', 'America/Detroit');

insert into sched.emp_departments (department_code, department_name) values ('BENCH', 'Benchmark');
insert into sched.emp_positions (position_code, position_name, department_id)
select
    'BENCH',
    'Benchmark',
    d.id
from sched.emp_departments as d;

insert into sched.emp_teams (team_code, team_name, pattern_id, cycle_offset_days, resource_id)
select
    'TEAM-' || n.nr,
    'Team ' || n.nr,
    p.id,
    r.days_behind[1 + n.nr / 4 %% 4],
    s.id
from generate_series(0, 39) as n (nr)
inner join (
    values
    (0, 'PANAMA', array[0, 7, 28, 35]),
    (1, 'DUPONT', array[0, 7, 14, 21]),
    (2, 'CONTINENTAL', array[0, 7, 14, 21]),
    (3, 'FOUR_ON_FOUR_OFF', array[0, 4, 8, 12])
) as r (nr, pattern_code, days_behind) on r.nr = n.nr %% 4
inner join sched.operating_patterns as p on p.pattern_code = r.pattern_code
inner join sched.resources as s on s.resource_code = 'STAFF-' || 1 + n.nr %% 2;

insert into sched.emp_employees
(employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
select
    'P-' || n.nr,
    'First',
    'Last',
    p.department_id,
    p.id,
    date '2020-01-01',
    s.id
from generate_series(1, %(people)s) as n (nr)
cross join sched.emp_positions as p
inner join sched.resources as s on s.resource_code = 'STAFF-' || 1 + n.nr %% 2;

insert into sched.emp_team_assignments (employee_id, team_id, start_date)
select
    e.id,
    t.id,
    date '2020-01-01'
from sched.emp_employees as e
inner join sched.emp_teams as t on t.team_code = 'TEAM-' || e.id %% 40;

insert into sched.emp_absences (employee_id, absence_kind, start_date, end_date)
select
    e.id,
    k.kind::sched.absence_kind,
    k.first_date,
    k.first_date + k.days
from sched.emp_employees as e
cross join lateral (
    values
    ('vacation', date '2027-05-01' + (e.id * 7 %% 120)::integer, 13),
    ('sick', date '2027-01-10' + (e.id * 13 %% 90)::integer, 2)
) as k (kind, first_date, days);
