"""Files over HTTP: CSV in, with what is wrong in which line; CSV and iCalendar out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.importing import import_plant, read_plant, read_table
from support import ROOT
from support.api_plant import Api

EXAMPLES = ROOT / "examples"
CSV = {"Content-Type": "text/plain"}
PLANTS = {
    "a good one": 'resource_code;resource_name;resource_type;parent_code\r\nX-1;"A; ""b""";work_unit;JHB-L1\r\n',
    "BOM, CR, blank rows": "\ufeffresource_code,Resource-Name, is active\r\r,,\rJHB-M1, Press ,yes\r",
    "columns": "resource_code,resource_nam,resource_nam,,metadata.\nJHB-M1,a,b,c,d\n",
    "no code": "resource_name\nx\n",
    "header only": "resource_code\n\n",
    "nothing": "\n \n",
    "binary": "resource_code\nA\u0001\n",
    "open quote": 'resource_code,resource_name\nA,a\nB,"b\nC,c\n',
    "after the quote": 'resource_code,resource_name\nA,"a"b\n',
    "lines in quotes": 'resource_code,resource_name,is_active\nJHB-M1,"a\n\nb",yes\nJHB-M2,c\nJHB-M3,d,perhaps\n',
    "cells": "resource_code,resource_name,resource_type,parent_code,time_zone\n"
    "Y-1,Y,machine,JHB-L9,CET\nY-1,,site,,+02:00,more\nY-2,y\n",
}


@pytest.fixture
def db(busy_api: Api) -> Iterator[Connection]:
    """A connection whose work is taken back."""
    with connect(url=busy_api.database_url) as connection:
        yield connection
        connection.rollback()


def send(client: httpx.Client, kind: str, body: str | bytes, **headers: str) -> httpx.Response:
    """Import a CSV file."""
    return client.post(f"/rpc/import_{kind}", content=body, headers=CSV | headers)


def problems(answer: httpx.Response) -> list[dict[str, Any]]:
    """What is wrong with a file."""
    assert (answer.status_code, answer.json()["code"]) == (400, "SC009"), answer.text
    found: list[dict[str, Any]] = json.loads(answer.json()["details"])
    return found


@pytest.mark.parametrize("name", PLANTS)
def test_the_same_as_the_program(busy_api: Api, db: Connection, tmp_path: Path, name: str) -> None:
    """A file is read over HTTP as `sched resources import` reads it, and what is wrong is the same."""
    (tmp_path / "plant.csv").write_bytes(PLANTS[name].encode())
    answer = send(busy_api("sched_admin"), "resources", PLANTS[name].encode(), **{"X-Dry-Run": "true"})
    try:
        counts = import_plant(db, read_plant(db, tmp_path / "plant.csv"), dry_run=True)
    except RefusedError as error:
        if not hasattr(error, "problems"):  # it cannot be read at all
            assert len(problems(answer)) == 1
            return
        told = [asdict(problem) for problem in error.problems]
        for row in [*told, *(found := problems(answer))]:
            # each looks in its own way for what was meant
            row["remedy"] = row["remedy"].partition("Did you mean")[0]
        assert sorted(found, key=repr) == sorted(({k: row[k] for k in found[0]} for row in told), key=repr)
    else:
        assert answer.json() == {**counts, "dry_run": True}


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from(list('ab",;\n\r\té \u2003')), max_size=30), mark=st.sampled_from(",;\t"))
def test_cells_of_a_csv_file(db_csv: Connection, text: str, mark: str) -> None:
    """Quotes, line ends and blanks are those of Python's csv module."""
    expected: list[tuple[int, list[str]]] = []
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                expected.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error:
        expected = [(0, ["broken"])]
    rows = db_csv.execute("select * from sched_engine.csv_records(%s, %s)", [text, mark]).fetchall()
    broken = any(row["broken"] is not None for row in rows)
    assert ([(0, ["broken"])] if broken else [(row["line"], row["cells"]) for row in rows]) == expected


@pytest.fixture(scope="module")
def db_csv(busy_api: Api) -> Iterator[Connection]:
    """An autocommit connection to try functions that write nothing."""
    with connect(url=busy_api.database_url, autocommit=True) as connection:
        yield connection


def test_the_examples(busy_api: Api, db: Connection) -> None:
    """All example files go in, in their order, with the program's result; a second time nothing changes."""
    files = {"patterns": "patterns", "calendars": "calendars", "resources": "plant", "exceptions": "exceptions"}
    for kind, name in files.items():
        path = EXAMPLES / f"{name}.csv"
        table = read_table(db, path, kind)
        read = db.execute("select * from sched_engine.read_csv(%s, %s)", [path.read_text(), kind]).fetchone()
        assert read == {"rows": table.rows, "problems": None}
    # the answer of a dry run is that of the run, which leaves nothing to be done
    admin = busy_api("sched_admin")
    for kind, name in files.items():
        body = (EXAMPLES / f"{name}.csv").read_bytes()
        tried, done, again = (
            send(admin, kind, body, **{"X-Dry-Run": dry, "X-Replace": "1"}) for dry in ("1", "0", "0")
        )
        assert (tried.status_code, done.status_code) == (200, 200), tried.text + done.text
        assert {**tried.json(), "dry_run": False} == done.json()
        assert done.json() != again.json()
        if kind == "resources":
            assert again.json()["unchanged"] == done.json()["inserted"] == len(body.splitlines()) - 1


def test_who_may_import(busy_api: Api) -> None:
    """Resources by administrators, the rest by planners, and with a limited key in its own part of the plant."""
    assert send(busy_api("sched_planner"), "resources", "resource_code\nJHB-M1\n").status_code == 403
    assert send(busy_api("sched_viewer"), "exceptions", "resource_code\nJHB-M1\n").status_code == 403
    assert send(busy_api(None), "exceptions", "resource_code\nJHB-M1\n").status_code == 401
    limited = busy_api("sched_planner", scope="JHB")
    calendar = "calendar_code,calendar_name,holiday_date,holiday_name\nC,C,2027-05-05,Day\n"
    assert send(limited, "calendars", calendar).status_code == 403
    stop = "resource_code,exception_type,start_local,description\n{},maintenance,2027-03-20 10:00,Oil\n"
    assert send(limited, "exceptions", stop.format("JHB-M2")).json() == {"added": 1, "unchanged": 0, "dry_run": False}
    hidden, unknown = (problems(send(limited, "exceptions", stop.format(code))) for code in ("NYC-M1", "NYC-M9"))
    assert hidden == json.loads(json.dumps(unknown).replace("NYC-M9", "NYC-M1")), "both read the same"

    limited = busy_api("sched_admin", scope="JHB")
    plant = "resource_code,resource_name,resource_type,parent_code\n{}\n"
    for row, column in [
        ("NYC-M1,Mine,work_unit,JHB-L1", "resource_code"),
        ("JHB-M1,Press 1,work_unit,NYC-L1", "parent_code"),
        ("NEW,New,site,", "parent_code"),
    ]:
        (found,) = problems(send(limited, "resources", plant.format(row)))
        assert (found["line"], found["column_name"]) == (2, column)
    assert send(limited, "resources", plant.format("JHB,Joburg,site,ACME\nJHB-M8,Eight,work_unit,JHB-L1")).json()[
        "inserted"
    ]


def test_rows_as_json(busy_api: Api) -> None:
    """JSON rows are judged like those of a file, by their place."""
    admin = busy_api("sched_admin")
    rows: list[Any] = [
        {"resource_code": "JHB-M1", "is_active": True, "metadata": {"maker": "Krones"}, "calendar_codes": ["ZA"]},
        {"resource_code": "JHB-M2", "resource_nme": "x"},
        5,
    ]
    good = admin.post("/rpc/import_resources", json={"rows": rows[:1], "dry_run": True})
    assert good.json()["updated"] == 1, good.text
    found = problems(admin.post("/rpc/import_resources", json={"rows": rows}))
    assert [(row["line"], row["column_name"]) for row in found if row["line"]] == [(2, "resource_nme"), (3, None)]
    refused: list[Any] = [None, [], {"a": 1}, [{"resource_code": {"a": 1}}]]
    for wrong in refused:
        assert problems(admin.post("/rpc/import_resources", json={"rows": wrong}))
    assert admin.post("/rpc/import_patterns", content='{"rows": [', headers={}).status_code in {400, 415}


@pytest.mark.parametrize(
    "body", [b"resource_code\nCaf\xe9\n", b"resource_code\nA\0B\n", b"\xff\xfeA\0", b"", b"PK\x03\x04\xff"]
)
def test_what_is_not_text(busy_api: Api, body: bytes) -> None:
    """Refused, and nothing of it is taken."""
    answer = send(busy_api("sched_admin"), "resources", body)
    assert answer.status_code == 400, answer.text
    assert answer.json()["message"]


def test_a_file_of_the_plan(api: Api) -> None:
    """CSV by default, JSON when only that is accepted; named, complete, with what the program exports."""
    reader, m1 = api("sched_oee_reader"), api.id("JHB-M1")
    query = f"start_date=2027-03-15&end_date=2027-03-22&resource_ids={m1}"
    answer = reader.get(f"/rpc/export_schedule?{query}", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="schedule_2027-03-15_2027-03-22.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["schedule_status"] for row in rows[:3]] == ["operating", "maintenance", "operating"]
    assert rows[1]["reason"] == "Yearly service"
    assert rows[1]["planned_start_time"] == "2027-03-15T06:00:00+00:00"
    assert rows[1]["local_start"] == "2027-03-15T08:00:00"
    plain = reader.get(f"/rpc/export_schedule?{query}", headers={"Accept": "application/json"})
    assert [{key: str(value or "") for key, value in row.items()} for row in plain.json()] == [
        {key: "" if value == "0" else value for key, value in row.items()} for row in rows
    ]

    both = f"/rpc/export_availability?start_date=2027-03-14&end_date=2027-03-15&resource_ids={api.id('NYC')}"
    rows = list(csv.DictReader(io.StringIO(reader.get(both).text, newline="")))
    assert [(row["resource_code"], row["operating_hours"]) for row in rows][:2] == [("NYC-M1", "23"), ("NYC-M1", "24")]
    limited = api("sched_viewer", scope="JHB")
    assert limited.get(both).status_code == 404
    everything = limited.get("/rpc/export_availability?start_date=2027-03-15&end_date=2027-03-15").text
    assert {line.split(",")[0] for line in everything.splitlines()[1:]} == {"JHB-M1", "JHB-M2", "JHB-M3"}
    for wrong in ("resource_ids=x", "resource_ids=999999", "end_date=2026-01-01", "end_date=infinity"):
        answer = reader.get(
            f"/rpc/export_schedule?start_date=2027-03-15&end_date=2027-03-15&{wrong}".replace(
                "&end_date=2027-03-15&end_date", "&end_date"
            )
        )
        assert answer.status_code in {400, 404}, answer.text


def test_a_calendar(busy_api: Api) -> None:
    """Valid, folded, the times right, and with the same uids after the plan was generated again."""
    m1 = busy_api.id("JHB-M1")
    with psycopg.connect(busy_api.database_url) as db:
        db.execute("update sched.resources set resource_name = %s where id = %s", ["Présse; 1,\n\\" + "é" * 80, m1])
    planner = busy_api("sched_planner")
    query = f"/rpc/equipment_calendar?resource_id={m1}&start_date=2027-03-15&end_date=2027-03-22"
    answer = planner.get(query, headers={"Accept": "text/calendar"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="JHB-M1.ics"'
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    assert str(calendar.events[0]["LOCATION"]) == "Présse; 1,\n\\" + "é" * 80
    events = [event for event in calendar.events if not event.errors]
    told = [(event.decoded("DTSTART"), event.decoded("DTEND"), str(event["SUMMARY"])) for event in events]
    assert told[1] == (
        datetime(2027, 3, 15, 6, tzinfo=UTC),
        datetime(2027, 3, 15, 10, tzinfo=UTC),
        "Maintenance: Yearly service",
    )
    assert told[-1] == (date(2027, 3, 22), date(2027, 3, 23), "Human Rights Day (observed)")
    uids = {str(event["UID"]): event["DTSTAMP"] for event in events}
    assert len(uids) == len(told) == len(calendar.events)

    period = {"start_date": "2027-03-15", "end_date": "2027-03-22", "resource_ids": [m1], "regenerate": True}
    with psycopg.connect(busy_api.database_url) as db:
        db.execute(
            "delete from sched.equipment_schedules where resource_id = %s and schedule_date >= '2027-03-16'", [m1]
        )
    assert planner.post("/rpc/generate_schedules", json=period).json()["inserted"] > 0
    again = Calendar.from_ical(planner.get(query).content)
    assert {str(event["UID"]) for event in again.events} == set(uids)


def test_a_calendar_to_subscribe_to(busy_api: Api) -> None:
    """With a key for just that in the address, for what it is limited to, until it is revoked."""
    key = busy_api.key("sched_viewer", "NYC-L1", name="wall screen", purpose="calendar")
    anonymous = busy_api(None)
    feed = {"key": key, "resource_code": "NYC-M1"}
    answer = anonymous.get("/rpc/calendar_feed", params=feed, headers={"Accept": "*/*"})
    assert answer.status_code == 200, answer.text
    starts = [event.decoded("DTSTART").strftime("%Y%m%d") for event in Calendar.from_ical(answer.content).events]
    assert min(starts) == "20270207", "31 days ago"
    hidden, unknown = (anonymous.get("/rpc/calendar_feed", params=feed | {"resource_code": c}) for c in ("JHB-M1", "X"))
    assert hidden.status_code == unknown.status_code == 404
    assert anonymous.get("/rpc/calendar_feed", params={"key": key}).status_code == 404, "a line has no plan"

    assert busy_api.client({"X-API-Key": key}).get("/resources").status_code == 401, "it opens nothing else"
    api_key = busy_api.key("sched_admin")
    assert anonymous.get("/rpc/calendar_feed", params=feed | {"key": api_key}).status_code == 401
    with psycopg.connect(busy_api.database_url) as db:
        db.execute("update sched.api_keys set expires_at = '2020-01-01' where key_name = 'wall screen'")
    assert anonymous.get("/rpc/calendar_feed", params=feed).status_code == 401
