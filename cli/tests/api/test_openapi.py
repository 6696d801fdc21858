"""The description of the HTTP API says what the API does: it is valid and complete, its examples work, and random
requests are answered as it says."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psycopg
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks

from equipment_scheduling.commands import demo
from equipment_scheduling.database import connect
from equipment_scheduling.runtime import nginx
from support import ROOT, api_plant, people
from support.api_plant import Api

REQUESTS = 6  # per operation
ACCEPT = ["*/*", "application/json", "text/csv", "application/vnd.pgrst.object+json"]
PREFER = ["return=representation", "count=exact", "return=headers-only", "missing=default,return=representation"]
BODILESS = [not_a_server_error, checks.status_code_conformance]
CHECKS = [*BODILESS, checks.content_type_conformance, checks.response_schema_conformance]
Document = dict[str, Any]
Front = Callable[..., Api]

# Gaps, a rule that warns, shifts on offer, and a run of the optimizer with a suggestion, for requests to be about.
ASKED = """
    insert into sched.emp_requirements (resource_id, head_count, start_date)
    values (sched_engine.resource_id('JHB-L1'), 2, '2027-01-01'), (sched_engine.resource_id('NYC-L1'), 1, '2027-01-01');
    insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, rule_operator, limit_value, window_hours, severity, is_active)
    values ('WEEK', 'Week', 'working_hours', 'at_most', 40, 168, 'warn', true);
    select sched_engine.offer_shift(sched_engine.employee_id('J-1'), '2027-03-22');
    select sched_engine.offer_open_shift(sched_engine.resource_id('NYC-L1'), '2027-03-23 06:00', '2027-03-23 14:00');
    select sched_engine.create_optimization(sched_engine.resource_id('JHB'), '2027-03-15', '2027-03-21');
    insert into sched.emp_suggestions
    (optimization_id, employee_id, requirement_id, resource_id, schedule_date, start_time, end_time, shift_code, reason)
    select o.id, sched_engine.employee_id('J-1'), q.id, q.resource_id, '2027-03-20', '2027-03-20 06:00Z',
        '2027-03-20 14:00Z', 'D', 'Closes a gap of 8 h.'
    from sched.emp_optimizations as o inner join sched.emp_requirements as q on q.resource_id = o.resource_id + 2;
"""

# What a request to these is about most of the time: of values that are made up there are none.
PERSON = {"employee_number": "J-2"}
PERIOD = {"start_date": "2027-03-15", "end_date": "2027-03-21"}
GAP = {"requirement_id": 1, "start_time": "2027-03-20T06:00:00Z", "end_time": "2027-03-20T14:00:00Z"}
KNOWN: dict[str, dict[str, Any]] = {
    "POST /absences": PERSON | {"start_date": "2027-05-03", "end_date": "2027-05-04"},
    "POST /departments": {"department_code": "DEP", "department_name": "Department"},
    "POST /positions": {"position_code": "POS", "position_name": "Position", "department_code": "PCK"},
    "POST /qualifications": PERSON | {"resource_code": "JHB-M2", "certification_date": "2027-01-01"},
    "POST /requirements": {"resource_code": "JHB-L2", "head_count": 1, "start_date": "2027-01-01"},
    "POST /resource_assignments": PERSON | {"resource_code": "JHB-M2"},
    "POST /roster_changes": PERSON | {"change_kind": "off", "schedule_date": "2027-03-25"},
    "POST /team_assignments": {"employee_number": "X-1", "team_code": "JT", "start_date": "2027-01-01"},
    "POST /team_resources": {"team_code": "JT", "resource_code": "JHB-L2", "start_date": "2027-01-01"},
    "POST /teams": {"team_code": "TEAM", "team_name": "Team", "resource_code": "JHB-L2"},
    "POST /work_rules": {"rule_code": "OWN", "rule_name": "Own", "rule_measure": "daily_rest", "limit_value": 8},
    "/rpc/coverage_by_level": PERIOD | {"level": "site"},
    "/rpc/coverage": PERIOD,
    "/rpc/enable_rules": {"code": "EU"},
    "/rpc/gap_candidates": GAP,
    "/rpc/offer_open_shift": {"resource_id": 4} | {key: GAP[key] for key in ("start_time", "end_time")},
    "/rpc/offer_shift": {"employee_id": 2, "schedule_date": "2027-03-23"},
    "/rpc/optimize": PERIOD | {"resource_id": 2},
    "/rpc/reject_suggestions": {"optimization_id": 1},
    "/rpc/roster_calendar": {"team_id": 1},
    "/rpc/rule_breaches": PERIOD,
    "/rpc/take_shift": {"employee_id": 2},
}

load_all_checks()


@pytest.fixture(scope="module")
def front(serve: Callable[[str], str], proxy: Callable[..., nginx.Server]) -> Front:
    """PostgREST on a database, and a gateway before it."""

    def start(url: str, version: str = "v1") -> Api:
        return Api(proxy(int(serve(url).rsplit(":", 1)[1])).url + f"/api/{version}", url)

    return start


@pytest.fixture(scope="module")
def plant(fresh_database: Callable[[], str], front: Front) -> Api:
    """The API on a database of its own with the example plant, which the examples are about, and a webhook."""
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            f"alter database \"{connection.info.dbname}\" set sched.now = '2026-11-02 08:00Z'"  # type: ignore[arg-type]
        )
    with connect(url=url) as connection:
        demo._import(connection, ROOT / "examples")
        connection.execute("select api_v1.generate_schedules('2025-03-01', '2025-03-31', '{905}')")
        connection.execute(
            "insert into sched.webhook_subscriptions (webhook_name, url, secret, created_by)"
            " values ('mes', 'https://mes.example.com/', sched_engine.new_webhook_secret(), 'tests')"
        )
    return front(url)


@pytest.fixture(scope="module")
def staffed(fresh_database: Callable[[], str], front: Front) -> Api:
    """The second version of the API, on a small plant with people."""
    url = fresh_database()
    api_plant.build(url)
    people.build(url)
    with psycopg.connect(url) as connection:
        connection.execute(ASKED)
    return front(url, "v2")


@pytest.fixture(scope="module")
def document(plant: Api) -> Document:
    """The description, as anybody gets it."""
    answer = plant(None).get("/openapi.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return dict(answer.json())


@pytest.fixture(scope="module")
def described(plant: Api, document: Document) -> schemathesis.openapi.OpenApiSchema:
    """The description, as schemathesis reads it."""
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=plant.url)
    return schema


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Path, method and description of each operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_is_valid_and_always_the_same(plant: Api, document: Document) -> None:
    OpenAPIV31SpecValidator(document).validate()
    assert plant("sched_admin").get("/rpc/openapi").json() == document


@pytest.mark.parametrize("address", ["/", "/rpc/docs"])
def test_the_page_needs_nothing_from_elsewhere(plant: Api, address: str) -> None:
    page = plant(None).get(address)
    policy = page.headers["content-security-policy"].split("; ")
    assert policy[:4] == ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"]
    linked = re.findall(r'(?:href|src)="([^"]+)"', page.text)
    assert linked == ["docs.css", "docs.js", "openapi.json"]
    assert not re.search(r"<style|<script(?! src=)|\bstyle=|\bon[a-z]+=", page.text)
    files = [page, *(plant(None).get(address.removesuffix("docs") + name) for name in linked[:2])]
    kinds = [(file.status_code, file.headers["content-type"]) for file in files]
    assert kinds == [(200, f"text/{kind}; charset=utf-8") for kind in ("html", "css", "javascript")]
    assert [file.text for file in files] == [
        (ROOT / "web" / name).read_text() for name in ("docs.html", "docs.css", "docs.js")
    ]
    assert not re.search(r"https?://|//[a-z]+[.]|@import|\burl[(]", "".join(file.text for file in files))
    assert plant(None).post(address).status_code == 405


def test_nothing_is_left_out(plant: Api, document: Document, serve: Callable[[str], str]) -> None:
    """PostgREST has a description of its own, by another way and for one role: the same views, columns, functions."""
    theirs = httpx.get(serve(plant.database_url), headers={"X-API-Key": plant.key("sched_admin")}).json()
    assert sorted(document["paths"]) == sorted(path for path in theirs["paths"] if path != "/")
    for name, view in theirs["definitions"].items():
        columns = [key for key, value in schema_of(document, name)["properties"].items() if not embeds(value)]
        assert columns == list(view["properties"]), name


def schema_of(document: Document, name: str) -> Document:
    return dict(document["components"]["schemas"][name])


def embeds(value: Document) -> bool:
    return value.get("description", "").startswith("Embedded by")


def test_examples_work(plant: Api, document: Document, described: schemathesis.openapi.OpenApiSchema) -> None:
    """Examples of bodies and parameters are accepted; what they made is changed and deleted."""
    headers = {"X-API-Key": plant.key("sched_admin"), "Prefer": "return=representation"}
    wrong = []
    made: dict[str, Any] = {}
    for path, method, operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        query = {p["name"]: p["example"] for p in operation.get("parameters", []) if "example" in p}
        if path.startswith("/rpc/"):
            example = query if method == "get" else body
        elif method == "get":
            example = query = {"limit": 2} | {name: filters[0] for name, filters in query.items()}
        else:
            example = body if method == "post" else made.get(path)
            query = {"id": f"eq.{made.get(path)}"} if method != "post" else {}
        if not example:
            continue
        case = described[path][method.upper()].Case(
            query=query if method != "post" else None,
            body=schemathesis.core.NOT_SET if body is None else body,
            media_type=None if body is None else "application/json",
            headers=headers,
        )
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 300:
            wrong.append(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        elif method == "post" and not path.startswith("/rpc/"):
            rows = answer.json()
            made[path] = (rows[0] if isinstance(rows, list) else rows).get("id")
    assert not wrong, "\n".join(wrong)
    assert sum(key is not None for key in made.values()) >= 6


def test_of_all_json_it_is_said_what_it_is(document: Document) -> None:
    wrong = [
        f"{method} {path} {status}"
        for path, method, operation in operations(document)
        for status, answer in operation["responses"].items()
        for kind, content in answer.get("content", {}).items()
        if "json" in kind and not content["schema"]
    ]
    assert not wrong


def test_every_get_serves_what_is_described(
    plant: Api, serve: Callable[[str], str], document: Document, described: schemathesis.openapi.OpenApiSchema
) -> None:
    """By PostgREST itself, in each media type of each path."""
    direct, key = serve(plant.database_url), plant.key("sched_admin")
    feed = {"key": plant.key("sched_viewer", purpose="calendar"), "resource_code": "DUR-PRS-L2-PR02"}
    wrong = []
    for path, method, operation in operations(document):
        if method != "get":
            continue
        query = {p["name"]: p["example"] for p in operation.get("parameters", []) if "example" in p}
        is_view, is_set = not path.startswith("/rpc/"), "206" in operation["responses"]
        query = (feed if "feed" in path else {} if is_view else query) | ({"limit": 1} if is_set else {})
        for kind, content in operation["responses"]["200"]["content"].items():
            case = described[path]["GET"].Case(query=query, headers={"X-API-Key": key, "Accept": kind})
            answer = case.call(base_url=direct)
            case.validate_response(answer, checks=CHECKS)
            if answer.status_code == 406 and is_view and "object" in kind:
                continue  # the view is empty
            if answer.status_code != 200:
                wrong.append(f"{path} {kind}: {answer.status_code} {answer.text[:200]}")
            elif "json" in kind:
                says = content["schema"].get("type", "object" if "$ref" in content["schema"] else None)
                given = {list: "array", dict: "object"}.get(type(answer.json()), ["string", "null"])
                if says != given:
                    wrong.append(f"{path} {kind}: {given}, but the description says {says}")
        if is_set:
            counted = described[path]["GET"].Case(query=query, headers={"X-API-Key": key, "Prefer": "count=exact"})
            counted.validate_response(counted.call(base_url=direct), checks=CHECKS)
    assert not wrong, "\n".join(wrong)


def test_random_requests_are_answered_as_described(
    document: Document, fresh_database: Callable[[], str], front: Front
) -> None:
    url = fresh_database()
    api_plant.build(url)  # a small plant of its own, for it will be a ruin
    ask_at_random(front(url), with_fewer_filters(document))


def test_embeddings_of_people_work(staffed: Api) -> None:
    """As they are described; where several columns lead to the same view, the answer says which name to take."""
    document = staffed("sched_admin").get("/openapi.json").json()
    OpenAPIV31SpecValidator(document).validate()
    wrong, ways = [], 0
    for view, schema in document["components"]["schemas"].items():
        for value in filter(embeds, schema.get("properties", {}).values()):
            for way in re.findall(r"select=([^ ]+?)[.]?(?= or |$)", value["description"]):
                ways += 1
                answer = staffed("sched_admin").get(f"/{view}", params={"select": way, "limit": 1})
                if answer.status_code != 200:
                    wrong.append(f"{view} {way}: {answer.status_code} {answer.text}")
    assert not wrong, "\n".join(wrong)
    assert ways >= 40
    unclear = staffed("sched_admin").get("/roster_changes?select=*,employees(*)")
    assert (unclear.status_code, "employees!emp_roster_changes_taken_by_id_fkey" in unclear.json()["hint"]) == (
        300,
        True,
    )


def test_random_requests_about_people_are_answered_as_described(staffed: Api) -> None:
    document = dict(staffed("sched_admin").get("/openapi.json").json())
    ask_at_random(staffed, with_fewer_filters(document))


def ask_at_random(api: Api, document: Document) -> None:
    """Random requests to every operation, by an administrator; all that is not as described is told at the end."""
    described = schemathesis.openapi.from_dict(document)
    described.config.update(base_url=api.url, request_timeout=60)
    key = api.key("sched_admin")
    wrong: dict[str, str] = {}

    def ask(operation: schemathesis.APIOperation) -> None:
        @settings(
            max_examples=REQUESTS if operation.query or operation.body else 1,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), number=st.integers(0, 10**6))
        def send(case: schemathesis.Case, number: int) -> None:
            bring_near(case, number)
            case.headers = {
                "X-API-Key": key,
                "Accept": "*/*" if case.path.startswith("/rpc/") else ACCEPT[number % 4],
                "Prefer": PREFER[number // 4 % 4],
            }
            answer = case.call()
            try:
                case.validate_response(answer, checks=CHECKS if answer.content else BODILESS)
            except (AssertionError, schemathesis.errors.SchemathesisError, BaseExceptionGroup) as failure:
                told = getattr(failure, "exceptions", [failure])
                wrong[f"{operation.label}: {told[0]}"] = f"{case.as_curl_command()}\n{answer.text[:500]}"

        send()

    for result in described.get_all_operations():
        ask(result.ok())
    assert not wrong, "\n\n".join(f"{name}\n{request}" for name, request in wrong.items())


def with_fewer_filters(document: Document) -> Document:
    """Each operation with a quarter of the columns to filter by, for making them up takes most of the time."""
    fewer = copy.deepcopy(document)
    for number, (_, _, operation) in enumerate(operations(fewer)):
        filters = [p for p in operation.get("parameters", []) if "filter." in str(p)]
        for place, parameter in enumerate(filters):
            if place % 4 != number % 4:
                operation["parameters"].remove(parameter)
    return fewer


def bring_near(case: schemathesis.Case, number: int) -> None:
    """Most random values are turned into such as the plant has, else few requests get past the door."""
    query = dict(case.query or {})
    if case.method in ("PATCH", "DELETE") and number % 3 and "id" in str(case.operation.query):
        query = {"id": f"eq.{number % 20}"}
    elif number % 4:
        query = {
            k: v
            for k, v in query.items()
            if k not in ("or", "and", "on_conflict") and (number % 2 or isinstance(v, int | str))
        }
    case.query = near(query)
    known = {**KNOWN.get(case.path, {}), **KNOWN.get(f"{case.method} {case.path}", {})} if number % 7 else {}
    if isinstance(case.body, dict):
        case.body = known | case.body if number % 2 else case.body | known
    elif known and not case.body:
        case.query = known | dict(case.query or {})
    if isinstance(case.body, list) and case.body:
        case.body = [row for row in case.body if row.keys() == case.body[0].keys()]
    if number % 5:
        case.body = near(case.body)


def near(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: near(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [near(item, name) for item in value]
    if isinstance(value, str):
        return re.sub(r"^\d{4}(?=-\d\d-\d\d)", lambda year: str(2025 + int(year[0]) % 3), value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 1.0 is an integer to JSON Schema, but not to PostgreSQL
    if isinstance(value, int) and not isinstance(value, bool) and re.search("_ids?$", name):
        return 1 + abs(value) % 20
    return value
