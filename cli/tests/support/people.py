"""People for the plant of `api_plant.py`, whose names nothing but a reader of names may ever say.

JHB-A   J-1 and J-2, team JT (TWO_SHIFT); J-1 is absent 2027-03-15 to 2027-03-17 (sick)
NYC-A   N-1, team NT (24_7); absent on 2027-03-20 (training)
nowhere X-1, without a part of the plant and without a team"""

from __future__ import annotations

from typing import Any

import httpx
import psycopg

from support.api_plant import Api

# In names and addresses, and nowhere else.
SECRETS = ["Zebulon", "Quillfeather", "Ottoline", "Marchbanks", "Ferdinand", "Ashgrove", "Wilhelmina", "Tanglewood"]
SWITCH = """
    update sched.system_configuration set config_value = %s
    where config_key in ('phase2_enabled', 'employee_module_enabled')
"""
PEOPLE = """
    select set_config('app.current_user', 'plant', true);
    insert into sched.emp_departments (department_code, department_name) values ('ASM', 'Assembly'), ('PCK', 'Packing');
    insert into sched.emp_positions (position_code, position_name, department_id)
    select 'OP-' || d.department_code, 'Operator', d.id from sched.emp_departments as d;
    insert into sched.emp_employees
    (employee_number, first_name, last_name, email, department_id, position_id, hire_date, resource_id, skills)
    select v.number, v.first, v.last, v.email, sched_engine.department_id(v.department),
        sched_engine.position_id('OP-' || v.department), '2020-01-01', r.id, jsonb '{"welding": "basic"}'
    from (
        values
        ('J-1', 'Zebulon', 'Quillfeather', 'zebulon@example.com', 'ASM', 'JHB-A'),
        ('J-2', 'Ottoline', 'Marchbanks', 'ottoline@example.com', 'ASM', 'JHB-A'),
        ('N-1', 'Ferdinand', 'Ashgrove', 'ferdinand@example.com', 'PCK', 'NYC-A'),
        ('X-1', 'Wilhelmina', 'Tanglewood', null, 'PCK', null)
    ) as v (number, first, last, email, department, resource)
    left join sched.resources as r on r.resource_code = v.resource;
    insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id)
    values
    ('JT', 'Johannesburg', sched_engine.resource_id('JHB-A'), sched_engine.pattern_id('TWO_SHIFT')),
    ('NT', 'New York', sched_engine.resource_id('NYC-A'), sched_engine.pattern_id('24_7'));
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select sched_engine.employee_id(v.number), sched_engine.team_id(v.team), '2027-01-01'
    from (values ('J-1', 'JT'), ('J-2', 'JT'), ('N-1', 'NT')) as v (number, team);
    insert into sched.emp_team_resources (team_id, resource_id, start_date)
    values
    (sched_engine.team_id('JT'), sched_engine.resource_id('JHB-L1'), '2027-01-01'),
    (sched_engine.team_id('NT'), sched_engine.resource_id('NYC-L1'), '2027-01-01');
    insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date)
    values
    (sched_engine.employee_id('J-1'), sched_engine.resource_id('JHB-M1'), '2027-01-01', '2027-12-31'),
    (sched_engine.employee_id('N-1'), sched_engine.resource_id('NYC-M1'), '2027-01-01', null);
    insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time)
    values
    (sched_engine.employee_id('J-1'), sched_engine.resource_id('JHB-M1'), '2027-03-10 06:00Z', '2027-03-10 10:00Z'),
    (sched_engine.employee_id('N-1'), sched_engine.resource_id('NYC-M1'), '2027-03-10 06:00Z', '2027-03-10 10:00Z');
    insert into sched.emp_absences (employee_id, absence_kind, start_date, end_date)
    values
    (sched_engine.employee_id('J-1'), 'sick', '2027-03-15', '2027-03-17'),
    (sched_engine.employee_id('N-1'), 'training', '2027-03-20', '2027-03-20');
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, taken_by_id)
    values
    (sched_engine.employee_id('J-1'), 'swap', '2027-03-24', sched_engine.employee_id('J-2')),
    (sched_engine.employee_id('N-1'), 'off', '2027-03-24', null);
    select sched_engine.generate_roster(null, '2027-03-08', '2027-04-04');
"""
TABLES = [
    "emp_departments",
    "emp_positions",
    "emp_employees",
    "emp_teams",
    "emp_team_assignments",
    "emp_team_resources",
    "emp_resource_qualifications",
    "emp_resource_assignments",
    "emp_absences",
    "emp_roster_changes",
]


def build(url: str) -> None:
    """Add the people to the plant of a database, and switch the workforce on."""
    with psycopg.connect(url) as connection:
        connection.execute(PEOPLE)
    switch(url, on=True)


def switch(url: str, *, on: bool) -> None:
    """Switch the workforce on or off, as an administrator may in SQL."""
    with psycopg.connect(url) as connection:
        connection.execute(SWITCH, [str(on).lower()])


def own_key(api: Api, number: str, purpose: str = "api") -> str:
    """A new key of one person."""
    with psycopg.connect(api.database_url) as connection:
        row = connection.execute(
            "select sched_http.create_api_key(%s || clock_timestamp(), 'sched_employee', null, null, %s,"
            " sched_engine.employee_id(%s))",
            [f"own key {number} ", purpose, number],
        ).fetchone()
    assert row is not None
    return str(row[0])


def own(api: Api, number: str) -> httpx.Client:
    """A client with a key of one person."""
    if ("own", number) not in api.clients:
        api.clients["own", number] = api.client({"X-API-Key": own_key(api, number)})
    return api.clients["own", number]


def stored(url: str) -> dict[str, Any]:
    """Everything that is stored of people."""
    with psycopg.connect(url) as connection:
        return {
            table: connection.execute(
                f"select json_agg(t order by t.id) from sched.{table} as t"  # type: ignore[arg-type]
            ).fetchall()
            for table in TABLES
        }


def says_nobody(text: str) -> None:
    """No part of a name or an address of anybody."""
    assert [secret for secret in SECRETS if secret.lower() in text.lower()] == [], text
