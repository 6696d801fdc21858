"""Rules, offers, the optimizer and what fills gaps, over HTTP: who may ask, and what nobody is told of the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import psycopg
import pytest

from conftest import plant_api
from support import people
from support.api_plant import Api
from support.people import own, says_nobody

V2 = "/api/v2"
READERS = ["sched_workforce_viewer", "sched_workforce_planner", "sched_hr", "sched_admin"]
PLANNERS = READERS[1:]
OTHERS = ["sched_viewer", "sched_oee_reader", "sched_planner"]
OWN = "J-1"
UNKNOWN = 4711
PERIOD = {"start_date": "2027-03-15", "end_date": "2027-03-21"}
SHIFT = {"start_time": "2027-03-20T06:00:00Z", "end_time": "2027-03-20T14:00:00Z"}
# Method, path, what is given, who may, and what they are answered.
ENDPOINTS: dict[str, tuple[str, dict[str, Any], list[str], int]] = {
    "work_rules": ("GET", {}, READERS, 200),
    "optimizations": ("GET", {}, READERS, 200),
    "suggestions": ("GET", {}, READERS, 200),
    "shift_offers": ("GET", {}, [*READERS, OWN], 200),
    "rpc/rule_breaches": ("GET", PERIOD, READERS, 200),
    "rpc/gap_candidates": ("GET", SHIFT | {"requirement_id": UNKNOWN}, READERS, 404),
    "rpc/explain_coverage": ("GET", {"resource_id": UNKNOWN, "at": "2027-03-20T06:00:00Z"}, READERS, 404),
    "rpc/gaps_as_known": ("GET", PERIOD | {"known_at": "2027-03-01T00:00:00Z"}, [*READERS, *OTHERS], 200),
    "rpc/enable_rules": ("POST", {"code": "NOPE"}, PLANNERS, 404),
    "rpc/optimize": ("POST", PERIOD | {"resource_id": UNKNOWN}, PLANNERS, 404),
    "rpc/accept_suggestions": ("POST", {"optimization_id": UNKNOWN}, PLANNERS, 404),
    "rpc/reject_suggestions": ("POST", {"optimization_id": UNKNOWN}, PLANNERS, 404),
    "rpc/cancel_optimization": ("POST", {"optimization_id": UNKNOWN}, PLANNERS, 404),
    "rpc/offer_shift": ("POST", {"employee_id": UNKNOWN, "schedule_date": "2027-03-22"}, [*PLANNERS, OWN], 404),
    "rpc/offer_open_shift": ("POST", SHIFT | {"resource_id": UNKNOWN}, PLANNERS, 404),
    "rpc/take_shift": ("POST", {"offer_id": UNKNOWN}, [*PLANNERS, OWN], 404),
    "rpc/approve_offer": ("POST", {"offer_id": UNKNOWN}, PLANNERS, 404),
    "rpc/withdraw_offer": ("POST", {"offer_id": UNKNOWN}, [*PLANNERS, OWN], 404),
}
# In each part of the plant: overtime on a Saturday, a requirement, a rule, a run with two suggestions, and an offer.
PART = """
    insert into sched.schedule_exceptions
    (resource_id, exception_type, description, start_datetime, end_datetime, impact_type, created_by)
    values (sched_engine.resource_id('{site}-M1'), 'overtime', 'Saturday', '2027-03-20 06:00Z', '2027-03-20 08:00Z',
        'additional', 'plant');
    insert into sched.emp_requirements (resource_id, head_count, start_date)
    values (sched_engine.resource_id('{site}-L1'), 3, '2027-01-01');
    insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, rule_operator, limit_value, window_hours, severity, is_active, resource_id)
    values ('{site}-WEEK', 'Week', 'working_hours', 'at_most', 40, 168, 'warn', true,
        sched_engine.resource_id('{site}'));
    select sched_engine.create_optimization(sched_engine.resource_id('{site}'), '2027-03-15', '2027-03-21');
    update sched.emp_optimizations set state = 'completed', started_at = now(), finished_at = now();
    insert into sched.emp_suggestions
    (optimization_id, employee_id, requirement_id, resource_id, schedule_date, start_time, end_time, shift_code, reason)
    select o.id, sched_engine.employee_id('{number}'), q.id, q.resource_id, '2027-03-20', '2027-03-20 06:00Z',
        '2027-03-20 08:00Z', 'D', 'Closes a gap of 2 h.'
    from sched.emp_optimizations as o, sched.emp_requirements as q, generate_series(1, 2)
    where o.resource_id = sched_engine.resource_id('{site}') and q.resource_id = sched_engine.resource_id('{site}-L1');
    select sched_engine.offer_shift(sched_engine.employee_id('{number}'), '2027-03-23');
"""


@pytest.fixture(scope="module")
def staff(fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Callable[..., Any]) -> Iterator[Api]:
    """The gateway in front of the plant with its people, and in each part of it one of everything."""
    url = fresh_database()
    with plant_api(url, serve) as made:
        people.build(url)
        with psycopg.connect(url) as connection:
            for site, number in (("JHB", "J-1"), ("NYC", "N-1")):
                connection.execute(PART.format(site=site, number=number).encode())
                connection.commit()
            while connection.execute("select * from sched_engine.refresh_next_coverage()").fetchone():
                connection.commit()
        with closing(Api(proxy(int(made.url.rsplit(":", 1)[1])).url, url)) as api:
            yield api


@pytest.fixture
def planner(staff: Api) -> httpx.Client:
    return staff("sched_workforce_planner")


def value(staff: Api, query: str) -> Any:
    """The one value of a query to the database."""
    with psycopg.connect(staff.database_url) as connection:
        row = connection.execute(query.encode()).fetchone()
    return None if row is None else row[0]


def ask(client: httpx.Client, method: str, path: str, given: dict[str, Any]) -> httpx.Response:
    """A request with arguments, as GET and POST have them."""
    return client.request(method, f"{V2}/{path}", **{"params" if method == "GET" else "json": given})


def refused(answer: httpx.Response, status: int, code: str, *says: str) -> str:
    """An error of this status and code, in the one shape, with a hint, that says all of this and nobody's name."""
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert set(body) == {"code", "message", "details", "hint"}
    assert (body["code"], bool(body["hint"])) == (code, True), body
    for part in says:
        assert part in f"{body['message']} {body['details']} {body['hint']}"
    says_nobody(answer.text)
    return answer.text


@pytest.mark.parametrize("path", ENDPOINTS)
def test_who_may(staff: Api, path: str) -> None:
    method, given, allowed, status = ENDPOINTS[path]
    for who in [*READERS, *OTHERS, OWN]:
        answer = ask(own(staff, who) if who == OWN else staff(who), method, path, given)
        assert answer.status_code == (status if who in allowed else 403), (who, answer.text)
        if answer.status_code >= 400:
            assert answer.json()["code"] and answer.json()["message"], answer.text
        says_nobody(answer.text)
    assert ask(staff(None), method, path, given).status_code == 401
    with_nonsense = staff.client({"X-API-Key": "sched_nonsense"})
    assert ask(with_nonsense, method, path, given).status_code == 401
    with_nonsense.close()


def test_one_person_reads_every_view_that_is_theirs(staff: Api) -> None:
    with psycopg.connect(staff.database_url) as connection:
        views = connection.execute(
            "select relname::text from pg_class where relnamespace = 'api_v2'::regnamespace and relkind = 'v'"
            " and has_table_privilege('sched_employee', oid, 'select')"
        ).fetchall()
    assert ("shift_offers",) in views
    for (view,) in views:
        answer = own(staff, OWN).get(f"{V2}/{view}")
        assert answer.status_code == 200, (view, answer.text)
        says_nobody(re.sub("Zebulon|Quillfeather", "", answer.text, flags=re.IGNORECASE))


@pytest.mark.parametrize("view", ["work_rules", "optimizations", "suggestions", "shift_offers"])
def test_a_subtree_reads_its_own(staff: Api, view: str) -> None:
    whole = staff("sched_workforce_planner").get(f"{V2}/{view}?resource_id=not.is.null").json()
    limited = staff("sched_workforce_planner", "NYC").get(f"{V2}/{view}?resource_id=not.is.null").json()
    jhb = {row["id"] for row in whole if row["resource_id"] in jhb_ids(staff)}
    assert jhb and limited
    assert {row["id"] for row in limited} == {row["id"] for row in whole} - jhb
    for hidden in jhb:
        assert staff("sched_workforce_planner", "NYC").get(f"{V2}/{view}?id=eq.{hidden}").json() == []


def jhb_ids(staff: Api) -> set[int]:
    with psycopg.connect(staff.database_url) as connection:
        found = connection.execute("select id from sched.resources where resource_code like 'JHB%'").fetchall()
    return {row[0] for row in found}


def test_of_the_rest_it_is_told_as_of_what_there_is_not(staff: Api) -> None:
    """The same words, but for the number that was asked for."""
    client = staff("sched_workforce_planner", "NYC")
    ids = {
        "optimization_id": "select id from sched.emp_optimizations where resource_id = sched_engine.resource_id('JHB')",
        "offer_id": "select id from sched.emp_shift_offers where employee_id = sched_engine.employee_id('J-1')",
        "requirement_id": "select id from sched.emp_requirements"
                          " where resource_id = sched_engine.resource_id('JHB-L1')",
        "resource_id": "select sched_engine.resource_id('JHB')",
        "employee_id": "select sched_engine.employee_id('J-1')",
    }  # fmt: skip
    hidden = {name: value(staff, query) for name, query in ids.items()}
    before = people.stored(staff.database_url)
    for path, name in [
        ("rpc/accept_suggestions", "optimization_id"), ("rpc/reject_suggestions", "optimization_id"),
        ("rpc/cancel_optimization", "optimization_id"), ("rpc/take_shift", "offer_id"),
        ("rpc/approve_offer", "offer_id"), ("rpc/withdraw_offer", "offer_id"), ("rpc/gap_candidates", "requirement_id"),
        ("rpc/explain_coverage", "resource_id"), ("rpc/optimize", "resource_id"),
        ("rpc/offer_open_shift", "resource_id"), ("rpc/offer_shift", "employee_id"),
    ]:  # fmt: skip
        method, given, _, _ = ENDPOINTS[path]
        there = ask(client, method, path, given | {name: hidden[name]})
        nowhere = ask(client, method, path, given | {name: UNKNOWN})
        assert there.status_code == nowhere.status_code == 404, (path, there.text, nowhere.text)
        assert re.sub(rf"\b{hidden[name]}\b", "#", there.text) == re.sub(rf"\b{UNKNOWN}\b", "#", nowhere.text), path
    breaches = client.post(f"{V2}/rpc/rule_breaches", json=PERIOD | {"employee_ids": [hidden["employee_id"]]})
    refused(breaches, 404, "SC021")
    to = {"employee_id": value(staff, "select sched_engine.employee_id('N-1')"), "schedule_date": "2027-03-25"}
    refused(client.post(f"{V2}/rpc/offer_shift", json=to | {"offered_to_id": hidden["employee_id"]}), 404, "SC021")
    assert people.stored(staff.database_url) == before


def test_a_subtree_changes_its_own_rules(staff: Api) -> None:
    client = staff("sched_workforce_planner", "NYC")
    refused(client.post(f"{V2}/rpc/enable_rules", json={"code": "EU"}), 403, "SC013")
    for code in ("JHB-WEEK", "NOPE"):
        told = refused(client.post(f"{V2}/rpc/enable_rules", json={"code": code, "active": False}), 404, "SC021")
        assert code == "JHB-WEEK" or "JHB" not in told
    mine = client.post(f"{V2}/rpc/enable_rules", json={"code": "NYC-WEEK", "active": False})
    assert [(row["rule_code"], row["is_active"]) for row in mine.json()] == [("NYC-WEEK", False)]
    client.post(f"{V2}/rpc/enable_rules", json={"code": "NYC-WEEK"})
    rule = {"rule_code": "OWN", "rule_name": "Own", "rule_measure": "daily_rest", "limit_value": 8}
    refused(client.post(f"{V2}/work_rules", json=rule), 403, "SC013")
    refused(client.post(f"{V2}/work_rules", json=rule | {"resource_code": "JHB"}), 404, "SC001")
    assert client.patch(f"{V2}/work_rules?rule_code=eq.JHB-WEEK", json={"limit_value": 1}).status_code == 204
    assert value(staff, "select limit_value from sched.emp_work_rules where rule_code = 'JHB-WEEK'") == 40


def test_candidates_and_reasons_are_of_ones_own(staff: Api) -> None:
    requirement = value(
        staff, "select id from sched.emp_requirements where resource_id = sched_engine.resource_id('NYC-L1')"
    )
    for scope in (None, "NYC"):
        answer = staff("sched_workforce_viewer", scope).get(
            f"{V2}/rpc/gap_candidates", params=SHIFT | {"requirement_id": requirement}
        )
        assert {row["employee_number"] for row in answer.json()} == {"N-1"}, answer.text
        at = {"resource_id": staff.id("NYC-L1"), "at": "2027-03-19T15:00:00Z"}
        told = staff("sched_workforce_viewer", scope).get(f"{V2}/rpc/explain_coverage", params=at)
        assert told.json()["verdict"]["status"] == "short"
        says_nobody(told.text)
        assert "J-1" not in told.text
    turned = SHIFT | {"requirement_id": requirement, "end_time": SHIFT["start_time"]}
    refused(staff("sched_hr").post(f"{V2}/rpc/gap_candidates", json=turned), 400, "SC004")


def test_one_person_offers_and_takes(staff: Api, planner: httpx.Client) -> None:
    one, other = own(staff, "J-1"), own(staff, "J-2")
    made = one.post(f"{V2}/rpc/offer_shift", json={"schedule_date": "2027-03-30"})
    assert made.status_code == 200, made.text
    offer = {"offer_id": made.json()["id"]}
    refused(one.post(f"{V2}/rpc/offer_shift", json={"schedule_date": "2027-03-30"}), 409, "SC028")
    seen = other.get(f"{V2}/shift_offers?id=eq.{offer['offer_id']}").json()
    assert [row["employee_number"] for row in seen] in ([], [None])
    refused(other.post(f"{V2}/rpc/approve_offer", json=offer), 403, "42501")
    theirs = {"employee_id": value(staff, "select sched_engine.employee_id('J-1')")}
    refused(other.post(f"{V2}/rpc/take_shift", json=offer | theirs), 404, "SC021" if seen else "SC001")
    refused(one.post(f"{V2}/rpc/take_shift", json=offer), 409, "SC028", "cannot take their own shift")
    refused(planner.post(f"{V2}/rpc/approve_offer", json=offer), 409, "SC028", "Nobody has taken")
    assert one.post(f"{V2}/rpc/withdraw_offer", json=offer).json()["offer_status"] == "cancelled"


def test_a_rule_that_warns_is_told_and_one_that_refuses_refuses(staff: Api, planner: httpx.Client) -> None:
    nobody = {"start_time": "2027-03-27T06:00:00Z", "end_time": "2027-03-27T14:00:00Z"}
    offer = planner.post(f"{V2}/rpc/offer_open_shift", json=nobody | {"resource_id": staff.id("JHB-L1")}).json()
    person = value(staff, "select sched_engine.employee_id('J-1')")
    taken = planner.post(f"{V2}/rpc/take_shift", json={"offer_id": offer["id"], "employee_id": person})
    assert (taken.status_code, taken.json()["offer_status"]) == (200, "accepted")
    planner.patch(f"{V2}/work_rules?rule_code=eq.JHB-WEEK", json={"severity": "refuse"})
    refused(planner.post(f"{V2}/rpc/approve_offer", json={"offer_id": offer["id"]}), 409, "SC026", "JHB-WEEK")
    planner.patch(f"{V2}/work_rules?rule_code=eq.JHB-WEEK", json={"severity": "warn"})
    approved = planner.post(f"{V2}/rpc/approve_offer", json={"offer_id": offer["id"]})
    assert approved.json()["offer_status"] == "approved"
    assert int(approved.headers["X-Rules-Broken"]) >= 1
    refused(planner.post(f"{V2}/rpc/approve_offer", json={"offer_id": offer["id"]}), 409, "SC028")
    refused(planner.post(f"{V2}/rpc/withdraw_offer", json={"offer_id": offer["id"]}), 409, "SC028")


def test_suggestions_are_decided_once(staff: Api, planner: httpx.Client) -> None:
    run = value(staff, "select id from sched.emp_optimizations where resource_id = sched_engine.resource_id('JHB')")
    first, second = (
        row["id"] for row in planner.get(f"{V2}/suggestions?optimization_id=eq.{run}&order=id").json()
    )  # fmt: skip
    given = {"optimization_id": run}
    refused(planner.post(f"{V2}/rpc/cancel_optimization", json=given), 409, "SC015", "has completed already")
    unknown = planner.post(f"{V2}/rpc/accept_suggestions", json=given | {"suggestion_ids": [UNKNOWN]})
    refused(unknown, 404, "SC001", str(UNKNOWN))
    rejected = planner.post(f"{V2}/rpc/reject_suggestions", json=given | {"suggestion_ids": [second]})
    assert (rejected.status_code, rejected.json()) == (200, 1)
    again = planner.post(f"{V2}/rpc/reject_suggestions", json=given | {"suggestion_ids": [second]})
    refused(again, 409, "SC050", "rejected already")
    accepted = planner.post(f"{V2}/rpc/accept_suggestions", json=given)
    assert accepted.json() == [
        {"suggestion_id": first, "suggestion_status": "accepted", "reason": "Closes a gap of 2 h."}
    ], accepted.text
    assert int(accepted.headers["X-Rules-Broken"]) >= 1
    queued = planner.post(f"{V2}/rpc/optimize", json=PERIOD | {"resource_id": staff.id("NYC-L1")}).json()
    assert planner.post(f"{V2}/rpc/cancel_optimization", json=queued).status_code == 204
    for wrong, code in (
        ({"end_date": "2027-03-01"}, "SC004"),
        ({"seconds": 0}, "SC016"),
        ({"end_date": None}, "SC004"),
    ):
        answer = planner.post(f"{V2}/rpc/optimize", json=PERIOD | {"resource_id": staff.id("NYC")} | wrong)
        refused(answer, 400, code)
