"""Messages are what docs/reference/events.schema.json says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from equipment_scheduling.database import Connection
from support import ROOT
from support.relays import stop_machine, subscribe

SCHEMA = json.loads((ROOT / "docs/reference/events.schema.json").read_text())
TYPES = [entry["$ref"].rpartition("/")[2] for entry in SCHEMA["oneOf"]]
EDITS = """
    set sched.traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    update sched.schedule_exceptions set description = 'Oil and belt' where description = 'Oil';
    select sched_engine.cancel_exception(e.id) from sched.schedule_exceptions as e;
    insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
        select r.id, p.id, '2030-01-10', 'tests' from sched.resources as r, sched.operating_patterns as p
        where r.resource_code = 'M3' and p.pattern_code = 'DAY_ONLY';
    delete from sched.resource_pattern_assignments where effective_date = '2030-01-10';
    insert into sched.holiday_calendars (calendar_code, calendar_name) values ('OWN', 'Own');
    insert into sched.holidays (calendar_id, holiday_name, holiday_date)
        select c.id, 'Founding day', '2030-01-16' from sched.holiday_calendars as c where c.calendar_code = 'OWN';
    insert into sched.resource_calendar_assignments (resource_id, calendar_id, priority)
        select r.id, c.id, 1 from sched.resources as r, sched.holiday_calendars as c
        where r.resource_code = 'S' and c.calendar_code = 'OWN';
    update sched.resources set resource_name = 'Mill' where resource_code = 'M5';
    select sched_engine.generate(null, '2030-02-01', '2030-02-28');
    select sched_engine.create_generation_job(array(select r.id from sched.resources as r), '2031-01-01', '2031-01-31');
    select sched_engine.run_job_batch() from generate_series(1, 5);
    insert into sched.emp_departments (department_code, department_name) values ('D', 'Mill');
    insert into sched.emp_positions (position_code, position_name, department_id)
        select 'P', 'Miller', d.id from sched.emp_departments as d;
    insert into sched.emp_employees (employee_number, first_name, last_name, department_id, position_id, hire_date)
        select 'E', 'Ann', 'Miller', p.department_id, p.id, '2020-01-01'::date from sched.emp_positions as p;
    select sched_engine.generate_roster(null, '2030-02-01', '2030-02-28');
    insert into sched.emp_requirements (resource_id, head_count, start_date)
        select r.id, 2, '2030-02-01'::date from sched.resources as r where r.resource_code = 'M5';
    delete from sched.emp_requirements;
    select sched_engine.offer_open_shift(r.id, '2030-03-04 06:00', '2030-03-04 14:00')
        from sched.resources as r where r.resource_code = 'M5';
    select sched_engine.take_shift(o.id, e.id) from sched.emp_shift_offers as o, sched.emp_employees as e;
    select sched_engine.withdraw_offer(o.id) from sched.emp_shift_offers as o
"""


def _validator(event_type: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"#/$defs/{event_type}", "$defs": SCHEMA["$defs"]})


def test_messages_follow_their_schemas(plant: Connection) -> None:
    webhook = subscribe(plant, "mes", "http://127.0.0.1:9/")
    plant.execute("delete from sched.holidays where holiday_date > '2027-12-31'")
    plant.execute("select sched_engine.warn_of_calendar(sched_engine.calendar_id('ZA'))")
    stop_machine(plant)
    for statement in EDITS.split(";\n"):
        plant.execute(statement.encode())
    plant.execute("select sched_engine.ping_webhook(%s)", [webhook])
    rows = plant.execute(
        "select e.event_type, sched_engine.event_message(e) as message from sched.events as e"
    ).fetchall()
    for row in rows:
        message = json.loads(row["message"])
        problems = [problem.message for problem in _validator(row["event_type"]).iter_errors(message)]
        assert not problems, (row["event_type"], problems, message)
    assert {row["event_type"] for row in rows} == set(TYPES)
    assert {"traceparent" in json.loads(row["message"]) for row in rows} == {True, False}
    found = plant.execute("select sched_engine.webhook_event_types() as types").fetchone()
    assert found is not None and {*found["types"], "ping"} == set(TYPES)


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": "ping"},
        {"data": {}},
        {"id": 7},
        {"epoch": "1"},
        {"more": 1},
        {"traceparent": None},
        {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-01"},
        {"timestamp": "2030-01-01T00:00:00+02:00"},
    ],
)
def test_schemas_refuse(wrong: dict[str, Any]) -> None:
    data = {
        "resource_id": 1,
        "resource_code": "M1",
        "date": "2030-01-07",
        "old_value": None,
        "new_value": None,
        "truncated": False,
    }
    good = {
        "id": "evt_1",
        "event": "exception.created",
        "epoch": 1,
        "timestamp": "2030-01-01T00:00:00.000001Z",
        "data": data,
    }
    validator = _validator("exception.created")
    assert validator.is_valid(good) and not validator.is_valid(good | wrong)
