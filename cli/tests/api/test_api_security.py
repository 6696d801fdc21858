"""The HTTP API: who gets in, what each role may do, what a limited key sees, and what becomes of bad requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import psycopg
import pytest

from equipment_scheduling.database import Connection, connect
from support import Result
from support.api_plant import AUDIENCE, SECRET, Api, sign

ROLES = {"n": None, "o": "sched_oee_reader", "v": "sched_viewer", "p": "sched_planner", "a": "sched_admin"}

# View -> who may read it, and who may write it; a column and a value that no row has.
VIEWS: dict[str, tuple[str, str, str]] = {
    "api_keys": ("a", "", "id=eq.-1"),
    "audit_log": ("a", "", "id=eq.-1"),
    "calendar_assignments": ("vpa", "pa", "resource_id=eq.-1"),
    "calendars": ("vpa", "pa", "id=eq.-1"),
    "current_status": ("ovpa", "", "resource_id=eq.-1"),
    "daily_availability": ("ovpa", "", "resource_id=eq.-1"),
    "equipment_schedules": ("ovpa", "", "resource_id=eq.-1"),
    "exceptions": ("vpa", "pa", "id=eq.-1"),
    "generation_summary": ("vpa", "", "resource_id=eq.-1"),
    "health": ("novpa", "", "status=eq.none"),
    "holidays": ("vpa", "pa", "id=eq.-1"),
    "inheritance_tree": ("vpa", "", "resource_id=eq.-1"),
    "jobs": ("vpa", "", "id=eq.-1"),
    "lint_findings": ("vpa", "", "severity=eq.none"),
    "pattern_assignments": ("vpa", "pa", "id=eq.-1"),
    "pattern_rules": ("vpa", "pa", "id=eq.-1"),
    "patterns": ("vpa", "pa", "id=eq.-1"),
    "resource_tree": ("ovpa", "", "resource_id=eq.-1"),
    "resources": ("ovpa", "a", "id=eq.-1"),
    "schedule_changes": ("ovpa", "", "resource_id=eq.-1"),
    "status": ("vpa", "", "is_current=is.null"),
    "system_configuration": ("a", "a", "config_key=eq.none"),
    "waiting_edits": ("vpa", "", "resource_id=eq.-1"),
    "webhook_deliveries": ("a", "", "id=eq.-1"),
    "webhook_status": ("a", "", "id=eq.-1"),
    "webhooks": ("a", "a", "id=eq.-1"),
}

# Function -> who may call it, arguments that change nothing, and the status they lead to.
DAY = {"start_date": "2027-03-10", "end_date": "2027-03-10"}
AT = {"resource_id": "NYC-M1", "from_time": "2027-03-10T00:00Z"}
REVERSED = {"start_date": "2027-03-10", "end_date": "2027-03-09"}
FUNCTIONS: dict[str, tuple[str, dict[str, Any], int]] = {
    "add_working_time": ("ovpa", {**AT, "duration": "1 hour"}, 200),
    "assign_calendars": ("pa", {}, 400),
    "assign_pattern": ("pa", {}, 400),
    "availability_by_level": ("ovpa", DAY, 200),
    "bulk_assign": ("pa", {}, 400),
    "cancel_job": ("pa", {"job_id": 0}, 404),
    "cancel_occurrence": ("pa", {"exception_id": 0, "start_time": "2027-03-10T00:00Z"}, 404),
    "changes": ("ovpa", {}, 200),
    "clear_schedules": ("pa", REVERSED, 400),
    "close_exception": ("pa", {"exception_id": 0}, 404),
    "copy_pattern": ("pa", {"new_code": "X", "pattern_id": 0}, 404),
    "current_caller": ("ovpa", {}, 200),
    "create_pattern": ("pa", {"pattern_code": "X", "rules": [], "cycle_days": 0}, 400),
    "equipment_calendar": ("ovpa", {"resource_id": "NYC-M1", **DAY}, 200),
    "explain_availability": ("ovpa", {"resource_id": "NYC-M1", "at": "2027-03-10T00:00Z"}, 200),
    "explain_request": ("novpa", {}, 404),
    "export_availability": ("ovpa", DAY, 200),
    "export_schedule": ("ovpa", DAY, 200),
    "generate_schedules": ("pa", REVERSED, 400),
    "import_calendars": ("pa", {"rows": [], "dry_run": True}, 400),
    "import_exceptions": ("pa", {"rows": [], "dry_run": True}, 400),
    "import_patterns": ("pa", {"rows": [], "dry_run": True}, 400),
    "import_resources": ("a", {"rows": [], "dry_run": True}, 400),
    "inheritance_tree_on": ("vpa", {"on_date": "2027-03-10"}, 200),
    "next_available": ("ovpa", AT, 200),
    "oee_availability": ("ovpa", {"resource_ids": "", **DAY}, 200),
    "openapi": ("novpa", {}, 200),
    "ping_webhook": ("a", {"webhook_id": 0}, 404),
    "preview_assignment": (
        "pa",
        {"resource_id": "NYC-M1", "pattern_id": 1, "effective_date": "2027-03-20", "end_date": "2027-03-21"},
        200,
    ),
    "preview_calendars": ("pa", {"resource_id": "NYC-M1", "calendar_ids": []}, 200),
    "preview_exception": (
        "pa",
        {"resource_id": "NYC-M1", "exception_type": "other", "start_datetime": "2027-03-20T00:00Z"},
        200,
    ),
    "preview_exception_change": ("pa", {"exception_id": 0}, 404),
    "preview_generation": ("pa", REVERSED, 400),
    "preview_holiday": ("pa", {"calendar_id": 1, "holiday_date": "2027-03-20"}, 200),
    "preview_holiday_removal": ("pa", {"holiday_id": 0}, 404),
    "preview_pattern": ("vpa", {"pattern_id": 2, **DAY}, 200),
    "preview_pattern_rules": ("pa", {"pattern_code": "NEW", "rules": []}, 200),
    "previous_available": ("ovpa", AT, 200),
    "replace_pattern_rules": ("pa", {"rules": [], "pattern_id": 0}, 404),
    "replay_webhook": ("a", {"webhook_id": 0, "event_id": 1}, 404),
    "resource_ancestors": ("ovpa", {"resource_id": "NYC-M1"}, 200),
    "resource_calendars": ("vpa", {"resource_id": "NYC-M1"}, 200),
    "resource_children": ("ovpa", {"resource_id": "NYC"}, 200),
    "resource_hierarchy": ("ovpa", {}, 200),
    "resource_pattern": ("vpa", {"resource_id": "NYC-M1"}, 200),
    "rotate_webhook_secret": ("a", {"webhook_id": 0}, 404),
    "schedule_as_known": ("ovpa", {"resource_id": "NYC-M1", "known_at": "2027-03-01T00:00Z", **DAY}, 200),
    "set_default_calendar": ("pa", {"calendar_id": 0}, 404),
    "unassign_pattern": ("pa", {}, 400),
    "working_time": ("ovpa", {**AT, "to_time": "2027-03-11T00:00Z"}, 200),
}
# Opened by a key in the URL, so for everybody.
BY_KEY = {"calendar_feed"}

# Views that the whole plant shares: a limited key reads all of them.
SHARED = {
    "calendars",
    "health",
    "holidays",
    "jobs",
    "pattern_rules",
    "patterns",
    "status",
    "system_configuration",
    "waiting_edits",
    "webhook_deliveries",
    "webhook_status",
    "webhooks",
}


@pytest.fixture
def plant(api: Api) -> Iterator[Connection]:
    """The plant's database itself."""
    with connect(url=api.database_url, autocommit=True) as connection:
        yield connection


def arguments(api: Api, given: dict[str, Any]) -> dict[str, Any]:
    """The ids of resources in place of their codes."""
    return {name: api.id(value) if name == "resource_id" else value for name, value in given.items()}


def problem(answer: httpx.Response) -> str:
    """The code of an error."""
    return str(answer.json()["code"])


# Who gets in.


def test_the_tables_of_this_test_are_complete(plant: Connection) -> None:
    """A new endpoint needs a line above."""
    found = plant.execute(
        """
        select c.relname::text as name, 'view' as kind from pg_catalog.pg_class as c
        where c.relnamespace = 'api_v1'::regnamespace and c.relkind in ('v', 'm', 'r')
        union
        select p.proname::text, 'function' from pg_catalog.pg_proc as p
        where p.pronamespace = 'api_v1'::regnamespace and not exists (
            select from unnest(p.proargtypes) as t (id) inner join pg_catalog.pg_class as c on c.reltype = t.id
        )
        """
    ).fetchall()
    assert {row["name"] for row in found if row["kind"] == "view"} == set(VIEWS)
    assert {row["name"] for row in found if row["kind"] == "function"} == set(FUNCTIONS) | BY_KEY


@pytest.mark.parametrize("role", ROLES.values(), ids=str)
def test_views_by_role(api: Api, role: str | None) -> None:
    """Each view, read and written without effect: what the table says, 403 otherwise, 401 without a key."""
    letter = next(key for key, value in ROLES.items() if value == role)
    refused = 401 if role is None else 403
    client = api(role)
    wrong = []
    for view, (readers, writers, nothing) in VIEWS.items():
        may_write = letter in writers
        for method, path, body, done in (
            ("GET", f"/{view}?{nothing}", None, letter in readers and 200),
            ("HEAD", f"/{view}?limit=1", None, letter in readers and 200),
            ("POST", f"/{view}", [], may_write and 201),
            ("PATCH", f"/{view}?{nothing}", {}, may_write and 204),
            ("DELETE", f"/{view}?{nothing}", None, may_write and 204),
        ):
            # PostgREST closes the connection of a HEAD without saying so.
            close = {"Connection": "close"} if method == "HEAD" else {}
            answer = client.request(method, path, json=body, headers=close)
            if answer.status_code != (done or refused):
                wrong.append((method, view, answer.status_code, done or refused, answer.text[:200]))
            if answer.status_code == 401 and not answer.headers.get("www-authenticate"):
                wrong.append((method, view, "no WWW-Authenticate", "", ""))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES.values(), ids=str)
def test_functions_by_role(api: Api, role: str | None) -> None:
    """Each function, called without effect: what the table says, 403 otherwise, 401 without a key."""
    letter = next(key for key, value in ROLES.items() if value == role)
    wrong = []
    for name, (callers, given, done) in FUNCTIONS.items():
        answer = api(role).post(f"/rpc/{name}", json=arguments(api, given))
        expected = done if letter in callers else 401 if role is None else 403
        if answer.status_code != expected:
            wrong.append((name, answer.status_code, expected, answer.text[:300]))
    assert wrong == []


BAD_TOKENS: dict[str, Callable[[Api], str]] = {
    "alg none": lambda api: sign({"role": "sched_admin", "aud": AUDIENCE, "exp": 9999999999}, "", "none"),
    "wrong signature": lambda api: api.token(secret="b" * 40),
    "expired": lambda api: api.token(exp=1),
    "no exp": lambda api: api.token(exp=None),
    "exp is no number": lambda api: api.token(exp="soon"),
    "no audience": lambda api: api.token(aud=None),
    "another audience": lambda api: api.token(aud="billing"),
    "an empty list of audiences": lambda api: api.token(aud=[]),
    "no role": lambda api: api.token(role=None),
    "anonymous": lambda api: api.token(role="sched_anon"),
    "no such resource": lambda api: api.token(resource_code="NOPE"),
    "resource is null": lambda api: sign(
        {"role": "sched_viewer", "aud": AUDIENCE, "exp": 9999999999, "resource_id": None}, SECRET
    ),
    "resource is text": lambda api: api.token(resource_id="1"),
    "not a token": lambda api: "abc",
}


@pytest.mark.parametrize("case", BAD_TOKENS)
def test_bad_tokens(api: Api, case: str) -> None:
    """Even where nothing at all would do."""
    answer = httpx.get(f"{api.url}/health", headers={"Authorization": f"Bearer {BAD_TOKENS[case](api)}"})
    assert answer.status_code == 401, answer.text
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["message"]


@pytest.mark.parametrize("role", ["postgres", "sched_owner", "sched_authenticator", "nobody"])
def test_tokens_of_other_roles(api: Api, role: str) -> None:
    """A token opens the four roles of the API and nothing else, though its signature be good."""
    answer = httpx.get(f"{api.url}/health", headers={"Authorization": f"Bearer {api.token(role)}"})
    assert answer.status_code in (400, 401, 403), answer.text


def test_tokens(api: Api) -> None:
    """Audience in a list, limited by code or id, and who acts is remembered."""
    for claims in ({}, {"aud": ["x", AUDIENCE]}, {"resource_code": "NYC"}, {"resource_id": api.id("NYC")}):
        token = api.token(**claims)  # type: ignore[arg-type]
        answer = httpx.get(f"{api.url}/resources?select=resource_code", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 200, answer.text
        limited = "resource_code" in claims or "resource_id" in claims
        assert ("JHB" in answer.text) is not limited
        assert "NYC" in answer.text
    both = {"Authorization": f"Bearer {api.token()}", "X-API-Key": api.key("sched_viewer")}
    answer = httpx.get(f"{api.url}/resources", headers=both)
    assert (answer.status_code, problem(answer)) == (401, "SC014")


def test_keys_on_the_command_line(api: Api, cli: Callable[..., Result], plant: Connection) -> None:
    """Created, used, listed, revoked at once, expired; only a hash is stored."""

    def health(key: str) -> httpx.Response:
        return httpx.get(f"{api.url}/resources?select=resource_code", headers={"X-API-Key": key})

    url = api.database_url
    made = cli("keys", "create", "mes", "--role", "viewer", "--scope", "NYC", "--expires", "9000d", url=url)
    assert (made.code, made.err) == (0, "Created API key mes (sched_viewer, limited to NYC). It is not shown again.\n")
    key = made.out.strip()
    assert health(key).status_code == 200
    assert "JHB" not in health(key).text
    listed = {row["key_name"]: row for row in cli("keys", "list", "--format", "json", url=url).json}
    assert listed["mes"]["scope_code"] == "NYC"
    assert key.startswith(listed["mes"]["key_prefix"])
    whole = plant.execute("select row_to_json(k)::text as row from sched.api_keys as k").fetchall()
    logged = plant.execute("select row_to_json(a)::text as row from sched.audit_log as a where table_name = 'api_keys'")
    assert not [row for row in [*whole, *logged] if key in row["row"]]
    assert not [row for row in plant.execute("select new_values from sched.audit_log") if "key_hash" in str(row)]

    again = cli("keys", "create", "mes", "--role", "viewer", url=url)
    assert (again.code, again.out) == (5, "")
    assert cli("keys", "create", "x", "--role", "viewer", "--scope", "NOPE", url=url).code == 4
    assert cli("keys", "create", "x", "--role", "viewer", "--expires", "soon", url=url).code == 3

    plant.execute("update sched.api_keys set expires_at = now() where key_name = 'mes'")
    assert health(key).json()["message"] == "This API key (mes) has expired."
    assert cli("keys", "revoke", "mes", url=url).out == "Revoked API key mes\n"
    answer = health(key)
    assert (answer.status_code, answer.json()["message"]) == (401, "This API key (mes) was revoked.")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert cli("keys", "revoke", "mes", url=url).code == 4
    listed = {row["key_name"]: row for row in cli("keys", "list", "--all", "--format", "json", url=url).json}
    assert listed["mes"]["state"] == "revoked"

    for bad in ("", "mes", "sched_" + "0" * 60, "x" * 5000, api.key("sched_viewer", purpose="calendar")):
        answer = health(bad)
        assert (answer.status_code, problem(answer)) == (401, "SC014")
        assert "(mes)" not in answer.text


def test_whoever_writes_is_named(api: Api, plant: Connection) -> None:
    """The name of the key, or the subject of the token, in the audit log."""
    key = {"X-API-Key": api.key("sched_admin", name="line editor")}
    token = {"Authorization": f"Bearer {api.token('sched_admin', sub='thandi')}"}
    for headers in (key, token):
        name = f"Press 2 {len(headers)} {next(iter(headers))}"
        answer = httpx.patch(
            f"{api.url}/resources?resource_code=eq.JHB-M2", headers=headers, json={"resource_name": name}
        )
        assert answer.status_code == 204, answer.text
    rows = plant.execute(
        "select changed_by from sched.audit_log where table_name = 'resources' and action = 'UPDATE'"
        " order by id desc limit 2"
    ).fetchall()
    assert {row["changed_by"] for row in rows} == {"line editor", "thandi"}
    api("sched_admin").patch("/resources?resource_code=eq.JHB-M2", json={"resource_name": "Press 2"})


# What a limited key sees and writes.


def test_a_limited_key_reads_its_part(api: Api) -> None:
    """Every view and function: nothing of Johannesburg for who is limited to New York."""
    whole, limited = api("sched_admin"), api("sched_admin", "NYC")
    for view in VIEWS:
        answer = limited.get(f"/{view}")
        assert answer.status_code == 200, (view, answer.text)
        if view not in SHARED:
            assert "JHB" not in answer.text, view
            assert view in ("audit_log", "lint_findings", "calendar_assignments") or "NYC" in answer.text, view
            assert view in ("lint_findings", "api_keys") or "JHB" in whole.get(f"/{view}").text, view
    for name, (_, given, status) in FUNCTIONS.items():
        answer = limited.post(f"/rpc/{name}", json=arguments(api, given))
        assert answer.status_code in (status, 403), (name, answer.text)
        assert "JHB" not in answer.text, name


def test_levels_above_a_limited_key_are_unknown_to_it(api: Api) -> None:
    """Its part of the plant is the highest level it hears of."""
    for scope, wanted in ((None, ["ACME"]), ("NYC", ["NYC"]), ("JHB-L1", ["JHB-L1"])):
        answer = api("sched_viewer", scope).post("/rpc/availability_by_level", json={**DAY, "level": "enterprise"})
        assert [row["resource_code"] for row in answer.json()] == wanted


@pytest.mark.parametrize("changes", [{"ends": "2027-03-16T00:00Z"}, {"resource_id": 1}, [1], "x"])
def test_changes_that_an_exception_does_not_have(api: Api, changes: object) -> None:
    theirs = api("sched_planner").get("/exceptions?resource_code=eq.JHB-M1&limit=1").json()[0]["id"]
    asked = {"exception_id": theirs, "changes": changes}
    answer = api("sched_planner").post("/rpc/preview_exception_change", json=asked)
    assert (answer.status_code, problem(answer)) == (400, "SC008")


def test_a_limited_key_does_not_reach_beyond(api: Api, plant: Connection) -> None:
    """Ids and codes of others are unknown to every function; what the plant shares cannot be changed."""
    limited, m1 = api("sched_admin", "NYC"), api.id("JHB-M1")
    takers = plant.execute(
        """
        select p.proname::text as name, p.proargnames[:p.pronargs] as arguments from pg_catalog.pg_proc as p
        where p.pronamespace = 'api_v1'::regnamespace
            and p.proargnames && '{resource_id,resource_ids,resource_code,resource_codes}'
        """
    ).fetchall()
    assert len(takers) > 10
    for row in takers:
        name = row["name"]
        if name in BY_KEY:
            continue
        given = {**arguments(api, FUNCTIONS[name][1]), **({**DAY} if FUNCTIONS[name][1] is REVERSED else {})}
        if name in ("assign_pattern", "bulk_assign"):
            given |= {"pattern_id": 1, "effective_date": "2030-01-01"}
        for argument, value in (
            ("resource_id", m1),
            ("resource_code", "JHB-M1"),
            ("resource_ids", f"{m1}" if name.startswith(("oee", "export")) else [m1]),
            ("resource_codes", ["JHB-M1"]),
        ):
            if argument not in row["arguments"]:
                continue
            others = {k: v for k, v in given.items() if not k.startswith("resource_")}
            answer = limited.post(f"/rpc/{name}", json={**others, argument: value})
            assert (answer.status_code, problem(answer)) == (404, "SC001"), (name, argument, answer.text)

    before = counts(plant)
    window = {"start_datetime": "2028-01-01T00:00Z", "end_datetime": "2028-01-02T00:00Z"}
    exception = {"exception_type": "other", "description": "x", **window}
    jhb = api.id("JHB")
    theirs = api("sched_admin").get("/exceptions?resource_code=eq.JHB-M1&limit=1").json()[0]["id"]
    for method, path, body in (
        ("POST", "/rpc/preview_exception_change", {"exception_id": theirs}),
        ("POST", "/rpc/preview_exception_change", {"exception_id": theirs, "changes": {"description": "y"}}),
        ("POST", "/exceptions", {**exception, "resource_id": m1}),
        ("POST", "/exceptions", {**exception, "resource_code": "JHB-M1"}),
        ("POST", "/pattern_assignments", {"resource_id": m1, "pattern_id": 1, "effective_date": "2030-01-01"}),
        ("POST", "/pattern_assignments", {"resource_id": m1, "pattern_id": 1, "effective_date": "2027-01-01"}),
        ("POST", "/calendar_assignments", {"resource_id": m1, "calendar_id": 1, "priority": 9}),
        ("POST", "/resources", new_resource("NEW", jhb)),
        ("POST", "/resources", {**new_resource("NEW", None), "time_zone": "UTC"}),
        ("POST", "/resources", {**new_resource("JHB-M1", api.id("NYC-L1"))}),
        ("PATCH", "/resources?resource_code=eq.NYC-L1", {"parent_resource_id": jhb}),
        ("PATCH", "/resources?resource_code=eq.NYC", {"parent_resource_id": None}),
        ("PATCH", "/exceptions?resource_code=eq.NYC-M2", {"resource_id": m1}),
        ("PATCH", "/pattern_assignments?resource_code=eq.NYC", {"resource_id": m1}),
    ):
        answer = limited.request(method, path, json=body)
        assert answer.status_code in (400, 403, 404, 409), (method, path, answer.text)
        assert "Press" not in answer.text
        assert "TWO_SHIFT" not in answer.text
    for method, path, body in (
        ("PATCH", "/resources?resource_code=like.JHB*", {"resource_name": "x"}),
        ("PATCH", "/exceptions?id=gt.0&resource_code=eq.JHB-M1", {"description": "x"}),
        ("DELETE", f"/exceptions?resource_id=eq.{m1}", None),
        ("DELETE", f"/pattern_assignments?resource_id=eq.{jhb}", None),
        ("DELETE", f"/calendar_assignments?resource_id=eq.{jhb}", None),
        ("DELETE", "/resources?resource_code=like.JHB*", None),
    ):
        assert limited.request(method, path, json=body).status_code == 204, (method, path)
    for method, path, body in (
        ("POST", "/patterns", {"pattern_code": "X", "pattern_name": "X"}),
        ("PATCH", "/patterns?id=gt.0", {"pattern_name": "X"}),
        ("DELETE", "/pattern_rules?id=gt.0", None),
        ("POST", "/calendars", {"calendar_code": "X", "calendar_name": "X"}),
        ("PATCH", "/holidays?id=gt.0", {"holiday_name": "X"}),
        ("PATCH", "/system_configuration?config_key=eq.generation_max_years", {"config_value": "5"}),
        ("POST", "/webhooks", {"webhook_name": "X", "url": "https://example.com", "event_types": ["schedule_changed"]}),
        ("POST", "/rpc/create_pattern", {"pattern_code": "X", "rules": []}),
        ("POST", "/rpc/copy_pattern", {"new_code": "X", "pattern_id": 2}),
        ("POST", "/rpc/set_default_calendar", {"calendar_code": "US"}),
    ):
        answer = limited.request(method, path, json=body)
        assert (answer.status_code, problem(answer)) == (403, "SC013"), (method, path, answer.text)
    assert counts(plant) == before

    made = limited.post("/resources", json=new_resource("NYC-M9", api.id("NYC-L1")))
    assert made.status_code == 201, made.text
    assert limited.delete("/resources?resource_code=eq.NYC-M9").status_code == 204
    made = limited.post("/exceptions", json={**exception, "resource_code": "NYC-M1"})
    assert made.status_code == 201, made.text
    assert limited.delete("/exceptions?resource_code=eq.NYC-M1&start_datetime=eq.2028-01-01T00:00Z").status_code == 204


def new_resource(code: str, parent: int | None) -> dict[str, Any]:
    """A machine as it is posted."""
    return {
        "resource_code": code,
        "resource_name": code,
        "resource_type": "work_unit" if parent else "site",
        "parent_resource_id": parent,
    }


def counts(plant: Connection) -> Any:
    """Everything that a forbidden write could have changed."""
    return plant.execute(
        """
        select (select jsonb_agg(to_jsonb(r) order by r.id) from sched.resources as r) as resources,
            (select jsonb_agg(to_jsonb(r) order by r.id) from sched.schedule_exceptions as r) as exceptions,
            (select jsonb_agg(to_jsonb(r) order by r.id) from sched.resource_pattern_assignments as r) as assignments,
            (select jsonb_agg(to_jsonb(r) order by r) from sched.resource_calendar_assignments as r) as calendars,
            (select count(*) from sched.operating_patterns) as patterns,
            (select count(*) from sched.holiday_calendars) as calendar_count,
            (select count(*) from sched.equipment_schedules) as rows
        """
    ).fetchone()


# What becomes of bad requests.


def test_a_write_without_a_filter_is_refused(api: Api, plant: Connection) -> None:
    """PATCH and DELETE of everything: 400, and everything is as it was; also when the word is in a name."""
    before = counts(plant)
    columns = {"resources": "metadata", "patterns": "pattern_name", "calendars": "calendar_name"}
    for view, (_, writers, _) in VIEWS.items():
        if not writers or view == "webhooks":
            continue
        answer = api("sched_admin").delete(f"/{view}")
        assert (answer.status_code, problem(answer)) == (400, "SC019"), (view, answer.text)
        answer = api("sched_admin").delete(f'/{view}?select=" WHERE ":*', headers={"Prefer": "return=representation"})
        assert answer.status_code == 400, (view, answer.text)
        if column := columns.get(view):
            answer = api("sched_admin").patch(f"/{view}", json={column: {}})
            assert (answer.status_code, problem(answer)) == (400, "SC019"), (view, answer.text)
    assert counts(plant) == before


LONG = "x" * 1_000_000
MACHINE = {"resource_code": "BAD", "resource_name": "Bad", "resource_type": "work_unit", "parent_resource_id": 1}
STOP = {
    "resource_code": "JHB-M1",
    "exception_type": "maintenance",
    "description": "x",
    "start_datetime": "2028-06-01T00:00Z",
    "end_datetime": "2028-06-02T00:00Z",
}
ASSIGNMENT = {"resource_code": "JHB", "pattern_code": "24_7", "effective_date": "2028-01-01"}
BAD_REQUESTS: list[tuple[str, str, Any, int, str]] = [
    ("POST", "/resources", {**MACHINE, "resource_name": "a\0b"}, 400, "22P05"),
    ("POST", "/resources", {**MACHINE, "resource_type": "robot"}, 400, "22P02"),
    ("POST", "/resources", {**MACHINE, "parent_resource_id": "x"}, 400, "22P02"),
    ("POST", "/resources", {**MACHINE, "parent_resource_id": 10**30}, 400, "22003"),
    ("POST", "/resources", {**MACHINE, "parent_resource_id": 999999}, 404, "SC001"),
    ("POST", "/resources", {**MACHINE, "parent_resource_id": None}, 400, "23514"),
    ("POST", "/resources", {**MACHINE, "resource_code": "JHB"}, 409, "23505"),
    ("POST", "/resources", {**MACHINE, "resource_code": "a;b"}, 400, "23514"),
    ("POST", "/resources", {**MACHINE, "resource_code": LONG}, 400, "23514"),
    ("POST", "/resources", {**MACHINE, "metadata": [1]}, 400, "23514"),
    ("POST", "/resources", {**MACHINE, "colour": "red"}, 400, "PGRST204"),
    ("POST", "/resources", {**MACHINE, "time_zone": "Mars/Olympus"}, 400, "SC003"),
    ("POST", "/resources", b'{"a":', 400, "PGRST102"),
    ("POST", "/resources", b"\xff\xfe\x00", 400, "PGRST102"),
    ("POST", "/resources", b"", 400, "PGRST102"),
    ("PATCH", "/resources?resource_code=eq.JHB", {"resource_type": "work_unit"}, 400, "SC002"),
    ("DELETE", "/resources?resource_code=eq.JHB-M1", None, 409, "SC011"),
    ("POST", "/exceptions", {**STOP, "end_datetime": STOP["start_datetime"]}, 400, "SC004"),
    ("POST", "/exceptions", {**STOP, "end_datetime": "infinity"}, 400, "23514"),
    ("POST", "/exceptions", {**STOP, "start_datetime": "9999-01-01"}, 400, "23514"),
    ("POST", "/exceptions", {**STOP, "start_datetime": "294277-01-01"}, 400, "22008"),
    ("POST", "/exceptions", {**STOP, "impact_type": "reduced"}, 400, "SC004"),
    ("POST", "/exceptions", {**STOP, "recurrence_rule": "FREQ=SOMETIMES"}, 400, "SC012"),
    ("POST", "/exceptions", {**STOP, "recurrence_rule": LONG}, 400, "SC012"),
    ("POST", "/exceptions", {**STOP, "resource_code": "NOPE"}, 404, "SC001"),
    ("POST", "/pattern_assignments", {**ASSIGNMENT, "effective_date": "2027-01-01"}, 409, "SC005"),
    ("POST", "/pattern_assignments", {**ASSIGNMENT, "effective_date": "2027-02-30"}, 400, "22008"),
    ("POST", "/pattern_assignments", {**ASSIGNMENT, "pattern_code": "NOPE"}, 404, "SC001"),
    ("PATCH", "/patterns?pattern_code=eq.24_7", {"pattern_name": "x"}, 409, "SC007"),
    ("GET", "/resources?colour=eq.red", None, 400, "42703"),
    ("GET", "/resources?id=eq.x", None, 400, "22P02"),
    ("GET", "/resources?id=roughly.1", None, 400, "PGRST100"),
    ("GET", "/resources?order=colour", None, 400, "42703"),
    ("GET", "/resources?limit=-1", None, 416, "PGRST103"),
    ("GET", "/resources?select=*,robots(*)", None, 400, "PGRST200"),
    ("GET", "/resources?select=count()", None, 400, "PGRST123"),
    ("GET", "/resources?select=" + "id," * 1700 + "id", None, 413, "54011"),
    ("GET", "/resources?resource_code=match.(", None, 400, "2201B"),
    ("GET", "/robots", None, 404, "42P01"),
    ("POST", "/rpc/robots", {}, 404, "PGRST202"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1;2", **DAY}, 400, "22P02"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1", **REVERSED}, 400, "SC004"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1", **DAY, "start_date": "-infinity"}, 400, "SC004"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1", **DAY, "end_date": "9999-12-31"}, 400, "SC004"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1", **DAY, "end_date": "x"}, 400, "22007"),
    ("POST", "/rpc/oee_availability", {"resource_ids": "1", **DAY, "colour": 1}, 404, "PGRST202"),
    ("POST", "/rpc/generate_schedules", {**DAY, "resource_ids": [999999]}, 404, "SC001"),
    ("POST", "/rpc/next_available", {"resource_id": 1, "from_time": "infinity"}, 400, "SC004"),
    ("POST", "/rpc/next_available", {"resource_id": None, "from_time": None}, 400, "SC016"),
    ("POST", "/rpc/add_working_time", {**AT, "resource_id": 1, "duration": "1000000 years"}, 400, "SC004"),
    ("GET", "/rpc/generate_schedules?start_date=2027-03-10&end_date=2027-03-10", None, 405, "25006"),
]


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    BAD_REQUESTS,
    ids=[f"{i}-{r[0]}{r[1][:30]}-{r[4]}" for i, r in enumerate(BAD_REQUESTS)],
)
def test_bad_requests(api: Api, method: str, path: str, body: Any, status: int, code: str) -> None:
    """A status a client can act on, a code of the catalogue, a message, and nothing of what is inside."""
    content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    answer = api("sched_admin").request(method, path, content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, problem(answer)) == (status, code), answer.text[:500]
    assert answer.json()["message"]
    for inside in ("PL/pgSQL", "sched_engine", "Failing row", "hierarchy_path", "path_ids"):
        assert inside not in answer.text[:5000]


NOTHING = r"[(]none[)]|\bnull\b|  | [.,:]|''|\"\""


def test_null_is_told_by_what_is_missing(api: Api) -> None:
    """Each argument of each function: no message prints something in the place of nothing."""
    client, wrong = api("sched_admin"), []
    paths = client.get("/rpc/openapi").json()["paths"]
    for name, (_, given, _) in FUNCTIONS.items():
        body = paths[f"/rpc/{name}"]["post"].get("requestBody", {"content": {}})["content"].get("application/json")
        for argument in body["schema"]["properties"] if body and name != "set_default_calendar" else ():
            answer = client.post(f"/rpc/{name}", json={**arguments(api, given), argument: None})
            if not answer.is_success and re.search(NOTHING, answer.json()["message"], re.I):
                wrong.append((name, argument, answer.text))
    assert wrong == []


def test_what_is_hidden(api: Api) -> None:
    """Other schemas, execution plans and media types are not there."""
    client = api("sched_admin")
    for headers, status in (
        ({"Accept-Profile": "sched"}, 406),
        ({"Accept-Profile": "sched_engine"}, 406),
        ({"Accept-Profile": "sched_http"}, 406),
        ({"Accept": "application/vnd.pgrst.plan"}, 415),
        ({"Accept": "application/xml"}, 415),
        ({"Range": "5-1"}, 416),
    ):
        assert client.get("/resources", headers=headers).status_code == status, headers
    assert client.post("/rpc/pre_request", json={}).status_code == 404
    deep = "and(" * 1500 + "id.eq.1" + ")" * 1500
    assert client.get(f"/resources?or=({deep})").status_code in (200, 400, 413, 414)
    assert client.get("/resources?resource_code=eq.a%00b").status_code in (200, 400)


def test_fifty_megabytes(api: Api) -> None:
    """A body that no limit before PostgREST has stopped does no harm."""
    body = b'{"resource_code": "BIG", "resource_type": "area", "resource_name": "' + b"x" * 50_000_000 + b'"}'
    answer = api("sched_admin").post("/resources", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500


def test_shifts_that_overlap(api: Api, plant: Connection) -> None:
    """By a constraint, but told in words, and 409."""
    client = api("sched_planner")
    pattern = client.post("/rpc/create_pattern", json={"pattern_code": "OVERLAP", "rules": []})
    assert pattern.status_code in (200, 201), pattern.text
    row = plant.execute("select id from sched.operating_patterns where pattern_code = 'OVERLAP'").fetchone()
    assert row is not None
    night = {"pattern_id": row["id"], "cycle_day": 6, "start_time": "22:00", "end_time": "06:00", "shift_code": "N"}
    early = {"pattern_id": row["id"], "cycle_day": 0, "start_time": "05:00", "end_time": "12:00", "shift_code": "E"}
    try:
        assert client.post("/pattern_rules", json=night).status_code == 201
        answer = client.post("/pattern_rules", json=early)
        assert (answer.status_code, problem(answer)) == (409, "23P01"), answer.text
        assert answer.json()["message"] == "Pattern OVERLAP: a shift on day 6 from 22:00:00 to 06:00:00 overlaps it."
    finally:
        assert client.delete("/patterns?pattern_code=eq.OVERLAP").status_code == 204


def test_no_request_waits_for_ever(api: Api, plant: Connection) -> None:
    """One second, for this test: what waits for another edit is told so, and long answers are cut off with 413."""
    setting = "update sched.system_configuration set config_value = %s where config_key = 'api_{}_timeout_seconds'"
    for kind in ("read", "write"):
        plant.execute(setting.format(kind), ["1"])
    try:
        with psycopg.connect(api.database_url) as other:
            other.execute("select sched_engine.acquire_model_lock()")
            body = {**MACHINE, "parent_resource_id": api.id("NYC")}
            answer = api("sched_admin").post("/resources", json=body)
            assert (answer.status_code, problem(answer)) == (409, "55P03"), answer.text
            other.execute("lock table sched.equipment_schedules")
            answer = api("sched_viewer").post("/rpc/oee_availability", json={"resource_ids": "", **DAY})
            assert (answer.status_code, problem(answer)) == (413, "57014"), answer.text
    finally:
        plant.execute(setting.format("read"), ["15"])
        plant.execute(setting.format("write"), ["60"])
