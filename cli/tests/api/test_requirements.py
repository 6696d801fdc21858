"""Requirements over HTTP: who reads and writes them, what is refused, upserts, and the two addresses."""

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
PLACES = ["requirements", "coverage/requirements"]
READERS = [
    "sched_viewer",
    "sched_oee_reader",
    "sched_planner",
    "sched_workforce_viewer",
    "sched_workforce_planner",
    "sched_hr",
    "sched_admin",
]
WRITERS = ["sched_workforce_planner", "sched_hr", "sched_admin"]
KEY = "resource_code,per,shift_code,min_level,position_code,start_date"
NEW = {"resource_code": "JHB-L1", "head_count": 1, "start_date": "2028-01-01"}


@pytest.fixture(scope="module")
def staff(fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Callable[..., Any]) -> Iterator[Api]:
    """The gateway in front of the plant with its people, and one requirement in each part of it."""
    url = fresh_database()
    with plant_api(url, serve) as made:
        people.build(url)
        with psycopg.connect(url) as connection:
            connection.execute(
                "insert into sched.emp_requirements (resource_id, head_count, start_date, end_date, position_id)"
                " values (sched_engine.resource_id('JHB-L1'), 2, '2027-01-01', '2027-12-31', null),"
                " (sched_engine.resource_id('NYC-L1'), 1, '2027-01-01', null, sched_engine.position_id('OP-PCK'))"
            )
        with closing(Api(proxy(int(made.url.rsplit(":", 1)[1])).url, url)) as api:
            yield api


@pytest.fixture
def planner(staff: Api) -> Iterator[httpx.Client]:
    """Somebody who edits them; what is added for 2028 is taken away again."""
    client = staff("sched_workforce_planner")
    yield client
    assert client.delete(f"{V2}/requirements?start_date=gte.2028-01-01").status_code == 204


def codes(answer: httpx.Response) -> set[str]:
    """Of which resources the requirements are."""
    assert answer.status_code == 200, answer.text
    return {row["resource_code"] for row in answer.json()}


@pytest.mark.parametrize("path", PLACES)
def test_whoever_reads_the_plan_reads_them(staff: Api, path: str) -> None:
    for role in READERS:
        assert codes(staff(role).get(f"{V2}/{path}")) == {"JHB-L1", "NYC-L1"}, role
        assert codes(staff(role, "NYC").get(f"{V2}/{path}")) == {"NYC-L1"}, role
    assert own(staff, "J-1").get(f"{V2}/{path}").status_code == 403
    assert staff(None).get(f"{V2}/{path}").status_code == 401
    row = staff("sched_viewer").get(f"{V2}/{path}?resource_code=eq.NYC-L1").json()[0]
    assert {key: row[key] for key in row if not key.endswith("_at") and key not in ("id", "resource_id")} == {
        "resource_code": "NYC-L1", "per": "machine", "shift_code": None, "head_count": 1, "min_level": None,
        "position_id": row["position_id"], "position_code": "OP-PCK", "machines_per_person": 1,
        "start_date": "2027-01-01", "end_date": None,
    }  # fmt: skip
    one = staff("sched_viewer").get(f"{V2}/{path}/{row['id']}")
    assert (one.status_code, one.json()) == (200, row)
    assert staff("sched_viewer", "JHB").get(f"{V2}/{path}/{row['id']}").status_code == 404


@pytest.mark.parametrize("path", PLACES)
def test_planners_of_the_workforce_write_them(staff: Api, planner: httpx.Client, path: str) -> None:
    for role in READERS:
        made = staff(role).post(f"{V2}/{path}", json=NEW, headers={"Prefer": "return=representation"})
        assert made.status_code == (201 if role in WRITERS else 403), (role, made.text)
        if role in WRITERS:
            one = f"{V2}/{path}/{made.json()[0]['id']}"
            changed = staff(role).put(one, json={"head_count": 4, "shift_code": "N", "position_code": "OP-ASM"})
            assert changed.status_code in (200, 204), changed.text
            row = staff(role).get(one).json()
            assert (row["head_count"], row["shift_code"], row["position_code"]) == (4, "N", "OP-ASM")
            assert staff(role).put(one, json={"position_code": None}).status_code in (200, 204)
            assert staff(role).get(one).json()["position_id"] is None
            assert staff(role).delete(one).status_code == 204
        else:
            assert staff(role).delete(f"{V2}/{path}?id=gt.0").status_code == 403
    made = planner.post(f"{V2}/{path}", json=NEW)
    assert made.status_code == 201
    assert planner.get(made.headers["Location"]).json()["resource_code"] == "JHB-L1"
    assert planner.delete(f"{V2}/{path}").status_code == 400


def test_a_list_is_stored_as_a_whole_or_not_at_all(planner: httpx.Client) -> None:
    answer = planner.post(f"{V2}/requirements", json=[NEW, {**NEW, "head_count": 3}])
    assert answer.status_code == 409, answer.text
    assert answer.json()["code"] == "SC022"
    assert "JHB-L1 needs 1 person (for each machine) from 2028-01-01 on already" in answer.text
    assert planner.get(f"{V2}/requirements?start_date=eq.2028-01-01").json() == []


@pytest.mark.parametrize(
    ("body", "status", "code", "says"),
    [
        ({"head_count": 1, "start_date": "2028-01-01"}, 400, "SC016", "resource"),
        ({"resource_code": "JHB-L1", "start_date": "2028-01-01"}, 400, "SC016", "head_count"),
        ({"resource_code": "JHB-L1", "head_count": 1}, 400, "SC016", "start_date"),
        ({**NEW, "resource_code": "NOWHERE"}, 404, "SC001", "NOWHERE"),
        ({**NEW, "position_code": "NOBODY"}, 404, "SC021", "NOBODY"),
        ({**NEW, "per": "line"}, 400, "22P02", "resource, machine"),
        ({**NEW, "min_level": "master"}, 400, "22P02", "basic, advanced, expert"),
        ({**NEW, "head_count": 0}, 400, "SC023", "0 people"),
        ({**NEW, "head_count": 1001}, 400, "SC023", "1001 people"),
        ({**NEW, "machines_per_person": 100000}, 400, "SC023", "1 to 100 machines"),
        ({**NEW, "machines_per_person": 0}, 400, "SC023", "1 to 100 machines"),
        ({**NEW, "per": "resource", "machines_per_person": 2}, 400, "SC023", "per = machine"),
        ({**NEW, "end_date": "2027-12-31"}, 400, "SC023", "before it begins"),
        ({**NEW, "shift_code": "day shift"}, 400, "SC023", "no shift code"),
        ({**NEW, "id": 7}, 400, "0A000", "computed by the system"),
    ],
)
def test_what_is_refused(planner: httpx.Client, body: dict[str, Any], status: int, code: str, says: str) -> None:
    answer = planner.post(f"{V2}/requirements", json=body)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), told
    assert says in f"{told['message']} {told['hint']}"


def test_a_subtree_writes_its_own(staff: Api) -> None:
    client = staff("sched_workforce_planner", "NYC")
    answer = client.post(f"{V2}/requirements", json=NEW)
    assert (answer.status_code, answer.json()["code"]) == (404, "SC001")
    made = client.post(f"{V2}/requirements", json={**NEW, "resource_code": "NYC-L1"})
    assert made.status_code == 201, made.text
    for other in staff("sched_admin").get(f"{V2}/requirements?resource_code=eq.JHB-L1").json():
        assert client.delete(f"{V2}/requirements/{other['id']}").status_code in (204, 404)
    assert codes(staff("sched_admin").get(f"{V2}/requirements")) == {"JHB-L1", "NYC-L1"}
    away = client.patch(f"{V2}/requirements?start_date=eq.2028-01-01", json={"resource_code": "JHB-L1"})
    assert (away.status_code, away.json()["code"]) == (404, "SC001")
    assert client.delete(f"{V2}/requirements?start_date=eq.2028-01-01").status_code == 204


@pytest.mark.parametrize("path", PLACES)
def test_an_upsert_takes_null_for_a_value(planner: httpx.Client, path: str) -> None:
    merge = {"Prefer": "resolution=merge-duplicates,return=representation"}
    for wanted in (
        [(None, 1), ("N", 2)],
        [(None, 3), ("N", 4)],
    ):
        body = [{**NEW, "shift_code": shift, "head_count": count} for shift, count in wanted]
        answer = planner.post(f"{V2}/{path}?on_conflict={KEY}", json=body, headers=merge)
        assert answer.status_code in (200, 201), answer.text
        stored = planner.get(f"{V2}/requirements?start_date=eq.2028-01-01&order=head_count").json()
        assert [(row["shift_code"], row["head_count"]) for row in stored] == wanted
    refused = planner.post(f"{V2}/{path}?on_conflict=head_count", json=[NEW], headers=merge)
    assert refused.status_code == 400
    assert f"on_conflict takes {KEY} or" in refused.json()["hint"]


def test_they_come_with_the_people(staff: Api) -> None:
    body = {"sheets": {"requirements": [NEW, {**NEW, "resource_code": "NYC-L1", "shift_code": "N"}]}, "dry_run": True}
    answer = staff("sched_workforce_planner").post(f"{V2}/rpc/import_people", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["sheets"] == {"requirements": {"inserted": 2, "updated": 0, "unchanged": 0}}


def test_off_there_are_none(staff: Api) -> None:
    people.switch(staff.database_url, on=False)
    try:
        for path in PLACES:
            answer = staff("sched_admin").get(f"{V2}/{path}")
            assert (answer.status_code, answer.json()["code"]) == (404, "SC020")
    finally:
        people.switch(staff.database_url, on=True)
