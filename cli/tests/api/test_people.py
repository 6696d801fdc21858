"""People over HTTP, through the real gateway and PostgREST: what each role sees and may do, and what nobody is told."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import psycopg
import pytest

from conftest import plant_api
from equipment_scheduling.runtime import nginx
from support import people
from support.api_plant import Api
from support.people import own, says_nobody

V2 = "/api/v2"
VIEWS = [
    "departments",
    "positions",
    "employees",
    "teams",
    "team_assignments",
    "team_resources",
    "qualifications",
    "resource_assignments",
    "absences",
    "roster_changes",
    "roster",
]
READERS = ["sched_workforce_viewer", "sched_workforce_planner", "sched_hr", "sched_admin"]
EXACT = {"Prefer": "count=exact"}
SHOWN = {"Prefer": "return=representation"}
# Of what the whole plant shares nothing is hidden.
SHARED = ("department_code", "position_code", "pattern_code")
NEW = {
    "employee_number": "T-1",
    "first_name": "Test",
    "last_name": "Person",
    "department_code": "ASM",
    "position_code": "OP-ASM",
    "hire_date": "2026-01-01",
    "resource_code": "JHB-A",
}


@pytest.fixture(scope="module")
def gate(fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Callable[..., Any]) -> Iterator[Any]:
    """The gateway in front of the plant with its people, and where its logs are."""
    url = fresh_database()
    with plant_api(url, serve) as made:
        people.build(url)
        yield proxy(int(made.url.rsplit(":", 1)[1])), url


@pytest.fixture(scope="module")
def staff(gate: tuple[nginx.Server, str]) -> Iterator[Api]:
    """The API with people as users see it."""
    with closing(Api(gate[0].url, gate[1])) as made:
        yield made


@pytest.fixture
def planner(staff: Api) -> httpx.Client:
    """Somebody who edits people."""
    return staff("sched_workforce_planner")


@pytest.fixture
def unchanged(staff: Api) -> Iterator[None]:
    """What the test asks for stores nothing."""
    before = people.stored(staff.database_url)
    yield
    assert people.stored(staff.database_url) == before


def rows(client: httpx.Client, path: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of a view of the second version, which must answer."""
    answer = client.get(f"{V2}/{path}", **options)
    assert answer.status_code in (200, 206), (path, answer.text)
    return list(answer.json())


def refused(answer: httpx.Response, status: int, code: str, *says: str) -> dict[str, Any]:
    """An error of this status and code, in the one shape, that says all of this and nobody's name."""
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    assert set(body) == {"code", "message", "details", "hint"}
    assert body["code"] == code, body
    for part in says:
        assert part in f"{body['message']} {body['details']} {body['hint']}"
    says_nobody(answer.text)
    return body


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_is_not_of_the_workforce_reads_nobody(staff: Api, view: str) -> None:
    for role in ("sched_viewer", "sched_oee_reader", "sched_planner"):
        refused(staff(role).get(f"{V2}/{view}"), 403, "42501", role)
        assert staff(role, "JHB").get(f"{V2}/{view}").status_code == 403
        if view not in ("roster",):
            assert staff(role).post(f"{V2}/{view}", json={}).status_code == 403
    refused(staff(None).get(f"{V2}/{view}"), 401, "SC014")
    for role in READERS:
        assert rows(staff(role), view), (role, view)


@pytest.mark.parametrize("view", VIEWS[:-1])
def test_viewers_write_nothing(staff: Api, view: str, unchanged: None) -> None:
    for client in (staff("sched_workforce_viewer"), own(staff, "J-1")):
        for method, path in (("POST", view), ("PATCH", f"{view}?employee_id=gt.0"), ("DELETE", f"{view}?id=gt.0")):
            answer = client.request(method, f"{V2}/{path}", json={"id": 1})
            assert answer.status_code == 403, answer.text


def test_names_and_kinds_by_role(staff: Api) -> None:
    names = ("first_name", "last_name", "email")
    for role, sees_names, sees_kinds in (
        ("sched_workforce_viewer", False, False),
        ("sched_workforce_planner", True, False),
        ("sched_admin", True, False),
        ("sched_hr", True, True),
    ):
        client = staff(role)
        (one,) = rows(client, "employees?employee_number=eq.J-1")
        assert one["department_code"] == "ASM"
        assert all((one[name] is not None) == sees_names for name in names)
        (absence,) = rows(client, "absences?employee_number=eq.J-1&start_date=eq.2027-03-15")
        assert absence["absence_kind"] == ("sick" if sees_kinds else None)
        # Filters, orders and other formats see what the reader sees.
        assert len(rows(client, "employees?last_name=eq.Quillfeather")) == sees_names
        assert len(rows(client, "employees?or=(email.like.zebulon*,first_name.ilike.ZEB*)")) == sees_names
        assert len(rows(client, "absences?absence_kind=eq.sick&start_date=eq.2027-03-15")) == sees_kinds
        count = client.get(f"{V2}/employees?last_name=not.is.null", headers=EXACT).headers["content-range"]
        assert (count != "*/0") == sees_names
        csv = client.get(f"{V2}/employees", headers={"Accept": "text/csv"}).text
        assert ("Quillfeather" in csv) == sees_names
        embedded = rows(client, "absences?select=absence_kind,employees(first_name)&start_date=eq.2027-03-15")
        assert (embedded[0]["employees"]["first_name"] == "Zebulon") == sees_names
        if not sees_names:
            for view in VIEWS:
                says_nobody(client.get(f"{V2}/{view}").text)


def test_who_may_not_read_a_kind_may_write_it(staff: Api, planner: httpx.Client) -> None:
    made = planner.post(
        f"{V2}/absences",
        json={"employee_number": "X-1", "absence_kind": "sick", "start_date": "2027-06-01", "end_date": "2027-06-02"},
    )
    assert made.status_code == 201, made.text
    assert made.json()["absence_kind"] is None
    place = made.headers["location"]
    assert place == f"{V2}/absences/{made.json()['id']}"
    # What is not seen stays: by PATCH with null, by PATCH without, by PUT of what was read.
    for change in ({"absence_kind": None}, {"end_date": "2027-06-03"}, None):
        body = change or planner.get(place).json()
        assert planner.put(place, json=body).status_code == 200
        assert staff("sched_hr").get(place).json()["absence_kind"] == "sick"
    assert planner.patch(place, json={"absence_kind": "vacation"}).json()["absence_kind"] is None
    assert staff("sched_hr").get(place).json()["absence_kind"] == "vacation"
    assert planner.delete(place).status_code == 204


def test_a_key_of_ones_own_shows_only_oneself(staff: Api) -> None:
    client = own(staff, "J-1")
    assert {row["employee_number"] for row in rows(client, "absences")} == {"J-1"}
    assert {row["employee_number"] for row in rows(client, "roster")} == {"J-1"}
    assert rows(client, "absences?employee_number=eq.N-1") == []
    assert client.get(f"{V2}/absences", headers=EXACT).headers["content-range"] == "0-0/1"
    refused(client.get(f"{V2}/absences", headers={"Prefer": "count=planned"}), 403, "SC013")
    for view in set(VIEWS) - {"absences", "roster"}:
        refused(client.get(f"{V2}/{view}"), 403, "42501", "sched_employee")
    assert client.get(f"{V2}/absences?select=*,employees(*)").status_code in (401, 403)
    for path in ("rpc/roster_hours?start_date=2027-03-10&end_date=2027-03-11", "rpc/roster_feed", "patterns"):
        assert client.get(f"{V2}/{path}").status_code == 403, path
    (other,) = rows(staff("sched_hr"), "employees?employee_number=eq.N-1")
    answer = client.get(f"{V2}/employees/{other['id']}/schedule")
    assert (answer.status_code, answer.json()) == (200, [])
    for path in ("resources", "exceptions", "audit_log", "api_keys"):
        assert client.get(f"/api/v1/{path}").status_code == 403
    assert client.get("/api/v1/health").status_code == 200


def test_tokens(staff: Api) -> None:
    def ask(path: str, **claims: Any) -> httpx.Response:
        with staff.client({"Authorization": f"Bearer {staff.token(**claims)}"}) as client:
            return client.get(f"{V2}/{path}")

    assert ask("employees", role="sched_hr").status_code == 200
    assert ask("employees?select=last_name&employee_number=eq.J-1", role="sched_workforce_viewer").json() == [
        {"last_name": None}
    ]
    mine = ask("absences", role="sched_employee", employee_number="N-1")
    assert {row["employee_number"] for row in mine.json()} == {"N-1"}
    for claims in ({}, {"employee_number": "NOBODY"}, {"employee_number": 5}):
        refused(ask("absences", role="sched_employee", **claims), 401, "SC014", "employee")
    # Of other roles the claim says nothing: directories send it with every token.
    assert len(ask("absences", role="sched_hr", employee_number="N-1").json()) > 1
    assert {row["employee_number"] for row in ask("employees", role="sched_hr", resource_code="NYC").json()} == {"N-1"}


def test_a_subtree_sees_its_own_people(staff: Api) -> None:
    hidden = {"JHB": "N-1", "NYC": "J-1"}
    for scope, mine in (("JHB", {"J-1", "J-2"}), ("NYC", {"N-1"})):
        for role in READERS:
            client = staff(role, scope)
            assert {row["employee_number"] for row in rows(client, "employees")} >= mine
            for view in set(VIEWS) - {"departments", "positions"}:
                text = client.get(f"{V2}/{view}").text
                assert hidden[scope] not in text
                assert ("NYC" if scope == "JHB" else "JHB") not in text
            for path in (
                f"employees?employee_number=eq.{hidden[scope]}",
                f"absences?employee_number=eq.{hidden[scope]}",
            ):
                answer = client.get(f"{V2}/{path}", headers=EXACT)
                assert (answer.json(), answer.headers["content-range"]) == ([], "*/0")
            embedded = rows(client, "departments?select=department_code,employees(employee_number)")
            assert hidden[scope] not in str(embedded)
            embedded = rows(client, "positions?select=position_code,employees!inner(employee_number,absences(id))")
            assert hidden[scope] not in str(embedded)
            assert client.get(f"{V2}/employees", headers={"Prefer": "count=estimated"}).status_code == 403


def test_no_filter_of_a_subtree_tells_of_others(staff: Api) -> None:
    """A filter that fails on a text that goes on after its start fails on a hidden one neither."""
    whole, limited = staff("sched_hr"), staff("sched_hr", "NYC")
    tried = set()
    for view in set(VIEWS) - {"departments", "positions"}:
        seen = rows(limited, view)
        for row in rows(whole, view):
            for name, value in row.items():
                if not isinstance(value, str) or len(value) < 3 or any(value == other[name] for other in seen):
                    continue
                if name in SHARED or "time" in name or "date" in name or name.endswith("_at"):
                    continue
                trap = {name: f"like.{value[:-1]}\\"}
                if whole.get(f"{V2}/{view}", params=trap).status_code == 400:
                    tried.add((view, name))
                    answer = limited.get(f"{V2}/{view}", params=trap)
                    other = limited.get(f"{V2}/{view}", params={name: "like.zq no such text\\"})
                    assert (answer.status_code, answer.json()) == (other.status_code, other.json()), (view, name)
    assert {("employees", "employee_number"), ("employees", "last_name"), ("absences", "absence_kind")} <= tried


def test_a_subtree_writes_its_own_people(staff: Api, unchanged: None) -> None:
    client, whole = staff("sched_workforce_planner", "NYC"), staff("sched_hr")
    ids = {row["employee_number"]: row["id"] for row in rows(whole, "employees")}
    teams = {row["team_code"]: row["id"] for row in rows(whole, "teams")}
    nobody = {row["id"] for row in rows(whole, "absences?employee_number=eq.J-1")}
    absence = {"start_date": "2027-05-01", "end_date": "2027-05-01"}
    for path, body, status, code in (
        ("absences", {"employee_number": "J-1", **absence}, 404, "SC021"),
        ("absences", {"employee_id": ids["J-1"], **absence}, 404, "SC021"),
        ("team_assignments", {"employee_number": "N-1", "team_code": "JT", "start_date": "2027-05-01"}, 404, "SC021"),
        (
            "team_assignments",
            {"employee_number": "N-1", "team_id": teams["JT"], "start_date": "2027-05-01"},
            404,
            "SC021",
        ),
        ("team_resources", {"team_code": "NT", "resource_code": "JHB-L1", "start_date": "2027-05-01"}, 404, "SC001"),
        (
            "qualifications",
            {"employee_number": "N-1", "resource_code": "JHB-M1", "certification_date": "2027-05-01"},
            404,
            "SC001",
        ),
        (
            "roster_changes",
            {"employee_number": "N-1", "change_kind": "swap", "schedule_date": "2027-05-01", "taken_by_number": "J-1"},
            404,
            "SC021",
        ),
        ("employees", {**NEW, "resource_code": "JHB-A"}, 404, "SC001"),
        ("employees", {**NEW, "resource_code": None}, 403, "SC013"),
        ("teams", {"team_code": "T9", "team_name": "T9", "resource_code": "JHB-A"}, 404, "SC001"),
        ("departments", {"department_code": "NEW", "department_name": "New"}, 403, "SC013"),
        ("positions", {"position_code": "NEW", "position_name": "New", "department_code": "ASM"}, 403, "SC013"),
    ):
        refused(client.post(f"{V2}/{path}", json=body), status, code)
    assert client.patch(f"{V2}/employees?employee_number=eq.J-1", json={"is_active": False}, headers=SHOWN).json() == []
    assert client.put(f"{V2}/employees/J-1", json={"is_active": False}).status_code == 404
    assert client.delete(f"{V2}/absences?id=in.({','.join(map(str, nobody))})").status_code == 204
    refused(client.put(f"{V2}/employees/N-1", json={"resource_code": None}), 403, "SC013")
    refused(client.put(f"{V2}/employees/N-1", json={"resource_code": "JHB-A"}), 404, "SC001")
    for number in ("J-1", "NOBODY"):
        refused(client.post(f"{V2}/absences", json={"employee_number": number, **absence}), 404, "SC021", number)


def test_a_subtree_writes_what_is_its_own(staff: Api) -> None:
    client = staff("sched_workforce_planner", "NYC")
    made = client.post(f"{V2}/employees", json={**NEW, "employee_number": "N-9", "resource_code": "NYC-L1"})
    assert made.status_code == 201, made.text
    member = {"employee_number": "N-9", "team_code": "NT", "start_date": "2027-05-01"}
    assert client.post(f"{V2}/team_assignments", json=member).status_code == 201
    assert client.delete(f"{V2}/employees/N-9").status_code == 204
    # A number that is taken elsewhere is refused like any other, and no more is said.
    taken = client.post(f"{V2}/employees", json={**NEW, "employee_number": "J-1", "resource_code": "NYC-A"})
    own_one = client.post(f"{V2}/employees", json={**NEW, "employee_number": "N-1", "resource_code": "NYC-A"})
    told = [refused(answer, 409, "23505") for answer in (taken, own_one)]
    assert told[0] == {**told[1], "details": told[1]["details"].replace("N-1", "J-1")}


ABSENCE = {"employee_number": "J-1", "absence_kind": "vacation"}
BAD = [
    # (path, body, status, code, what the message says)
    (
        "team_assignments",
        {"employee_number": "J-1", "team_code": "NT", "start_date": "2027-02-01"},
        (409, "SC022", "J-1", "team JT", "2027-01-01", "primary"),
    ),
    (
        "team_assignments",
        {"employee_number": "J-1", "team_code": "JT", "start_date": "2027-02-01", "is_primary": False},
        (409, "SC022", "team JT"),
    ),
    (
        "team_assignments",
        {"employee_number": "X-1", "team_code": "JT", "start_date": "2027-02-01", "end_date": "2027-01-31"},
        (400, "SC023", "X-1", "2027-01-31"),
    ),
    (
        "qualifications",
        {
            "employee_number": "J-1",
            "resource_code": "JHB-M2",
            "certification_date": "2027-02-01",
            "expiry_date": "2027-01-31",
        },
        (400, "SC023", "J-1", "JHB-M2", "ends on 2027-01-31"),
    ),
    (
        "qualifications",
        {"employee_number": "J-1", "resource_code": "JHB-M1", "certification_date": "2027-12-31"},
        (409, "SC022", "JHB-M1", "2027-12-31"),
    ),
    (
        "absences",
        {**ABSENCE, "start_date": "2027-03-17", "end_date": "2027-03-20"},
        (409, "SC022", "J-1", "2027-03-15"),
    ),
    (
        "absences",
        {**ABSENCE, "start_time": "2027-03-17T21:00:00Z", "end_time": "2027-03-17T23:00:00Z"},
        (409, "SC022", "J-1", "2027-03-15 to 2027-03-17"),
    ),
    ("absences", {**ABSENCE, "start_date": "2027-04-02", "end_date": "2027-04-01"}, (400, "SC023", "2027-04-01")),
    ("absences", {**ABSENCE, "start_date": "2027-04-02"}, (400, "SC016", "J-1")),
    ("absences", {**ABSENCE, "start_date": "2027-04-02", "end_date": "tomorrow-ish"}, (400, "22007")),
    (
        "absences",
        {**ABSENCE, "absence_kind": "holiday", "start_date": "2027-04-02", "end_date": "2027-04-02"},
        (400, "22P02", "absence_kind", "vacation, sick, training, other"),
    ),
    (
        "teams",
        {
            "team_code": "T1",
            "team_name": "T",
            "resource_code": "JHB-A",
            "pattern_code": "TWO_SHIFT",
            "cycle_offset_days": 7,
        },
        (400, "SC023", "T1", "7 days behind", "TWO_SHIFT has 7 days"),
    ),
    ("teams", {"team_code": "T1", "team_name": "T", "pattern_code": "TWO_SHIFT"}, (400, "SC023", "T1", "time zone")),
    (
        "teams",
        {"team_code": "T1", "team_name": "T", "resource_code": "JHB-A", "cycle_offset_days": 3},
        (400, "SC023", "no pattern"),
    ),
    ("teams", {"team_code": "JT", "team_name": "T", "resource_code": "JHB-A"}, (409, "23505", "JT")),
    ("employees", {**NEW, "employee_number": "J-1"}, (409, "23505", "J-1")),
    ("employees", {**NEW, "position_code": "OP"}, (404, "SC021", "OP", "OP-ASM")),
    ("employees", {**NEW, "department_code": "XYZ"}, (404, "SC021", "XYZ")),
    ("employees", {**NEW, "termination_date": "2020-01-01"}, (400, "SC023", "T-1")),
    ("employees", {**NEW, "first_name": None}, (400, "SC016", "first_name")),
    ("employees", {**NEW, "email": "Quillfeather at home"}, (400, "SC023", "email is not an address")),
    ("employees", {**NEW, "last_name": " "}, (400, "23514")),
    ("employees", {**NEW, "skills": ["Quillfeather"]}, (400, "SC023", "skills")),
    ("employees", {**NEW, "created_at": "2020-01-01T00:00:00Z"}, (400, "0A000", "created_at")),
    ("employees", {**NEW, "firstName": "Zebulon"}, (400, "SC016", "first_name for firstName")),
    ("absences", {**ABSENCE, "employee_number": "J-100"}, (404, "SC021", "J-100", "J-1")),
    ("absences", {**ABSENCE, "employee_id": 999999, "employee_number": None}, (404, "SC021", "999999")),
    (
        "roster_changes",
        {"employee_number": "J-1", "change_kind": "swap", "schedule_date": "2027-04-01", "taken_by_number": "J-1"},
        (400, "SC023", "J-1", "themselves"),
    ),
    (
        "roster_changes",
        {"employee_number": "J-1", "change_kind": "off", "schedule_date": "2027-03-24"},
        (409, "SC022", "J-1", "2027-03-24", "swap"),
    ),
    (
        "roster_changes",
        {"employee_number": "J-1", "change_kind": "swap", "schedule_date": "2019-04-01", "taken_by_number": "J-2"},
        (400, "SC023", "not employed on 2019-04-01"),
    ),
    ("departments", {"department_code": "ASM", "department_name": "x"}, (409, "23505", "ASM")),
    ("departments", {"department_code": "NEW"}, (400, "SC016", "department_name")),
]


@pytest.mark.parametrize(("path", "body", "expected"), BAD, ids=lambda value: str(value)[:40])
def test_what_cannot_be_is_refused(
    planner: httpx.Client, path: str, body: dict[str, Any], expected: tuple[Any, ...], unchanged: None
) -> None:
    refused(planner.post(f"{V2}/{path}", json=body), *expected)


def test_a_list_is_stored_as_a_whole_or_not_at_all(planner: httpx.Client, unchanged: None) -> None:
    many = [{**NEW, "employee_number": f"T-{n}"} for n in range(1, 6)]
    many[2]["position_code"] = "NONE"
    refused(planner.post(f"{V2}/employees", json=many), 404, "SC021", "Element 3", "NONE")


def test_changes_and_deletions_need_a_filter(planner: httpx.Client, unchanged: None) -> None:
    for view in set(VIEWS) - {"roster"}:
        refused(planner.delete(f"{V2}/{view}"), 400, "SC019")
    refused(planner.patch(f"{V2}/employees", json={"is_active": False}), 400, "SC019")


def test_what_is_in_use_is_not_deleted(planner: httpx.Client, unchanged: None) -> None:
    for path in ("departments/ASM", "positions/OP-ASM", "teams/JT", "employees/J-1"):
        refused(planner.delete(f"{V2}/{path}"), 409, "SC011", "cannot be deleted", "is_active = false")
    refused(planner.put(f"{V2}/employees/J-1", json={"employee_number": "J-2"}), 409, "23505")


def test_upserts(planner: httpx.Client) -> None:
    merge = {"Prefer": "resolution=merge-duplicates,return=representation"}
    path = f"{V2}/employees?on_conflict=employee_number"
    made = planner.post(path, json={**NEW, "email": "t@example.com"}, headers=merge)
    assert made.status_code == 201, made.text
    again = planner.post(path, json=[{"employee_number": "T-1", "last_name": "Other"}], headers=merge)
    assert again.status_code == 200, again.text
    (row,) = again.json()
    # What is not given stays as it was.
    assert (row["id"], row["last_name"], row["first_name"]) == (made.json()[0]["id"], "Other", "Test")
    assert row["email"] == "t@example.com"
    both = planner.post(
        path,
        json=[{**NEW, "employee_number": "T-1"}, {**NEW, "employee_number": "T-2"}],
        headers={"Prefer": "resolution=ignore-duplicates,return=representation"},
    )
    assert ([one["employee_number"] for one in both.json()], both.status_code) == (["T-2"], 201)
    assert rows(planner, "employees?employee_number=eq.T-1")[0]["last_name"] == "Other"
    member = {"employee_number": "T-1", "team_code": "JT", "start_date": "2027-05-01", "end_date": "2027-05-31"}
    path = f"{V2}/team_assignments?on_conflict=employee_number%2Cteam_code%2Cstart_date"
    for end in ("2027-05-31", "2027-06-30"):
        answer = planner.post(path, json={**member, "end_date": end}, headers=merge)
        assert answer.status_code in (200, 201), answer.text
    assert [one["end_date"] for one in rows(planner, "team_assignments?employee_number=eq.T-1")] == ["2027-06-30"]
    refused(
        planner.post(f"{V2}/employees?on_conflict=last_name", json=NEW, headers=merge), 400, "42P10", "employee_number"
    )
    refused(
        planner.post(
            f"{V2}/employees",
            json=[{"employee_number": n, "department_code": "ASM", "position_code": "OP-ASM"} for n in ("T-1", "T-3")],
            headers=merge,
        ),
        400,
        "SC016",
        "Element 2",
    )
    assert planner.delete(f"{V2}/employees?employee_number=in.(T-1,T-2)").status_code == 204


def test_answers_to_writing(planner: httpx.Client) -> None:
    made = planner.post(f"{V2}/teams", json={"team_code": "T5", "team_name": "T", "resource_code": "JHB-A"})
    assert (made.status_code, made.headers["location"]) == (201, f"{V2}/teams/{made.json()['id']}")
    assert made.json()["time_zone"] == "Africa/Johannesburg"
    assert planner.get(made.headers["location"]).json() == made.json()
    assert planner.get(f"{V2}/teams/T5").json() == made.json()
    changed = planner.put(f"{V2}/teams/T5", json={"pattern_code": "TWO_SHIFT", "cycle_offset_days": 2})
    assert (changed.json()["pattern_code"], changed.json()["cycle_offset_days"]) == ("TWO_SHIFT", 2)
    none = planner.put(f"{V2}/teams/T5", json={"pattern_code": None, "cycle_offset_days": 0})
    assert (none.json()["pattern_id"], none.json()["pattern_code"]) == (None, None)
    minimal = planner.patch(
        f"{V2}/teams?team_code=eq.T5", json={"team_name": "U"}, headers={"Prefer": "return=minimal"}
    )
    assert (minimal.status_code, minimal.content) == (204, b"")
    listed = planner.post(
        f"{V2}/teams/{made.json()['id']}/members", json={"employee_number": "X-1", "start_date": "2027-05-01"}
    )
    assert (listed.status_code, listed.json()["team_code"]) == (201, "T5")
    assert [row["employee_number"] for row in rows(planner, f"teams/{made.json()['id']}/members")] == ["X-1"]
    assert planner.delete(listed.headers["location"]).status_code == 204
    assert planner.delete(f"{V2}/teams/T5").status_code == 204
    refused(planner.get(f"{V2}/teams/T5"), 404, "SC021", "T5")


def test_the_paths_of_the_plan(staff: Api) -> None:
    client = staff("sched_workforce_viewer")
    (one,) = rows(client, "employees?employee_number=eq.J-1")
    (team,) = rows(client, "teams?team_code=eq.JT")
    shifts = rows(client, f"employees/{one['id']}/schedule?startDate=2027-03-15&endDate=2027-03-19")
    assert {row["schedule_date"] for row in shifts} <= {f"2027-03-{day}" for day in range(15, 20)}
    assert {row["employee_number"] for row in shifts} == {"J-1"}
    skills = client.get(f"{V2}/employees/{one['id']}/skills").json()
    assert skills["skills"] == {"welding": "basic"}
    assert [q["resource_code"] for q in skills["qualifications"]] == ["JHB-M1"]
    assert "first_name" not in skills
    members = rows(client, f"teams/{team['id']}/members")
    assert {row["employee_number"] for row in members} == {"J-1", "J-2"}
    rotation = client.get(f"{V2}/teams/{team['id']}/rotation").json()
    assert (rotation["pattern_code"], rotation["cycle_days"], rotation["time_zone"]) == (
        "TWO_SHIFT",
        7,
        "Africa/Johannesburg",
    )
    assert {shift["shift_code"] for shift in rotation["shifts"]} == {"D", "A"}
    refused(client.get(f"{V2}/teams/99999/rotation"), 404, "SC021", "99999")
    refused(client.get(f"{V2}/employees/99999"), 404, "SC021", "99999")
    patterns = rows(client, "patterns")
    assert patterns
    assert client.get(f"{V2}/patterns/{patterns[0]['id']}").json() == patterns[0]
    document = client.get(f"{V2}/openapi.json").json()
    assert document["servers"] == [{"url": "/api/v2"}]
    assert {f"/{view}" for view in VIEWS} <= set(document["paths"])
    assert client.get(f"{V2}/employees", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    # What a client says of schemas does not count.
    for profile in ("api_v1", "sched"):
        headers = {"Accept-Profile": profile, "X-Resolution": "merge-duplicates"}
        assert client.get(f"{V2}/employees", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("month", "body"),
    [
        ("07", {"start_date": "2027-07-01", "end_date": "2027-07-02"}),
        ("08", {"start_time": "2027-08-02T13:00:00Z", "end_time": "2027-08-02T14:00:00Z"}),
    ],
)
def test_two_edits_at_once_read_well(staff: Api, planner: httpx.Client, month: str, body: dict[str, str]) -> None:
    """The second comes while the first is on its way."""
    answers = []
    with psycopg.connect(staff.database_url) as first:
        first.execute(
            "insert into sched.emp_absences (employee_id, start_date, end_date)"
            " values (sched_engine.employee_id('J-2'), %s::date, %s::date)",
            [f"2027-{month}-02", f"2027-{month}-05"],
        )
        asking = threading.Thread(
            target=lambda: answers.append(planner.post(f"{V2}/absences", json={"employee_number": "J-2", **body}))
        )
        asking.start()
        time.sleep(1.0)
        first.commit()
        asking.join()
    refused(answers[0], 409, "SC022", "J-2", f"2027-{month}-02")


def test_what_only_a_constraint_sees_reads_well(staff: Api, planner: httpx.Client) -> None:
    """The triggers of the second do not see the first."""
    answers = []
    body = {"employee_number": "J-2", "resource_code": "JHB-M2", "certification_date": "2027-07-01"}
    with psycopg.connect(staff.database_url) as first:
        first.execute(
            "insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date)"
            " values (sched_engine.employee_id('J-2'), sched_engine.resource_id('JHB-M2'), '2027-06-01')"
        )
        asking = threading.Thread(target=lambda: answers.append(planner.post(f"{V2}/qualifications", json=body)))
        asking.start()
        time.sleep(1.0)
        first.commit()
        asking.join()
    assert "violates" not in refused(answers[0], 409, "23P01", "may not overlap")["message"]


def test_keys_from_the_command_line(staff: Api, cli: Callable[..., Any]) -> None:
    url = staff.database_url
    made = cli("keys", "create", "one person", "--role", "employee", "--employee", "N-1", url=url)
    assert made.code == 0, made.err
    with staff.client({"X-API-Key": made.out.strip()}) as client:
        assert {row["employee_number"] for row in rows(client, "absences")} == {"N-1"}
    listed = cli("keys", "list", "--format", "json", url=url)
    assert '"employee_number": "N-1"' in listed.out
    for words, code in (
        (["--role", "employee"], 3),
        (["--role", "employee", "--employee", "NOBODY"], 4),
        (["--role", "hr", "--employee", "N-1"], 3),
        (["--role", "employee", "--employee", "N-1", "--scope", "NYC"], 3),
    ):
        assert cli("keys", "create", "x", *words, url=url).code == code


def test_the_calendar_of_a_person(staff: Api) -> None:
    """By a key that opens nothing else."""
    key = people.own_key(staff, "J-1", "calendar")
    answer = staff(None).get(f"{V2}/calendars/feed/{key}.ics?start_date=2027-03-15&end_date=2027-03-19")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text
    says_nobody(answer.text)
    with staff.client({"X-API-Key": key}) as client:
        refused(client.get(f"{V2}/absences"), 401, "SC014")
    refused(staff(None).get(f"{V2}/calendars/feed/{staff.key('sched_viewer', purpose='calendar')}"), 401, "SC014")
    # And no machines.
    for path in (f"feed/{key}/JHB-M1.ics", f"feed/{key}.ics"):
        refused(staff(None).get(f"/api/v1/calendars/{path}"), 401, "SC014", "of a person")


def test_erasing(staff: Api) -> None:
    planner, hr = staff("sched_workforce_planner"), staff("sched_hr", "JHB")
    refused(hr.post(f"{V2}/rpc/erase_employee", json={"employee_number": "N-1"}), 404, "SC021")
    made = planner.post(f"{V2}/employees", json={**NEW, "employee_number": "GONE-7", "last_name": "Tanglewood"}).json()
    planner.post(
        f"{V2}/absences",
        json={
            "employee_number": "GONE-7",
            "absence_kind": "sick",
            "start_date": "2027-05-01",
            "end_date": "2027-05-02",
        },
    )
    client = own(staff, "GONE-7")
    assert len(rows(client, "absences")) == 1
    refused(planner.post(f"{V2}/rpc/erase_employee", json={"employee_number": "GONE-7"}), 403, "42501")
    answer = hr.post(f"{V2}/rpc/erase_employee", json={"employee_number": "GONE-7"})
    assert answer.status_code == 200, answer.text
    assert answer.json()["employee_number"] == f"ERASED-{made['id']}"
    assert hr.post(f"{V2}/rpc/erase_employee", json={"employee_id": made["id"]}).json()["was_erased_before"] is True
    refused(client.get(f"{V2}/absences"), 401, "SC014")
    assert rows(hr, f"absences?employee_id=eq.{made['id']}")[0]["absence_kind"] == "other"
    with psycopg.connect(staff.database_url) as connection:
        (left,) = connection.execute(
            "select count(*) from sched.audit_log as a where a::text ~ 'GONE-7|Tanglewood'"
        ).fetchone() or (None,)
    assert left == 0
    refused(hr.post(f"{V2}/rpc/erase_employee", json={"employee_number": "GONE-7"}), 404, "SC021")


def test_no_log_and_no_table_beside_says_a_name(
    gate: tuple[nginx.Server, str], staff: Api, planner: httpx.Client
) -> None:
    planner.get(f"{V2}/employees?last_name=eq.Quillfeather&email=eq.zebulon@example.com")
    planner.post(f"{V2}/employees", json={**NEW, "first_name": "Zebulon", "employee_number": "J-1"})
    planner.put(f"{V2}/employees/J-2", json={"first_name": "Ottoline"})
    server, url = gate
    # Of this gateway and of the PostgREST behind it.
    logs = [
        file
        for file in server.runtime.parent.rglob("*")
        if file.is_file() and "log" in str(file.relative_to(server.runtime.parent))
    ]
    texts = {file: file.read_text(errors="replace") for file in logs}
    assert any("/api/v2/employees" in text for text in texts.values())
    for text in texts.values():
        says_nobody(text)
    with psycopg.connect(url) as connection:
        for table in ("audit_log", "events", "emp_schedules", "emp_schedule_changes", "emp_stale_dates", "jobs"):
            text = connection.execute(
                f"select coalesce(string_agg(t::text, ' '), '') from sched.{table} as t"
            ).fetchone()  # type: ignore[arg-type]
            assert text is not None
            says_nobody(text[0])
    kinds = staff("sched_admin").get("/api/v1/audit_log?table_name=eq.emp_absences").json()
    assert {row["new_values"]["absence_kind"] for row in kinds if row["new_values"]} == {"***"}


def test_the_first_version_does_not_tell_whether_the_second_is_on(staff: Api) -> None:
    paths = [
        "audit_log?order=id",
        "api_keys?order=id",
        "patterns?order=id",
        "openapi.json",
        "resources?order=id",
        "health?select=status",
    ]
    answers = {}
    for on in (True, False):
        people.switch(staff.database_url, on=on)
        # Switching is itself an edit of a setting, which the log shows.
        answers[on] = [
            staff("sched_admin")
            .get(f"/api/v1/{path}{'&table_name=neq.system_configuration' if 'audit' in path else ''}")
            .text
            for path in paths
        ]
    people.switch(staff.database_url, on=True)
    assert answers[True] == answers[False]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/employees",
        "/employees/5",
        "/employees/J-1",
        "/employees/5/schedule",
        "/employees/5/skills",
        "/teams/5/members",
        "/teams/5/rotation",
        "/patterns",
        "/patterns/1",
        "/nothing",
        "/a/b/c",
        "/rpc/nothing",
        "/rpc/erase_employee",
        "/rpc/team_rotation",
        "/openapi.json",
        "/employees?first_name=eq.Zebulon&select=last_name",
        "/employees?firstName=eq.Zebulon",
    ],
)
def test_switched_off_there_is_one_answer(gateway: Api, method: str, path: str) -> None:
    """Of a plant that has never heard of people; whoever asks, for whatever, with whatever."""
    clients = [
        gateway(None),
        gateway("sched_admin"),
        gateway("sched_viewer"),
        gateway("sched_hr"),
        gateway("sched_hr", "JHB"),
    ]
    for client in [*clients, gateway.client({"X-API-Key": "sched_nonsense"})]:
        answer = client.request(method, f"{V2}{path}", json=None if method == "GET" else {})
        refused(answer, 404, "SC020", "switched off", "sched workforce enable")


def test_switched_off_the_new_roles_read_the_first_version_as_viewers(gateway: Api) -> None:
    expected = gateway("sched_viewer").get("/api/v1/resources").json()
    for role in ("sched_workforce_viewer", "sched_workforce_planner", "sched_hr"):
        assert gateway(role).get("/api/v1/resources").json() == expected
        assert gateway(role).get("/api/v1/audit_log").status_code == 403
        exception = {
            "resource_code": "JHB-M1",
            "exception_type": "maintenance",
            "start_datetime": "2027-05-01T06:00:00Z",
            "end_datetime": "2027-05-01T08:00:00Z",
            "description": "x",
        }
        assert gateway(role).post("/api/v1/exceptions", json=exception).status_code == 403
