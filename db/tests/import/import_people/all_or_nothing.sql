begin;
select plan(12);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'Africa/Johannesburg');
create temporary table sheets as
select '{
    "departments": [{"line": 2, "values": {"department_code": "D", "department_name": "Department"}}],
    "positions": [{"line": 2, "values": {"position_code": "P", "position_name": "Position", "department_code": "D"}}],
    "teams": [
        {"line": 2, "values": {"team_code": "A", "team_name": "A", "resource_code": "E"}},
        {"line": 3, "values": {"team_code": "B", "team_name": "B", "resource_code": "E"}}
    ],
    "team_resources": [{"line": 2, "values": {"team_code": "A", "resource_code": "E", "start_date": "2026-01-01"}}],
    "employees": [
        {"line": 2, "values": {"employee_number": "01", "first_name": "Ann", "last_name": "Bo", "department_code": "D",
            "position_code": "P", "hire_date": "2026-01-01", "skills.crane": "yes"}},
        {"line": 3, "values": {"employee_number": "1", "first_name": "Cy", "last_name": "Do", "department_code": "D",
            "position_code": "P", "hire_date": "2026-01-01", "team_code": "B"}}
    ],
    "memberships": [{"line": 2, "values": {"employee_number": "01", "team_code": "A", "start_date": "2026-01-01"}}],
    "qualifications": [{"line": 2, "values": {"employee_number": "01", "resource_code": "E",
        "certification_date": "2026-01-01", "expiry_date": "2026-12-31", "qualification_level": "expert"}}],
    "absences": [{"line": 2, "values": {"employee_number": "01", "start_local": "2026-07-01 08:00",
        "end_local": "2026-07-01 10:00", "absence_kind": "sick"}}]
}'::jsonb as sheets;

select results_eq(
    $$select i.sheet, i.inserted, i.updated from sheets as s cross join lateral sched_engine.import_people(s.sheets) as i$$,
    $$values
    ('departments', 1::bigint, 0::bigint), ('positions', 1, 0), ('teams', 2, 0), ('team_resources', 1, 0),
    ('employees', 2, 0), ('memberships', 2, 0), ('qualifications', 1, 0), ('absences', 1, 0)$$,
    'rows refer to rows of other sheets'
);
select results_eq(
    $$select sum(i.inserted + i.updated) from sheets as s cross join lateral sched_engine.import_people(s.sheets) as i$$,
    'values (0::numeric)', 'again: nothing is new'
);
select results_eq(
    'select a.start_time::timestamptz from sched.emp_absences as a', $$values (timestamptz '2026-07-01 06:00+00')$$,
    'times are by the clock of the person'
);
select results_eq(
    $$select e.skills from sched.emp_employees as e order by e.employee_number$$,
    $$values ('{"crane": "yes"}'::jsonb), ('{}')$$, 'skills are columns'
);

-- What is not there stays, a blank takes away what may be missing.
select results_eq(
    $$select i.updated from sched_engine.import_people('{"employees": [
        {"line": 2, "values": {"employee_number": "01", "email": "ann@example.org"}},
        {"line": 3, "values": {"employee_number": "1", "termination_date": "2026-12-31", "is_active": ""}}
    ]}') as i where i.sheet = 'employees'$$,
    'values (2::bigint)', 'two change'
);
select results_eq(
    $$select i.updated from sched_engine.import_people('{"employees": [
        {"line": 2, "values": {"employee_number": "01", "email": " ", "skills.crane": ""}}
    ]}') as i$$,
    'values (1::bigint)', 'one changes'
);
select results_eq(
    $$select e.email, e.skills, e.termination_date::date, e.is_active
    from sched.emp_employees as e order by e.employee_number$$,
    $$values (null::text, '{}'::jsonb, null::date, true), (null, '{}', '2026-12-31', true)$$, 'as they were told'
);

select throws_ok(
    $$select sched_engine.import_people('{
        "teams": [{"line": 2, "values": {"team_code": "C", "team_name": "C", "resource_code": "E"}}],
        "memberships": [
            {"line": 2, "values": {"employee_number": "01", "team_code": "C", "start_date": "2026-06-01"}},
            {"line": 3, "values": {"employee_number": "01", "team_code": "C", "start_date": "June"}}
        ],
        "qualifications": [
            {"line": 2, "values": {"employee_number": "01", "resource_code": "E", "certification_date": "2026-12-31"}}
        ]
    }')$$,
    'SC009', 'Nothing was imported: 3 problems were found.', 'what contradicts the plant is found beside wrong cells'
);
select is((select count(*) from sched.emp_teams), 2::bigint, 'and nothing is stored');
select throws_ok(
    $$select sched_engine.import_people('{"employes": []}')$$, 'SC009', null, 'an unknown sheet'
);
select results_eq(
    $$select sum(i.inserted) from sched_engine.import_people('{"teams": [
        {"line": 2, "values": {"team_code": "C", "team_name": "C", "resource_code": "E"}}
    ]}', '[]', '{"dry_run": true}') as i$$,
    'values (1::numeric)', 'a dry run counts'
);
select is((select count(*) from sched.emp_teams), 2::bigint, 'and writes nothing');

select * from finish();
rollback;
