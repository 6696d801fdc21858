begin;
select plan(3);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'Africa/Johannesburg');
select count(*) from sched_engine.import_people('{
    "teams": [
        {"line": 2, "values": {"team_code": "A", "team_name": "A", "resource_code": "E"}},
        {"line": 3, "values": {"team_code": "B", "team_name": "B", "resource_code": "E"}}
    ],
    "employees": [{"line": 2, "values": {"employee_number": "01", "first_name": "Ann", "last_name": "Bo",
        "department_code": "D", "department_name": "D", "position_code": "P", "position_name": "P",
        "hire_date": "2026-01-01", "email": "a@example.org", "team_code": "A"}}]
}') as i;

select results_eq(
    $$select * from sched_engine.preview_people('{"employees": [
        {"line": 2, "values": {"employee_number": "01", "email": "", "last_name": "Co", "team_code": "B",
            "team_start_date": "2026-03-01"}},
        {"line": 3, "values": {"employee_number": "02", "first_name": "X", "last_name": "Y", "department_code": "D",
            "position_code": "P", "hire_date": "2026-01-01"}}
    ]}')$$,
    $$values
    ('employees', '01', 'removed', 'email', 'a@example.org', null),
    ('employees', '01', 'replaced', 'last_name', 'Bo', 'Co'),
    ('employees', '02', 'added', null, null, null),
    ('memberships', '01 A 2026-01-01', 'set', 'end_date', null, '2026-02-28'),
    ('memberships', '01 B 2026-03-01', 'added', null, null, null)$$,
    'added, set, replaced and removed'
);
select is((select e.last_name::text from sched.emp_employees as e), 'Bo', 'nothing is written');
select is_empty(
    $$select * from sched_engine.preview_people('{"employees": [
        {"line": 2, "values": {"employee_number": "01", "email": "a@example.org"}}
    ]}')$$,
    'nothing would change'
);

select * from finish();
rollback;
