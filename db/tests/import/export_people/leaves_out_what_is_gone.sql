begin;
select plan(4);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'Africa/Johannesburg');
select count(*) from sched_engine.import_people('{
    "teams": [
        {"line": 2, "values": {"team_code": "A", "team_name": "A", "resource_code": "E"}},
        {"line": 3, "values": {"team_code": "B", "team_name": "B", "resource_code": "E"}}
    ],
    "employees": [
        {"line": 2, "values": {"employee_number": "01", "first_name": "Ann", "last_name": "Bo", "department_code": "D",
            "department_name": "D", "position_code": "P", "position_name": "P", "hire_date": "2026-01-01"}},
        {"line": 3, "values": {"employee_number": "02", "first_name": "Cy", "last_name": "Do", "department_code": "D",
            "position_code": "P", "hire_date": "2026-01-01"}}
    ],
    "memberships": [
        {"line": 2, "values": {"employee_number": "01", "team_code": "A", "start_date": "2026-01-01", "end_date": "2026-06-30"}},
        {"line": 3, "values": {"employee_number": "01", "team_code": "B", "start_date": "2026-07-01"}}
    ],
    "qualifications": [
        {"line": 2, "values": {"employee_number": "01", "resource_code": "E", "certification_date": "2026-01-01"}},
        {"line": 3, "values": {"employee_number": "02", "resource_code": "E", "certification_date": "2026-01-01"}}
    ],
    "absences": [
        {"line": 2, "values": {"employee_number": "01", "start_date": "2026-07-01", "end_date": "2026-07-01", "absence_kind": "sick"}},
        {"line": 3, "values": {"employee_number": "01", "start_date": "2026-08-01", "end_date": "2026-08-01"}}
    ]
}') as i;
update sched.emp_resource_qualifications set is_active = false
where employee_id = sched_engine.employee_id('02');
update sched.emp_absences set absence_status = 'cancelled' where start_date = '2026-08-01';

select results_eq(
    $$select e.code, e.cells ->> 'team_code', e.further
    from sched_engine.export_people('employees', '{"on": "2026-02-01"}') as e$$,
    $$values ('01', 'A', 2::bigint), ('02', null, 0)$$, 'the team of that date; another membership and an end are left out'
);
select results_eq(
    $$select e.code from sched_engine.export_people('qualifications') as e$$, $$values ('01 E 2026-01-01')$$,
    'what was withdrawn is not there'
);
select results_eq(
    $$select e.code, e.cells ? 'absence_kind' from sched_engine.export_people('absences') as e$$,
    $$values ('01 2026-07-01', false)$$, 'what was cancelled is not there, nor why'
);
select sched_engine.erase_employee(sched_engine.employee_id('01'));
select results_eq(
    $$select e.code from sched_engine.export_people('employees') as e$$, $$values ('02')$$,
    'who was erased is not there'
);

select * from finish();
rollback;
