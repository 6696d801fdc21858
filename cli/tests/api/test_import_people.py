"""People imported over HTTP, and the checklist."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from conftest import plant_api
from support.api_plant import Api

V2 = {"Accept-Profile": "api_v2", "Content-Profile": "api_v2"}
SHEETS = {
    "teams": [{"team_code": "A", "team_name": "Shift A", "resource_code": "JHB", "pattern_code": "CONTINENTAL"}],
    "employees": [
        {
            "employee_number": "007",
            "first_name": "Zoë",
            "last_name": "Example",
            "department_code": "PROD",
            "department_name": "Production",
            "position_code": "OP",
            "position_name": "Operator",
            "hire_date": "2026-01-01",
            "team_code": "A",
        }
    ],
    "qualifications": [{"employee_number": "007", "resource_code": "JHB-M1", "certification_date": "2026-01-01"}],
}


@pytest.fixture(scope="module")
def staff(fresh_database: Callable[[], str], serve: Callable[[str], str]) -> Iterator[Api]:
    """The API of a plant whose workforce is switched on."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    with plant_api(url, serve) as made:
        yield made


def imported(staff: Api, role: str, body: dict[str, Any], scope: str | None = None) -> Any:
    """The answer to an import."""
    return staff(role, scope).post("/rpc/import_people", json=body, headers=V2)


def test_import_and_dry_run(staff: Api) -> None:
    dry = imported(staff, "sched_workforce_planner", {"sheets": SHEETS, "dry_run": True})
    assert dry.status_code == 200, dry.text
    assert dry.json()["sheets"]["employees"] == {"inserted": 1, "updated": 0, "unchanged": 0}
    assert dry.json()["dry_run"] is True
    assert staff("sched_workforce_planner").get("/employees", headers=V2).json() == []
    done = imported(staff, "sched_workforce_planner", {"sheets": SHEETS})
    assert done.json()["sheets"]["qualifications"]["inserted"] == 1
    again = imported(staff, "sched_workforce_planner", {"sheets": SHEETS}).json()["sheets"]
    assert {(counts["inserted"], counts["updated"]) for counts in again.values()} == {(0, 0)}


def test_every_problem_is_told_and_nobody_is_named(staff: Api) -> None:
    wrong = {"employees": [{**SHEETS["employees"][0], "employee_number": "008", "email": "zoe", "hire_date": "soon"}]}
    refused = imported(staff, "sched_workforce_planner", {"sheets": wrong})
    assert (refused.status_code, refused.json()["code"]) == (400, "SC009")
    problems = json.loads(refused.json()["details"])
    assert [(p["sheet"], p["line"], p["column_name"], p["value"]) for p in problems] == [
        ("employees", 1, "email", None),
        ("employees", 1, "hire_date", "soon"),
    ]
    assert "zoe" not in refused.text.lower()
    assert imported(staff, "sched_workforce_planner", {"sheets": {"people": []}}).status_code == 400
    assert imported(staff, "sched_workforce_planner", {"sheets": []}).json()["code"] == "SC016"


def test_who_may_import(staff: Api) -> None:
    for role in ("sched_viewer", "sched_planner", "sched_workforce_viewer"):
        assert imported(staff, role, {"sheets": SHEETS}).status_code == 403
    limited = imported(staff, "sched_workforce_planner", {"sheets": SHEETS}, scope="JHB")
    assert (limited.status_code, limited.json()["code"]) == (403, "SC013")
    assert imported(staff, "sched_hr", {"sheets": SHEETS, "dry_run": True}).status_code == 200


def test_counts_do_not_tell_why_somebody_is_absent(staff: Api) -> None:
    def sheets(kind: str) -> dict[str, Any]:
        cells = {"employee_number": "007", "start_date": "2027-03-01", "end_date": "2027-03-05", "absence_kind": kind}
        return {"sheets": {**SHEETS, "absences": [cells]}, "dry_run": True}

    def counted(role: str, kind: str) -> Any:
        answer = imported(staff, role, sheets(kind))
        assert answer.status_code == 200, answer.text
        return answer.json()["sheets"]["absences"]

    assert imported(staff, "sched_hr", {**sheets("sick"), "dry_run": False}).status_code == 200
    changed = {"inserted": 0, "updated": 1, "unchanged": 0}
    same = {"inserted": 0, "updated": 0, "unchanged": 1}
    for role in ("sched_workforce_planner", "sched_admin"):
        assert counted(role, "sick") == counted(role, "vacation") == changed
    assert (counted("sched_hr", "sick"), counted("sched_hr", "vacation")) == (same, changed)

    def last_change() -> Any:
        return staff("sched_hr").get("/absences?start_date=eq.2027-03-01", headers=V2).json()[0]["updated_at"]

    before = last_change()
    done = imported(staff, "sched_workforce_planner", {**sheets("sick"), "dry_run": False})
    assert done.json()["sheets"]["absences"] == changed
    assert last_change() > before


def test_the_checklist_is_for_administrators(staff: Api) -> None:
    answer = staff("sched_admin").post("/rpc/verify_workforce", json={}, headers=V2)
    assert answer.status_code == 200, answer.text
    assert {"point", "is_ok", "finding", "remedy"} == set(answer.json()[0])
    assert "Zoë" not in answer.text
    assert staff("sched_workforce_planner").post("/rpc/verify_workforce", json={}, headers=V2).status_code == 403
    limited = staff("sched_admin", "JHB").post("/rpc/verify_workforce", json={}, headers=V2)
    assert (limited.status_code, limited.json()["code"]) == (403, "SC013")
