"""Gaps and coverage over HTTP: who reads what of them, the two addresses, and that nobody writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import httpx
import psycopg
import pytest

from conftest import plant_api
from support import people
from support.api_plant import Api
from support.people import own

V2 = "/api/v2"
PLACES = ["coverage/gaps", "coverage_gaps"]
READERS = [
    "sched_viewer", "sched_oee_reader", "sched_planner", "sched_workforce_viewer", "sched_workforce_planner",
    "sched_hr", "sched_admin",
]  # fmt: skip
PERIOD = {"start_date": "2027-01-04", "end_date": "2027-01-10"}


@pytest.fixture(scope="module")
def staff(fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Callable[..., Any]) -> Iterator[Api]:
    """The gateway in front of the plant with its people, and a gap in each part of it."""
    url = fresh_database()
    with plant_api(url, serve) as made:
        people.build(url)
        with psycopg.connect(url) as connection:
            connection.execute(
                "insert into sched.emp_requirements (resource_id, head_count, start_date) values"
                " (sched_engine.resource_id('JHB-L1'), 2, '2027-01-01'),"
                " (sched_engine.resource_id('NYC-L1'), 1, '2027-01-01')"
            )
            connection.execute("set constraints all immediate")
            connection.execute("delete from sched.emp_coverage_gaps")
            connection.execute(
                "insert into sched.emp_coverage_gaps select q.id, q.resource_id, '2031-01-05', '2031-01-05 06:00Z',"
                " '2031-01-05 14:00Z', q.head_count, 0, now() from sched.emp_requirements as q"
            )
        with closing(Api(proxy(int(made.url.rsplit(":", 1)[1])).url, url)) as api:
            yield api


def codes(answer: httpx.Response) -> set[str]:
    """Of which resources the rows are."""
    assert answer.status_code == 200, answer.text
    return {row["resource_code"] for row in answer.json()}


@pytest.mark.parametrize("path", PLACES)
def test_whoever_reads_the_plan_reads_gaps(staff: Api, path: str) -> None:
    for role in READERS:
        assert codes(staff(role).get(f"{V2}/{path}")) == {"JHB-L1", "NYC-L1"}, role
        assert codes(staff(role, "NYC").get(f"{V2}/{path}")) == {"NYC-L1"}, role
    assert own(staff, "J-1").get(f"{V2}/{path}").status_code == 403
    assert staff(None).get(f"{V2}/{path}").status_code == 401
    row = staff("sched_viewer").get(f"{V2}/{path}?resource_code=eq.JHB-L1&schedule_date=gte.2031-01-01").json()[0]
    assert (row["required"], row["present"], row["missing"], float(row["missing_hours"])) == (2, 0, 2, 16)
    assert row["is_current"] is True
    assert not [key for key in row if "employee" in key or "name" in key]


def test_nobody_writes_gaps(staff: Api) -> None:
    for method in ("POST", "PATCH", "DELETE"):
        answer = staff("sched_admin").request(method, f"{V2}/coverage/gaps?schedule_date=gt.2031-01-01", json={})
        assert answer.status_code == 405, answer.text
        answer = staff("sched_admin").request(method, f"{V2}/coverage_gaps?schedule_date=gt.2031-01-01", json={})
        assert answer.status_code in (403, 405), answer.text


@pytest.mark.parametrize(("function", "more"), [("coverage", {}), ("coverage_by_level", {"level": "site"})])
def test_coverage_and_totals(staff: Api, function: str, more: dict[str, str]) -> None:
    path = f"{V2}/rpc/{function}"
    for role in READERS:
        assert isinstance(staff(role).get(path, params={**PERIOD, **more}).json(), list), role
        assert staff(role).post(path, json={**PERIOD, **more}).status_code == 200, role
    assert own(staff, "J-1").get(path, params={**PERIOD, **more}).status_code == 403
    client = staff("sched_viewer", "NYC")
    assert codes(client.get(path, params={**PERIOD, **more})) <= {"NYC", "NYC-L1"}
    jhb = staff("sched_viewer").get(f"{V2}/coverage_gaps?resource_code=eq.JHB-L1").json()[0]["resource_id"]
    hidden = client.post(path, json={**PERIOD, **more, "resource_ids": [jhb]})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "SC001"), hidden.text
    turned = client.post(path, json={**more, "start_date": "2027-01-10", "end_date": "2027-01-04"})
    assert (turned.status_code, turned.json()["code"]) == (400, "SC004"), turned.text


def test_off_there_is_nothing(staff: Api) -> None:
    with psycopg.connect(staff.database_url) as connection:
        connection.execute("select sched_engine.disable_workforce()")
    try:
        for path in (*PLACES, "rpc/coverage"):
            answer = staff("sched_viewer").get(f"{V2}/{path}", params=PERIOD if "rpc" in path else {})
            assert (answer.status_code, answer.json()["code"]) == (404, "SC020"), answer.text
    finally:
        with psycopg.connect(staff.database_url) as connection:
            connection.execute("select sched_engine.enable_workforce()")
