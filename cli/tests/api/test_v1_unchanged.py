"""Whether the workforce is on or off, used or not: `api_v1` answers the same, byte for byte, and so does the schema.

Everything that only reads is asked through the gateway and PostgREST, before the workforce is switched on, after, when
people work rotations, and when it is off again. What would write is asked in ways that are refused or taken back, about
the rotations above all, which `api_v1` does not have.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx
import psycopg
import pytest

from conftest import FreshDatabase, plant_api
from equipment_scheduling.runtime import nginx
from support import dump
from support.api_plant import Api

SWITCHES = ("phase2_enabled", "employee_module_enabled", "pattern_complexity_level")
ON = ("true", "true", "expert")
OFF = ("false", "false", "simple")
# The edit itself, and what people did, is in the audit log.
OWN = {
    "system_configuration": f"config_key=not.in.({','.join(SWITCHES)})",
    "audit_log": f"record_id=not.in.({','.join(SWITCHES)})&table_name=not.like.emp_*",
}
CLOCKS = {"health": "database_time"}
SHAPES = (
    "",
    "limit=2&offset=1&order={columns}",
    "limit=3&order={columns}",
    "select={column}&limit=5&order={column}",
    "{column}=eq.{value}",
    "{column}=not.is.null&limit=40&order={columns}",
)
EMBEDS = (
    "patterns?select=pattern_code,pattern_rules(*),pattern_assignments(resource_code)"
    "&pattern_rules.order=id&pattern_assignments.order=id",
    "pattern_rules?select=*,patterns(pattern_code)",
    "pattern_assignments?select=*,patterns(*),resources(resource_code)",
    "equipment_schedules?select=*,patterns(pattern_code)&limit=20&order=resource_id,planned_start_time",
    "inheritance_tree?select=*,patterns(pattern_code)",
    "patterns?pattern_code=in.(DUPONT,PITMAN,TWO_SHIFT)",
    "patterns?is_visible=is.false",
    "patterns?complexity_level=neq.simple",
    "pattern_rules?pattern_code=eq.PANAMA",
)
VALUES = {
    "resource_id": "{machine}", "resource_ids": "{machine}", "resource_code": "JHB-M1", "start_date": "2027-03-01",
    "end_date": "2027-03-20", "at": "2027-03-15T07:00:00Z", "from_time": "2027-03-11T06:00:00Z",
    "to_time": "2027-03-17T06:00:00Z", "duration": "40:00:00", "on_date": "2027-03-10", "pattern_code": "TWO_SHIFT",
    "include_shifts": "true", "all_below": "true", "max_depth": "3",
}  # fmt: skip
SOON = "2027-03-12"
RULES = [{"cycle_day": 1, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"}]
# Nothing of these is stored.
BODIES: tuple[tuple[str, str, Any], ...] = (
    *(
        (verb, path, {**body, "pattern_code": code})
        for code in ("DUPONT", "PITMAN", "NOWHERE")
        for verb, path, body in (
            ("POST", "rpc/preview_pattern", {}),
            ("POST", "rpc/copy_pattern", {"new_code": "COPIED"}),
            ("POST", "rpc/assign_pattern", {"resource_code": "JHB-M1", "effective_date": "2027-06-01"}),
            ("POST", "rpc/bulk_assign", {"resource_codes": ["JHB-M1"], "effective_date": "2027-06-01"}),
            ("POST", "rpc/replace_pattern_rules", {"rules": RULES}),
            ("POST", "pattern_assignments", {"resource_code": "JHB-M1", "effective_date": "2028-01-01"}),
        )
    ),
    ("POST", "patterns", {"pattern_code": "DUPONT", "pattern_name": "Ours"}),
    ("POST", "rpc/create_pattern", {"pattern_code": "DUPONT", "rules": RULES}),
    ("POST", "rpc/preview_pattern_rules", {"pattern_code": "DUPONT", "rules": RULES}),
    ("POST", "rpc/preview_pattern_rules", {"pattern_code": "TWO_SHIFT_X", "rules": RULES}),
    ("PATCH", "patterns?pattern_code=eq.DUPONT", {"is_visible": True}),
    ("DELETE", "patterns?pattern_code=eq.DUPONT", None),
    ("DELETE", "pattern_rules?pattern_code=eq.DUPONT", None),
    ("PATCH", "patterns?pattern_code=eq.TWO_SHIFT", {"pattern_name": "Ours"}),
    *(
        ("POST", "rpc/import_resources", {"rows": [{"resource_code": "JHB-M1", "pattern_code": code}], "dry_run": True})
        for code in ("DUPONT", "DAY", "DUP")
    ),
    (
        "POST",
        "rpc/import_patterns",
        {
            "rows": [{"pattern_code": "PANAMA", "cycle_day": 1, "start_time": "05:00", "end_time": "13:00"}],
            "dry_run": True,
            "replace": True,
        },
    ),
    *(
        ("POST", "rpc/preview_assignment", {"resource_id": "{machine}", "pattern_id": id_, "effective_date": SOON})
        for id_ in ("{two_shift}", "{dupont}", 1_000_000)
    ),
    ("POST", "rpc/preview_pattern", {"pattern_id": "{dupont}"}),
    ("POST", "pattern_assignments", {"resource_id": "{machine}", "pattern_id": "{dupont}", "effective_date": SOON}),
    ("POST", "rpc/preview_calendars", {"resource_id": "{machine}", "calendar_ids": []}),
    (
        "POST",
        "rpc/preview_exception",
        {
            "resource_id": "{machine}",
            "exception_type": "maintenance",
            "start_datetime": "2027-03-12T06:00:00Z",
            "end_datetime": "2027-03-12T10:00:00Z",
        },
    ),
)  # fmt: skip
PEOPLE = """
    with department as (
        insert into sched.emp_departments (department_code, department_name) values ('PRESS', 'Presses') returning id
    ), job as (
        insert into sched.emp_positions (position_code, position_name, department_id)
        select 'OPERATOR', 'Operator', d.id from department as d returning id, department_id
    ), team as (
        insert into sched.emp_teams (team_code, team_name, resource_id, pattern_id, cycle_offset_days)
        select 'TEAM-A', 'Team A', sched_engine.resource_id('JHB'), sched_engine.pattern_id('DUPONT'), 7 returning id
    ), person as (
        insert into sched.emp_employees
        (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
        select 'E' || n, 'First', 'Last', j.department_id, j.id, '2026-01-01', sched_engine.resource_id('JHB')
        from job as j cross join generate_series(1, 5) as n returning id
    )
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select p.id, t.id, '2027-01-01' from person as p cross join team as t
"""


class Asker:
    """Asks everything, and remembers the answers."""

    def __init__(self, client: httpx.Client, ids: dict[str, int]) -> None:
        self.client = client
        self.ids = {name: str(id_) for name, id_ in ids.items()}

    def everything(self) -> dict[str, tuple[int, str, bytes]]:
        """Status, content type and range, and body of each request."""
        document = self.client.get("/api/v1/openapi.json")
        found = {"openapi": self.answer(document)}
        for path, operations in document.json()["paths"].items():
            name = path.removeprefix("/")
            get = operations.get("get")
            if get is None:
                continue
            queries = self.calls(name, get) if name.startswith("rpc/") else self.readings(name)
            found |= {query: self.ask(query) for query in queries}
        found |= {query: self.ask(query) for query in EMBEDS}
        for method, path, body in BODIES:
            filled = json.loads(self.fill(json.dumps(body))) if body is not None else None
            asked = self.client.request(method, f"/api/v1/{path}", json=filled)
            harmless = (
                asked.status_code >= 400 or method in ("PATCH", "DELETE") or "preview" in path or "import" in path
            )
            assert harmless, (method, path, body, asked.text)
            found[f"{method} {path} {body}"] = self.answer(asked)
        return found

    def fill(self, text: str) -> str:
        """Ids in their places."""
        for name, id_ in self.ids.items():
            text = text.replace(f'"{{{name}}}"', id_).replace(f"{{{name}}}", id_)
        return text

    def calls(self, name: str, get: dict[str, Any]) -> Iterator[str]:
        """Calls of a function: with all arguments that are known here, and with those alone that it must have."""
        parameters = [p for p in get.get("parameters", []) if "name" in p]
        for some in ([p for p in parameters if p.get("required")], parameters):
            given = {p["name"]: VALUES[p["name"]] for p in some if p["name"] in VALUES}
            if "resource_id" in given and "resource_code" in given:
                del given["resource_id"]
            yield self.fill(f"{name}?{'&'.join(f'{key}={value}' for key, value in given.items())}")

    def readings(self, name: str) -> Iterator[str]:
        """A view, whole and in parts."""
        own = OWN.get(name, "")
        first = self.client.get(f"/api/v1/{name}?limit=1&{own}").json()
        columns = list(first[0]) if isinstance(first, list) and first else []
        for shape in SHAPES if columns else SHAPES[:2]:
            column = columns[0] if columns else ""
            if name in CLOCKS:
                own = f"select={','.join(c for c in columns if c != CLOCKS[name])}"
                if "{column}=" in shape or "select" in shape:
                    continue
            value = first[0][column] if columns else ""
            plain = [c for c in columns if not isinstance(first[0][c], list | dict)]
            yield f"{name}?{shape.format(column=column, value=value, columns=','.join(plain))}&{own}".replace(
                "?&", "?"
            ).rstrip("&")

    def ask(self, query: str) -> tuple[int, str, bytes]:
        """The answer to a GET, with a count of all rows."""
        return self.answer(self.client.get(f"/api/v1/{query}", headers={"Prefer": "count=exact"}))

    @staticmethod
    def answer(response: httpx.Response) -> tuple[int, str, bytes]:
        """What counts of an answer; that there are people is said in one place."""
        content = response.content.replace(b'"has_workforce" : true', b'"has_workforce" : false')
        head = " ".join(response.headers.get(name, "-") for name in ("content-type", "content-range", "location"))
        return response.status_code, head, content


def switch(url: str, values: tuple[str, ...]) -> None:
    """The three updates, and nothing else."""
    with psycopg.connect(url) as connection:
        for key, value in zip(SWITCHES, values, strict=True):
            connection.execute(
                "update sched.system_configuration set config_value = %s where config_key = %s", [value, key]
            )


@pytest.fixture(scope="module")
def plant(
    fresh_database: FreshDatabase, serve: Callable[[str], str], proxy: Callable[..., nginx.Server]
) -> Iterator[Api]:
    """The plant of `api_plant.py` behind a gateway."""
    with plant_api(fresh_database(), serve) as api:
        yield Api(proxy(int(api.url.rsplit(":", 1)[1])).url, api.database_url)


@contextmanager
def asking(plant: Api) -> Iterator[dict[str, Asker]]:
    """Whoever asks, by role; one of them is limited to a part of the plant."""
    with psycopg.connect(plant.database_url) as connection:
        ids = {
            name: int((connection.execute(query).fetchone() or (0,))[0])
            for name, query in {
                "machine": "select id from sched.resources where resource_code = 'JHB-M1'",
                "two_shift": "select id from sched.operating_patterns where pattern_code = 'TWO_SHIFT'",
                "dupont": "select id from sched.operating_patterns where pattern_code = 'DUPONT'",
            }.items()
        }
    with closing(plant):
        yield {
            "admin": Asker(plant("sched_admin"), ids),
            "viewer": Asker(plant("sched_viewer"), ids),
            "reader": Asker(plant("sched_oee_reader"), ids),
            "part": Asker(plant("sched_viewer", scope="JHB"), ids),
        }


def compare(before: dict[str, Any], after: dict[str, Any], when: str) -> None:
    """Every answer is what it was; rows that are asked for in no order may come in any."""
    assert before.keys() == after.keys(), when

    def rows(query: str, answer: tuple[int, str, bytes]) -> object:
        return answer if "order=" in query else (*answer[:2], sorted(answer[2].strip(b"[]").split(b", \n ")))

    differing = {
        query: (before[query], after[query])
        for query in before
        if rows(query, before[query]) != rows(query, after[query])
    }
    told = [
        f"{query}\n  was {a[:2]} {a[2][:300]!r}\n  is  {b[:2]} {b[2][:300]!r}" for query, (a, b) in differing.items()
    ]
    assert not differing, f"{when}: {len(told)} of {len(before)} answers differ\n" + "\n".join(told[:10])


def test_v1_is_the_same_with_the_workforce_on_as_off(plant: Api) -> None:
    url = plant.database_url
    with asking(plant) as askers:
        before = {who: asker.everything() for who, asker in askers.items()}
        schema = dump(url)
        assert len(before["admin"]) > 150
        assert {status for status, _, _ in before["admin"].values()} >= {200, 404}

        def check(when: str) -> None:
            for who, asker in askers.items():
                compare(before[who], asker.everything(), f"{when}, {who}")
            assert dump(url) == schema, when

        check("asked again")
        switch(url, ON)
        check("switched on")
        with psycopg.connect(url) as connection:
            connection.execute(PEOPLE)
            connection.execute("select * from sched_engine.generate_roster(null, '2027-03-01', '2027-04-15')")
        check("in use")
        switch(url, OFF)
        check("switched off")
