"""The resources of the HTTP API: reading, writing, embedding, paging and counting, as PostgREST users expect."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import httpx
import psycopg
import pytest

from support import ROOT
from support.api_plant import Api

ALL = {"Prefer": "return=representation"}
MERGE = {"Prefer": "return=representation,resolution=merge-duplicates"}


@pytest.fixture
def planner(api: Api) -> httpx.Client:
    """Whoever plans."""
    return api("sched_planner")


@pytest.fixture
def admin(api: Api) -> httpx.Client:
    """Whoever administers."""
    return api("sched_admin")


@pytest.fixture
def line(api: Api, admin: httpx.Client) -> Iterator[dict[str, Any]]:
    """A line with two machines of its own, V-M1 and V-M2, below JHB-A, planned for March 2027."""
    made = rows(
        admin.post(
            "/resources",
            headers=ALL,
            json={
                "resource_code": "V-L",
                "resource_name": "Line V",
                "resource_type": "work_center",
                "parent_resource_id": api.id("JHB-A"),
            },
        ),
        201,
    )[0]
    machine = {"resource_type": "work_unit", "parent_resource_id": made["id"], "requires_scheduling": True}
    machines = rows(
        admin.post(
            "/resources",
            headers=ALL,
            json=[{"resource_code": f"V-M{n}", "resource_name": f"Machine {n}", **machine} for n in (1, 2)],
        ),
        201,
    )
    ids = [m["id"] for m in machines]
    admin.post(
        "/rpc/generate_schedules", json={"start_date": "2027-03-01", "end_date": "2027-03-31", "resource_ids": ids}
    ).raise_for_status()
    yield {**made, "machines": ids}
    api.clients.pop(("sched_admin", "V-L"), None)  # its key goes with the line
    with psycopg.connect(api.database_url) as connection:
        ids.append(made["id"])
        for table in ("equipment_schedules", "schedule_exceptions", "generated_dates"):
            connection.execute(f"delete from sched.{table} where resource_id = any(%s)", [ids])
        connection.execute("delete from sched.resources where id = any(%s)", [ids[:2]])
        connection.execute("delete from sched.resources where id = %s", [made["id"]])


def rows(answer: httpx.Response, status: int = 200) -> Any:
    """The body of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    return answer.json()


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The error of an answer that must have this status and code."""
    error = rows(answer, status)
    assert error["code"] == code, error
    return dict(error)


def feed(client: httpx.Client, since: str | None, entries: int = 1000) -> Any:
    """A page of the change feed that is not empty: it ends before the oldest transaction of the whole server."""
    for _ in range(300):
        page = rows(client.get("/rpc/changes", params={"max_entries": entries, **({"since": since} if since else {})}))
        if page["entries"]:
            break
        time.sleep(0.1)
    return page


def plan(client: httpx.Client, code: str, day: str) -> list[str]:
    """The stored rows of a machine on a date: `shift start-end status`, in UTC."""
    query = {"resource_code": f"eq.{code}", "schedule_date": f"eq.{day}", "order": "planned_start_time"}
    return [
        f"{r['shift_code']} {r['planned_start_time'][11:16]}-{r['planned_end_time'][11:16]} {r['schedule_status']}"
        for r in rows(client.get("/equipment_schedules", params=query))
    ]


def test_a_resource_is_created_changed_and_deleted(api: Api, admin: httpx.Client) -> None:
    """201 and Location; what is computed is shown at once, and cannot be written; upsert by code."""
    body = {
        "resource_code": "V-R1",
        "resource_name": "R 1",
        "resource_type": "work_unit",
        "parent_resource_id": api.id("JHB-L1"),
    }
    answer = admin.post("/resources", json=body, headers={"Prefer": "return=headers-only"})
    assert answer.status_code == 201
    found = rows(admin.get(answer.headers["location"]))[0]
    assert (found["hierarchy_path"], found["parent_resource_code"]) == ("ACME.JHB.JHB-A.JHB-L1.V-R1", "JHB-L1")

    changed, added = rows(
        admin.post(
            "/resources?on_conflict=resource_code",
            headers=MERGE,
            json=[{**body, "resource_name": "R one"}, {**body, "resource_code": "V-R2"}],
        ),
        201,
    )
    assert (changed["id"], changed["resource_name"]) == (found["id"], "R one")
    assert (added["effective_time_zone"], added["effective_pattern_code"], added["pattern_inherited_from"]) == (
        "Africa/Johannesburg",
        "TWO_SHIFT",
        "JHB",
    )

    one = "/resources?resource_code=eq.V-R1"
    assert "hierarchy_path" in refused(admin.patch(one, json={"hierarchy_path": "x"}), 400, "0A000")["message"]
    refused(admin.patch(one, json={"resource_type": "site"}), 400, "SC002")
    refused(admin.patch(one, json={"time_zone": "Mars/Base"}), 400, "SC003")
    refused(admin.patch(one, json={"parent_resource_id": 999999}), 404, "SC001")
    refused(admin.post("/resources", json=body), 409, "23505")
    refused(admin.delete("/resources?resource_code=eq.JHB-M1"), 409, "SC011")
    moved = rows(admin.patch(one, headers=ALL, json={"parent_resource_id": api.id("JHB-L2"), "metadata": {"a": 1}}))
    assert (moved[0]["hierarchy_path"], moved[0]["metadata"]) == ("ACME.JHB.JHB-A.JHB-L2.V-R1", {"a": 1})
    gone = rows(admin.delete("/resources?resource_code=in.(V-R1,V-R2)", headers=ALL))
    assert {r["resource_code"] for r in gone} == {"V-R1", "V-R2"}
    refused(api("sched_planner").post("/resources", json=body), 403, "42501")


def test_what_is_computed_is_refused_everywhere(api: Api, admin: httpx.Client) -> None:
    """Also by views with a trigger: they say 0A000 and store nothing; the value that stands there may be sent back."""
    secret = "whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgcmVhbGx5"
    hook = {"webhook_name": "V-hook", "url": "https://example.com/", "secret": secret}
    made = rows(admin.post("/webhooks", json=hook, headers=ALL), 201)[0]
    stop = {
        "resource_code": "JHB-M1",
        "exception_type": "other",
        "description": "x",
        "start_datetime": "2028-01-01T00:00Z",
        "end_datetime": "2028-01-02T00:00Z",
    }
    exception = rows(admin.post("/exceptions", json=stop, headers=ALL), 201)[0]
    assignment = rows(admin.get("/pattern_assignments?resource_code=eq.JHB"))[0]
    try:
        for view, row, computed in (
            ("exceptions", exception, {"id": 0, "state": "cancelled", "created_by": "me", "created_at": "2020-01-01"}),
            ("pattern_assignments", assignment, {"id": 0, "assigned_by": "me", "assigned_at": "2020-01-01"}),
            ("webhooks", made, {"id": 0, "created_by": "me", "created_at": "2020-01-01", "updated_at": "2020-01-01"}),
        ):
            one = f"/{view}?id=eq.{row['id']}"
            for name, value in computed.items():
                assert name in refused(admin.patch(one, json={name: value}), 400, "0A000")["message"]
                refused(admin.post(f"/{view}", json={name: value}), 400, "0A000")
            again = rows(admin.patch(one, json={name: row[name] for name in computed}, headers=ALL))[0]
            assert again | {"updated_at": ""} == row | {"updated_at": ""}
        error = refused(admin.patch(f"/exceptions?id=eq.{exception['id']}", json={"state": "cancelled"}), 400, "0A000")
        assert "is_active" in error["hint"]
    finally:
        admin.delete(f"/webhooks?id=eq.{made['id']}")
        admin.delete(f"/exceptions?id=eq.{exception['id']}")


def test_resources_embed_what_belongs_to_them(api: Api) -> None:
    """By foreign keys through the views, and by relationships where there are none."""
    client = api("sched_viewer")
    found = rows(
        client.get(
            "/resources?resource_code=eq.JHB&select=resource_code,parent(resource_code),children(resource_code),"
            "pattern_assignments(effective_date,patterns(pattern_code,pattern_rules(shift_code))),"
            "calendars(calendar_code),current_status(schedule_status)"
        )
    )[0]
    assert found["parent"] == {"resource_code": "ACME"}
    assert {"resource_code": "JHB-A"} in found["children"]
    assert found["calendars"] == [{"calendar_code": "ZA"}]
    assert found["current_status"] is None
    assignment = found["pattern_assignments"][0]
    assert (assignment["effective_date"], assignment["patterns"]["pattern_code"]) == ("2027-01-01", "TWO_SHIFT")
    assert len(assignment["patterns"]["pattern_rules"]) == 10

    found = rows(
        client.get(
            "/equipment_schedules?select=*,resources(resource_code),patterns(pattern_code),exceptions(description)"
            "&schedule_date=gte.2027-03-15&schedule_date=lte.2027-03-15&schedule_status=eq.maintenance"
        )
    )
    assert [(r["resources"], r["patterns"], r["exceptions"]) for r in found] == [
        ({"resource_code": "JHB-M1"}, {"pattern_code": "TWO_SHIFT"}, {"description": "Yearly service"})
    ]
    embedded = rows(
        client.get(
            "/resources?select=resource_code,equipment_schedules(schedule_date),exceptions(description)"
            "&resource_code=eq.NYC-M2&equipment_schedules.schedule_date=eq.2027-03-20"
        )
    )[0]
    assert len(embedded["equipment_schedules"]) >= 1
    assert embedded["exceptions"] == [{"description": "Gearbox"}]
    days = rows(
        client.get(
            "/daily_availability?select=day_status,resources!inner(resource_code)&schedule_date=eq.2027-03-17"
            "&resources.resource_code=eq.JHB-M3"
        )
    )
    assert [d["day_status"] for d in days] == ["operating"]
    works = rows(client.get("/current_status?select=schedule_status,resources(effective_time_zone)&limit=1"))
    assert works[0]["resources"]["effective_time_zone"]


def test_rows_are_filtered_paged_and_counted(api: Api) -> None:
    """Keyset paging gives every row once; planned counts; Range; CSV."""
    client = api("sched_oee_reader")
    query = "/equipment_schedules?select=resource_id,planned_start_time&order=resource_id,planned_start_time&limit=50"
    seen, after = [], ""
    while True:
        page = rows(client.get(query + after))
        seen += [(r["resource_id"], r["planned_start_time"]) for r in page]
        if len(page) < 50:
            break
        machine, start = seen[-1]
        start = start.replace("+00:00", "Z")
        after = f"&resource_id=gte.{machine}&or=(resource_id.gt.{machine},planned_start_time.gt.{start})"
    answer = client.get("/equipment_schedules?select=resource_id&limit=1", headers={"Prefer": "count=exact"})
    total = int(answer.headers["content-range"].split("/")[1])
    assert answer.status_code == 206
    assert len(seen) == len(set(seen)) == total
    planned = client.get("/equipment_schedules?limit=1", headers={"Prefer": "count=planned"})
    assert planned.headers["content-range"].split("/")[1] != "*"
    some = client.get("/resources?order=resource_code", headers={"Range-Unit": "items", "Range": "0-1"})
    assert [r["resource_code"] for r in rows(some)] == ["ACME", "JHB"]
    text = client.get(
        "/resource_tree?select=depth,resource_code&resource_code=eq.JHB-M1", headers={"Accept": "text/csv"}
    )
    assert text.text.split() == ["depth,resource_code", "4,JHB-M1"]


def test_an_exception_takes_effect_when_it_is_posted(line: dict[str, Any], planner: httpx.Client) -> None:
    """By code or by id; the stored rows follow each edit; deleting cancels; closing, single occurrences."""
    body = {
        "resource_code": "V-M1",
        "exception_type": "maintenance",
        "start_datetime": "2027-03-16T06:00Z",
        "end_datetime": "2027-03-16T08:00Z",
        "description": "Oil",
    }
    answer = planner.post("/exceptions", json=body, headers={"Prefer": "return=headers-only"})
    assert answer.status_code == 201
    one = answer.headers["location"]
    stored = rows(planner.get(one))[0]
    assert (stored["resource_id"], stored["impact_type"], stored["state"]) == (
        line["machines"][0],
        "no_operation",
        "planned",
    )
    assert stored["created_by"].startswith("sched_planner")
    day = "2027-03-16"
    assert plan(planner, "V-M1", day)[:3] == [
        "D 04:00-06:00 operating",
        "D 06:00-08:00 maintenance",
        "D 08:00-12:00 operating",
    ]
    refused(planner.patch(one, json={"end_datetime": "2027-03-16T05:00Z"}), 400, "SC004")
    changed = rows(planner.patch(one, json={"resource_id": line["machines"][1], "description": "Oil 2"}, headers=ALL))
    assert (changed[0]["resource_code"], changed[0]["description"]) == ("V-M2", "Oil 2")
    assert plan(planner, "V-M1", day)[0] == "D 04:00-12:00 operating"
    assert plan(planner, "V-M2", day)[1] == "D 06:00-08:00 maintenance"
    assert planner.delete(one).status_code == 204
    assert rows(planner.get(one))[0]["state"] == "cancelled"
    assert plan(planner, "V-M2", day)[0] == "D 04:00-12:00 operating"

    weekly = {**body, "recurrence_rule": "FREQ=WEEKLY", "end_datetime": "2027-03-16T07:00Z"}
    made = rows(planner.post("/exceptions", json=weekly, headers=ALL), 201)[0]
    single = {"exception_id": made["id"], "start_time": "2027-03-23T06:00Z"}
    assert len(plan(planner, "V-M1", "2027-03-23")) == 4
    assert rows(planner.post("/rpc/cancel_occurrence", json=single))["recurrence_excluded"] == ["2027-03-23T08:00:00"]
    assert len(plan(planner, "V-M1", "2027-03-23")) == 2
    refused(planner.post("/rpc/cancel_occurrence", json=single), 404, "SC001")
    opened = {**body, "exception_type": "breakdown", "start_datetime": "2027-03-17T06:00Z", "end_datetime": None}
    made = rows(planner.post("/exceptions", json=opened, headers=ALL), 201)[0]
    closing = {"exception_id": made["id"], "end_time": "2027-03-17T07:00Z"}
    assert rows(planner.post("/rpc/close_exception", json=closing))["end_datetime"] == "2027-03-17T07:00:00+00:00"
    assert plan(planner, "V-M1", "2027-03-17")[1:3] == ["D 06:00-07:00 breakdown", "D 07:00-12:00 operating"]


def test_an_array_of_exceptions_is_stored_as_a_whole(line: dict[str, Any], planner: httpx.Client) -> None:
    """Or not at all: the error names the element."""
    good = {
        "resource_code": "V-M1",
        "exception_type": "shutdown",
        "start_datetime": "2027-03-18T06:00Z",
        "end_datetime": "2027-03-18T08:00Z",
        "description": "Audit",
    }
    error = refused(planner.post("/exceptions", json=[good, {**good, "resource_code": "V-M7"}]), 404, "SC001")
    assert error["message"].startswith("Element 2: ")
    assert "V-M7" in error["message"]
    assert rows(planner.get("/exceptions?description=eq.Audit")) == []
    made = rows(planner.post("/exceptions", json=[good, {**good, "resource_code": "V-M2"}], headers=ALL), 201)
    assert [e["resource_id"] for e in made] == line["machines"]
    assert plan(planner, "V-M2", "2027-03-18")[1] == "D 06:00-08:00 shutdown"

    bad = {**good, "resource_code": None}
    refused(planner.post("/exceptions", json=bad), 400, "SC016")
    refused(planner.post("/exceptions", json={**good, "resource_id": line["id"]}), 400, "SC016")
    refused(planner.post("/exceptions", json={**good, "exception_type": "party"}), 400, "22P02")
    refused(planner.post("/exceptions", json={**good, "exception_type": None}), 400, "SC016")
    refused(planner.post("/exceptions", json={**good, "capacity_percent": 50}), 400, "SC004")
    refused(planner.post("/exceptions", json={**good, "start_datetime": "infinity"}), 400, "23514")
    refused(planner.post("/exceptions", json={**good, "recurrence_rule": "FREQ=NEVER"}), 400, "SC012")


def test_assignments(line: dict[str, Any], planner: httpx.Client) -> None:
    """A plain insert that overlaps is refused; assign_pattern ends the open one; many at once, all or nothing."""
    day = "2027-03-23"
    refused(planner.post("/pattern_assignments", json={"resource_code": "JHB", "pattern_code": "24_7"}), 409, "SC005")
    made = rows(
        planner.post(
            "/pattern_assignments",
            headers=ALL,
            json={"resource_code": "V-M1", "pattern_code": "DAY_ONLY", "effective_date": day, "end_date": day},
        ),
        201,
    )[0]
    assert plan(planner, "V-M1", day) == ["D 06:00-10:00 operating", "D 11:00-15:00 operating"]
    one = f"/pattern_assignments?id=eq.{made['id']}"
    assert rows(planner.patch(one, json={"pattern_code": "24_7"}, headers=ALL))[0]["pattern_code"] == "24_7"
    refused(planner.patch(one, json={"pattern_code": "NOPE"}), 404, "SC001")
    refused(planner.patch(one, json={"end_date": "2027-03-01"}), 400, "SC004")
    assert planner.delete(one).status_code == 204
    assert len(plan(planner, "V-M1", day)) == 2

    error = refused(
        planner.post(
            "/rpc/bulk_assign",
            json={"resource_codes": ["V-M1", "V-M9"], "pattern_code": "24_7", "effective_date": day},
        ),
        404,
        "SC001",
    )
    assert "V-M9" in error["message"]
    bulk = {"resource_ids": line["machines"], "pattern_code": "24_7", "effective_date": day}
    done = rows(planner.post("/rpc/bulk_assign", json=bulk))
    assert [a["resource_code"] for a in done["assignments"]] == ["V-M1", "V-M2"]
    assert plan(planner, "V-M2", day) == ["C 22:00-22:00 operating"]
    clash = {"resource_codes": ["V-M1", "V-L"], "pattern_code": "DAY_ONLY", "effective_date": "2027-03-01"}
    error = refused(planner.post("/rpc/bulk_assign", json=clash), 409, "SC005")
    assert '"resource_code": "V-M1"' in error["details"]
    assert rows(planner.get("/pattern_assignments?resource_code=eq.V-L")) == []

    again = rows(
        planner.post(
            "/rpc/assign_pattern",
            json={"resource_code": "V-M1", "pattern_code": "DAY_ONLY", "effective_date": "2027-03-24"},
        ),
        201,
    )
    ended = rows(planner.get(f"/pattern_assignments?resource_code=eq.V-M1&id=neq.{again['id']}"))
    assert ended[0]["end_date"] == "2027-03-23"
    follows = rows(planner.get("/rpc/resource_pattern?resource_code=V-M1&on_date=2027-03-25"))
    assert (follows["pattern_code"], follows["is_override"], follows["overridden_pattern_code"]) == (
        "DAY_ONLY",
        True,
        "TWO_SHIFT",
    )
    tree = rows(planner.get("/rpc/inheritance_tree_on?on_date=2027-03-25&resource_code=eq.V-L"))
    assert (tree[0]["pattern_code"], tree[0]["inherited_from_code"]) == ("TWO_SHIFT", "JHB")
    back = rows(
        planner.post("/rpc/unassign_pattern", json={"resource_id": line["machines"][0], "from_date": "2027-03-01"})
    )
    assert (back["ended"], back["pattern_code"]) == (2, "TWO_SHIFT")
    refused(planner.post("/rpc/assign_pattern", json={"pattern_code": "24_7"}), 400, "SC016")


def test_patterns(planner: httpx.Client) -> None:
    """A pattern with its rules, its preview, a copy; built-in ones are kept; upsert by code."""
    rules = [{"cycle_day": d, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"} for d in range(1, 6)]
    made = rows(planner.post("/rpc/create_pattern", json={"pattern_code": "V-P1", "rules": rules}), 201)
    assert made["weekly_hours"] == 40
    refused(planner.post("/rpc/create_pattern", json={"pattern_code": "V-P1", "rules": rules}), 409, "23505")
    extra = {"pattern_id": made["id"], "cycle_day": 6, "start_time": "06:00", "end_time": "10:00", "shift_code": "S"}
    rule = rows(planner.post("/pattern_rules", json=extra, headers=ALL), 201)[0]
    assert (rule["cycle_days"], rule["sequence_order"], rule["pattern_code"]) == (7, 1, "V-P1")
    refused(planner.post("/pattern_rules", json={**extra, "cycle_day": 7}), 400, "SC006")
    assert planner.post("/pattern_rules", json={**extra, "start_time": "05:00"}).status_code == 409
    found = rows(planner.get("/patterns?pattern_code=eq.V-P1&select=weekly_hours,pattern_rules(shift_code)"))[0]
    assert (found["weekly_hours"], len(found["pattern_rules"])) == (44, 6)
    replaced = rows(planner.post("/rpc/replace_pattern_rules", json={"pattern_code": "V-P1", "rules": rules[:2]}))
    assert replaced["weekly_hours"] == 16
    for bad, code in (({"a": 1}, "SC006"), (None, "SC016"), ([{"cycle_day": 9}], "SC006")):
        refused(planner.post("/rpc/replace_pattern_rules", json={"pattern_code": "V-P1", "rules": bad}), 400, code)
    copy = rows(planner.post("/rpc/copy_pattern", json={"pattern_code": "TWO_SHIFT", "new_code": "V-P2"}), 201)
    assert (copy["weekly_hours"], copy["is_system_pattern"]) == (80, False)
    shifts = rows(
        planner.get(
            "/rpc/preview_pattern?pattern_code=V-P1&start_date=2027-03-07&end_date=2027-03-13&resource_code=NYC"
            "&select=schedule_date,start_time,hours"
        )
    )
    assert shifts[0] == {"schedule_date": "2027-03-08", "start_time": "2027-03-08T11:00:00+00:00", "hours": 8}
    refused(planner.get("/rpc/preview_pattern?pattern_code=V-P1&time_zone=EST"), 400, "SC003")

    refused(planner.patch("/patterns?pattern_code=eq.24_7", json={"pattern_name": "x"}), 409, "SC007")
    refused(planner.delete("/patterns?pattern_code=eq.24_7"), 409, "SC011")
    refused(planner.delete("/patterns?pattern_code=eq.CUSTOM"), 409, "SC007")
    body = {"pattern_code": "V-P2", "pattern_name": "Copied"}
    merged = rows(planner.post("/patterns?on_conflict=pattern_code", json=body, headers=MERGE))
    assert (merged[0]["id"], merged[0]["pattern_name"]) == (copy["id"], "Copied")
    assert len(rows(planner.delete("/patterns?pattern_code=in.(V-P1,V-P2)", headers=ALL))) == 2


def test_calendars(line: dict[str, Any], planner: httpx.Client) -> None:
    """A calendar of one's own, its entries, who observes it; the plan follows."""
    made = rows(planner.post("/calendars", json={"calendar_code": "V-C", "calendar_name": "V"}, headers=ALL), 201)[0]
    entry = {"calendar_id": made["id"], "holiday_date": "2027-03-24", "holiday_name": "Founders"}
    rows(planner.post("/holidays", json=entry, headers=ALL), 201)
    key = "/holidays?on_conflict=calendar_id,holiday_date,recurrence_rule,holiday_name"
    again = rows(planner.post(key, json={**entry, "affects_scheduling": True}, headers=MERGE))
    assert (again[0]["calendar_code"], again[0]["source"]) == ("V-C", "manual")
    assert planner.post("/holidays", json={**entry, "start_time": "08:00"}).status_code in (400, 409)
    twice = refused(planner.post("/holidays", json=entry), 409, "23505")
    assert twice["message"] == 'Calendar V-C has the entry "Founders" on 2027-03-24 already.'
    assert "on_conflict" in twice["hint"]

    watch = {"resource_code": "V-L", "calendar_code": "V-C"}
    seen = rows(planner.post("/calendar_assignments", json=watch, headers=ALL), 201)[0]
    assert (seen["resource_id"], seen["calendar_id"], seen["priority"]) == (line["id"], made["id"], 1)
    assert [r.split()[2] for r in plan(planner, "V-M1", "2027-03-24")] == ["holiday", "holiday"]
    refused(planner.post("/calendar_assignments", json=watch), 409, "23505")
    both = {"resource_code": "V-L", "calendar_codes": ["ZA", "V-C"]}
    assert [a["calendar_code"] for a in rows(planner.post("/rpc/assign_calendars", json=both))] == ["ZA", "V-C"]
    of_machine = rows(planner.get("/rpc/resource_calendars?resource_code=V-M1"))
    assert [(c["calendar_code"], c["inherited_from_code"]) for c in of_machine] == [("ZA", "V-L"), ("V-C", "V-L")]
    assert planner.delete("/calendar_assignments?resource_code=eq.V-L").status_code == 204
    assert len(plan(planner, "V-M1", "2027-03-24")) == 2
    assert planner.delete("/calendars?calendar_code=eq.V-C").status_code == 204


def test_the_tree(api: Api) -> None:
    """Rows with their depth, one nested document, children and ancestors."""
    client = api("sched_oee_reader")
    tree = rows(client.get("/resource_tree?order=hierarchy_path&select=resource_code,depth,machines"))
    assert tree[0] == {"resource_code": "ACME", "depth": 0, "machines": 5}
    nested = rows(client.get("/rpc/resource_hierarchy"))
    assert [(r["resource_code"], [c["resource_code"] for c in r["children"]]) for r in nested] == [
        ("ACME", ["JHB", "NYC"])
    ]
    top = rows(client.get("/rpc/resource_hierarchy?resource_code=JHB&max_depth=0"))
    assert top[0]["children"] == []
    up = rows(client.get("/rpc/resource_ancestors?resource_code=JHB-M1&select=resource_code"))
    assert [r["resource_code"] for r in up] == ["ACME", "JHB", "JHB-A", "JHB-L1"]
    down = rows(client.get("/rpc/resource_children?resource_code=JHB-A&all_below=true&resource_type=eq.work_unit"))
    assert {r["resource_code"] for r in down} == {"JHB-M1", "JHB-M2", "JHB-M3"}
    refused(client.get("/rpc/resource_children?resource_code=jhb-a"), 404, "SC001")
    today = rows(api("sched_viewer").get("/inheritance_tree?resource_code=eq.JHB-M3"))[0]
    assert (today["pattern_code"], today["overridden_pattern_code"], today["on_date"]) == (
        "DAY_ONLY",
        "TWO_SHIFT",
        "2027-03-10",
    )


def test_clearing_keeps_what_has_begun(line: dict[str, Any], planner: httpx.Client) -> None:
    """Dates to come are not generated any more; the feed keeps them, page by page."""
    start = feed(planner, None, 10000)["position"]
    clear = {"start_date": "2027-03-01", "end_date": "2027-03-31", "resource_codes": ["V-M1"]}
    done = rows(planner.post("/rpc/clear_schedules", json=clear))
    assert (done["resource_count"], done["date_range"]) == (1, {"start": "2027-03-11", "end": "2027-03-31"})
    assert done["deleted_count"] > 0
    assert plan(planner, "V-M1", "2027-03-15") == []
    assert len(plan(planner, "V-M1", "2027-03-09")) == 2
    days = rows(planner.get("/daily_availability?resource_code=eq.V-M1&schedule_date=gte.2027-03-11"))
    assert days == []
    while (page := feed(planner, start, 3))["entries"][0]["cause"] != {"run": "clear"}:
        start = page["position"]
    after = feed(planner, page["position"], 1)
    assert page["has_more"] is True
    assert after["entries"][0]["first_date"] > page["entries"][-1]["first_date"]
    assert (after["entries"][0]["resource_code"], after["entries"][0]["new_value"]) == ("V-M1", [])
    newest = rows(planner.get("/schedule_changes?order=epoch.desc,transaction_id.desc,id.desc&limit=1"))
    assert newest[0]["resource_code"] == "V-M1"
    refused(planner.get("/rpc/changes?since=yesterday"), 400, "SC004")
    refused(planner.post("/rpc/clear_schedules", json={**clear, "resource_codes": ["V-M9"]}), 404, "SC001")
    refused(planner.post("/rpc/clear_schedules", json={**clear, "end_date": "2027-02-01"}), 400, "SC004")
    assert rows(planner.get("/status"))[0]["is_current"] is True


def test_settings_and_webhooks(admin: httpx.Client) -> None:
    """Values keep their kind; a secret is never shown, nor logged."""
    key = "/system_configuration?config_key=eq.rolling_horizon_months"
    assert rows(admin.patch(key, json={"config_value": "6"}, headers=ALL))[0]["modified_by"].startswith("sched_admin")
    refused(admin.patch(key, json={"config_value": "soon"}), 400, "SC018")
    refused(admin.patch(key, json={"config_value": "121"}), 400, "SC018")
    admin.patch(key, json={"config_value": "12"}).raise_for_status()

    secret = "whsec_" + "s" * 32
    body = {"webhook_name": "V", "url": "https://mes.example.com/h?a=1", "secret": secret, "resource_code": "JHB"}
    made = rows(admin.post("/webhooks", json=body, headers=ALL), 201)[0]
    assert (made["secret"], made["resource_code"], len(made["event_types"])) == (None, "JHB", 2)
    one = f"/webhooks?id=eq.{made['id']}"
    assert (
        rows(admin.patch(one, json={"is_active": False, "resource_code": None, "resource_id": None}, headers=ALL))[0][
            "resource_id"
        ]
        is None
    )
    for bad, remedy in (
        ({"url": "ftp://x"}, "a name in ASCII"),
        ({"url": "http://a:b@c/"}, "without a user name"),
        ({"url": "http://169。254。169。254/"}, "a name in ASCII"),
        ({"url": "http://169.254.169.254/"}, "SCHED_RELAY_ALLOW=169.254.169.254"),
        ({"secret": "at least sixteen characters"}, "echo whsec_$(openssl rand -base64 32)"),
        ({"event_types": ["x"]}, "For example"),
    ):
        answer = admin.post("/webhooks", json={**body, "webhook_name": "W", **bad})
        refused(answer, 400, "SC016")
        assert remedy in answer.json()["hint"]
        assert str(bad.get("secret")) not in answer.text
    log = rows(admin.get(f"/audit_log?table_name=eq.webhook_subscriptions&record_id=eq.{made['id']}&order=id.desc"))
    assert {entry["action"] for entry in log} == {"INSERT", "UPDATE"}
    assert "ssss" not in str(log)
    assert admin.delete(one).status_code == 204


def test_a_webhook_is_tried_and_told_again(api: Api, admin: httpx.Client, line: dict[str, Any]) -> None:
    """Its deliveries, a ping, a replay and another secret; for a key of a part as its webhooks are."""
    secret = "whsec_" + "s" * 32
    body = {"webhook_name": "T", "url": "https://mes.example.com/", "secret": secret, "resource_code": "V-L"}
    hook = rows(admin.post("/webhooks", json=body, headers=ALL), 201)[0]["id"]
    one = {"webhook_id": hook}
    ping = admin.post("/rpc/ping_webhook", json=one).json()
    assert (ping["webhook_name"], ping["event_type"], ping["state"], ping["attempts"]) == ("T", "ping", "pending", 0)
    found = rows(admin.get(f"/webhook_deliveries?webhook_id=eq.{hook}&state=eq.pending&order=id.desc&limit=1"))
    assert found == [ping]
    status = rows(admin.get(f"/webhooks?id=eq.{hook}&select=url,webhook_status(state,pending,failed,reason)"))[0]
    assert status["webhook_status"] == {"state": "ok", "pending": 1, "failed": 0, "reason": None}

    for given, http, code in (
        ({}, 400, "SC004"),
        ({"since": "2099-01-01T00:00Z"}, 400, "SC004"),
        ({"since": "soon"}, 400, "22007"),
        ({"since": "2020-01-01T00:00Z", "event_id": ping["event_id"]}, 400, "SC004"),
        ({"event_id": ping["event_id"]}, 404, "SC001"),
        ({"webhook_id": 0, "since": "2020-01-01T00:00Z"}, 404, "SC001"),
    ):
        refused(admin.post("/rpc/replay_webhook", json={**one, **given}), http, code)
    answer = admin.post("/rpc/replay_webhook", json={**one, "since": "2020-01-01T00:00Z"}).json()
    assert answer["again"] > 0
    assert answer | {"again": 1} == {"again": 1, "waiting": 0, "hurried": 0, "is_active": True}
    told = admin.post("/rpc/rotate_webhook_secret", json=one).json()
    assert told["secret"].startswith("whsec_")
    assert told["secret"] != secret

    elsewhere, inside = api("sched_admin", "NYC"), api("sched_admin", "V-L")
    since = {"since": "2020-01-01"}
    for call, given in (("ping_webhook", {}), ("replay_webhook", since), ("rotate_webhook_secret", {})):
        unknown = elsewhere.post(f"/rpc/{call}", json={"webhook_id": 10**9, **given})
        hidden = elsewhere.post(f"/rpc/{call}", json={**one, **given})
        assert (hidden.status_code, hidden.text) == (404, unknown.text.replace(str(10**9), str(hook)))
    for view in ("webhook_deliveries", "webhook_status"):
        assert rows(elsewhere.get(f"/{view}")) == [], view
    assert {r["resource_code"] for r in rows(inside.get("/webhook_deliveries"))} <= {"V-L", "V-M1", "V-M2", None}
    assert inside.post("/rpc/ping_webhook", json=one).status_code == 200
    assert admin.delete(f"/webhooks?id=eq.{hook}").status_code == 204
    assert rows(admin.get(f"/webhook_deliveries?webhook_id=eq.{hook}")) == []


def test_a_limited_key_sees_and_edits_its_subtree(api: Api, line: dict[str, Any]) -> None:
    """Elsewhere there is nothing for it, and what all share it does not change."""
    inside, outside = api("sched_admin", "V-L"), api("sched_admin", "NYC")
    assert {e["resource_code"] for e in feed(inside, None)["entries"]} == {"V-M1", "V-M2"}
    assert {r["resource_code"] for r in rows(inside.get("/resources"))} == {"V-L", "V-M1", "V-M2"}
    for view in ("equipment_schedules", "daily_availability", "current_status", "schedule_changes", "resource_tree"):
        found = {r["resource_code"] for r in rows(inside.get(f"/{view}?select=resource_code"))}
        assert found <= {"V-L", "V-M1", "V-M2"}, view
        assert found, view
    assert [r["resource_code"] for r in rows(inside.get("/rpc/resource_hierarchy"))] == ["V-L"]
    assert rows(inside.get("/rpc/resource_ancestors?resource_code=V-M1&select=resource_code")) == [
        {"resource_code": "V-L"}
    ]

    body = {
        "resource_code": "V-M1",
        "exception_type": "other",
        "start_datetime": "2027-03-19T06:00Z",
        "end_datetime": "2027-03-19T07:00Z",
        "description": "Scoped",
    }
    made = rows(inside.post("/exceptions", json=body, headers=ALL), 201)[0]
    refused(outside.post("/exceptions", json=body), 404, "SC001")
    assert rows(outside.patch(f"/exceptions?id=eq.{made['id']}", json={"description": "x"}, headers=ALL)) == []
    refused(outside.post("/rpc/close_exception", json={"exception_id": made["id"]}), 404, "SC001")
    refused(inside.patch(f"/exceptions?id=eq.{made['id']}", json={"resource_code": "NYC-M1"}), 404, "SC001")
    refused(outside.post("/rpc/assign_pattern", json={"resource_code": "V-M1", "pattern_code": "24_7"}), 404, "SC001")
    clear = {"start_date": "2027-03-20", "end_date": "2027-03-20", "resource_ids": line["machines"]}
    refused(outside.post("/rpc/clear_schedules", json=clear), 404, "SC001")
    assert rows(inside.post("/rpc/clear_schedules", json={**clear, "resource_ids": None}))["resource_count"] == 2
    assert rows(outside.patch("/resources?resource_code=eq.V-M1", json={"resource_name": "x"}, headers=ALL)) == []
    root = {"resource_code": "V-X", "resource_name": "x", "resource_type": "site", "time_zone": "UTC"}
    refused(inside.post("/resources", json=root), 403, "SC013")
    refused(inside.patch("/resources?resource_code=eq.V-M1", json={"parent_resource_id": api.id("NYC")}), 404, "SC001")
    refused(inside.patch("/patterns?pattern_code=eq.24_7", json={"is_visible": False}), 403, "SC013")
    assert rows(inside.get("/audit_log")) == []


def test_the_examples_of_the_reference_work(admin: httpx.Client) -> None:
    """In their order; each is answered with the status that its block names, else with success."""
    page = (ROOT / "docs/reference/http-views.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```http ?(\d*)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 10
    for status, block in blocks:
        head, _, body = block.partition("\n\n")
        request, *lines = head.strip().split("\n")
        method, path = request.split(" ", 1)
        headers = dict(line.split(": ", 1) for line in lines)
        if body:
            headers["Content-Type"] = "application/json"
        answer = admin.request(method, path, headers=headers, content=body or None)
        assert answer.is_success if not status else answer.status_code == int(status), f"{block}\n{answer.text}"
        if method == "GET" and "changes" not in path:  # the feed may be held up by others
            assert answer.json(), block
