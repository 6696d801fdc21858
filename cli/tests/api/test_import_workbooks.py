"""Workbooks that are imported over HTTP: what they say and what is refused is what `sched` says of them."""

from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from openpyxl import Workbook

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import connect
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.importing import import_plant, read_plant
from equipment_scheduling.relay.reader import End, Wanted, argument
from equipment_scheduling.runtime import nginx
from support import api_plant
from support.api_plant import Api
from support.receiver import until
from support.relays import Relay, next_event

XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
HEAD = ["resource_code", "resource_name", "resource_type", "parent_code"]
KNOWN = [["resource_code", "resource_name"], ["JHB-M1", "Press 1"]]
DAYS = [
    ["calendar_code", "calendar_name", "holiday_date", "holiday_name"],
    ["OURS", "Ours", date(2027, 12, 24), "Eve"],
]
Rows = list[list[Any]]
Sheets = dict[str, Rows]


@pytest.fixture(scope="module")
def relay(
    fresh_database: Callable[[], str],
    serve: Callable[[str], str],
    as_relay: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Relay, str, str]]:
    """A relay that knows an API, the address of that, and of its database."""
    url = fresh_database()
    api_plant.build(url)
    with psycopg.connect(url) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    api = serve(url)
    folder = tmp_path_factory.mktemp("relay")
    made = Relay(as_relay(url), folder / "log", SCHED_RELAY_API=api)
    yield made, api, url
    made.stop()


@pytest.fixture(scope="module")
def plant(relay: tuple[Relay, str, str], proxy: Callable[..., nginx.Server]) -> Iterator[Api]:
    """The gateway in front of both."""
    made, api, url = relay
    server = proxy(int(api.rsplit(":", 1)[1]), made.port, max_body=2)
    with closing(Api(f"{server.url}/api/v1", url)) as gateway:
        yield gateway


def book(sheets: Sheets, hidden: str | None = None) -> bytes:
    """A workbook."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    if hidden:
        workbook[hidden].sheet_state = "hidden"
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def send(
    client: httpx.Client, body: bytes, kind: str = "resources", path: str = "/rpc/import_{}", **query: str
) -> httpx.Response:
    """Import a workbook, by default on trial."""
    return client.post(path.format(kind), content=body, headers=XLSX, params={"dry_run": "true", **query})


def problems(answer: httpx.Response) -> list[dict[str, Any]]:
    """What is wrong with a workbook."""
    assert (answer.status_code, answer.json()["code"]) == (400, "SC009"), answer.text
    found: list[dict[str, Any]] = json.loads(answer.json()["details"])
    return found


def cells() -> Workbook:
    """Every kind of cell, in a sheet that does not begin at its top, and is not the first."""
    workbook = Workbook()
    workbook.active.append(["notes"])
    sheet = workbook.create_sheet("PLANT")
    columns = [*HEAD, "is_active", "pattern_effective_date", "pattern_code", "metadata.a", "metadata.b"]
    for number, name in enumerate(columns, 1):
        sheet.cell(3, number, name)
    rows: Rows = [
        ["X-1", " Ä, b ", "work_unit", "JHB-L1", True, date(2027, 4, 1), "DAY_ONLY", 12.0, "007"],
        [],
        ["X-2", "x", "work_unit", "JHB-L1", False, datetime(2027, 4, 1), "TWO_SHIFT", 1.5, "1,5"],
        ["X-3", "x\ny", "work_unit", "JHB-L1", "yes", None, None, time_of_day(), "'=1+1"],
        [42, "x", "work_unit", "JHB-L1", None, None, None, 7, "tr\u00fce"],
    ]
    for line, row in enumerate(rows, 5):
        for number, value in enumerate(row, 1):
            sheet.cell(line, number, value)
    sheet.cell(9, 8).number_format = "000"
    sheet.merge_cells("A20:B21")
    return workbook


def time_of_day() -> Any:
    """Six o'clock."""
    return datetime(2027, 1, 1, 6).time()


def wrong() -> Workbook:
    """The same with what cannot be imported."""
    workbook = cells()
    sheet = workbook["PLANT"]
    sheet["B5"] = "=A5&1"
    sheet["D7"] = "#REF!"
    sheet["D7"].data_type = "e"
    sheet["D8"] = "JHB-L9"
    sheet["E9"] = "perhaps"
    return workbook


BOOKS: dict[str, Callable[[], bytes]] = {
    "every kind of cell": lambda: saved(cells()),
    "wrong cells": lambda: saved(wrong()),
    "columns": lambda: book({"Sheet": [["resource_code", "resource_nam", None, "x"], ["A", "b", "c", "d"]]}),
    "cells without a column": lambda: book({"Sheet": [HEAD, ["JHB-M1", "a", "work_unit", "JHB-L1", None, "more"]]}),
    "header only": lambda: book({"Plant": [HEAD]}),
    "nothing": lambda: book({"Plant": []}),
    "the first that is visible": lambda: book({"A": [["x"], ["y"]], "B": [HEAD, ["JHB-M1", "a"]]}, "A"),
}


@pytest.mark.parametrize("name", BOOKS)
def test_the_same_as_the_program(plant: Api, tmp_path: Path, name: str) -> None:
    body = BOOKS[name]()
    (tmp_path / "plant.xlsx").write_bytes(body)
    answer = send(plant("sched_admin"), body)
    with connect(url=plant.database_url) as connection:
        try:
            counts = import_plant(connection, read_plant(connection, tmp_path / "plant.xlsx"), dry_run=True)
        except RefusedError as error:
            if not hasattr(error, "problems"):  # it cannot be read at all
                assert len(problems(answer)) == 1
                return
            told = [asdict(problem) for problem in error.problems]
            found = problems(answer)
            for row in (*told, *found):
                row["remedy"] = row["remedy"].partition("Did you mean")[0]
            assert sorted(found, key=repr) == sorted(({k: row[k] for k in found[0]} for row in told), key=repr)
            assert name != "wrong cells" or {row["line"] for row in found} == {5, 7, 8, 9}
        else:
            assert answer.json() == {**counts, "dry_run": True}, answer.text
        finally:
            connection.rollback()


def test_what_is_stored_is_what_the_program_stores(plant: Api, tmp_path: Path) -> None:
    body = saved(cells())
    (tmp_path / "plant.xlsx").write_bytes(body)
    stored = "select code, values from (select r.resource_code as code, jsonb_build_array(r.resource_name, r.is_active,"
    stored += " r.metadata) as values from sched.resources as r where r.resource_code ~ '^(X-|42)') as r order by 1"
    with connect(url=plant.database_url) as connection:
        import_plant(connection, read_plant(connection, tmp_path / "plant.xlsx"))
        expected = connection.execute(stored).fetchall()
        connection.rollback()
        answer = send(plant("sched_admin"), body, dry_run="false")
        assert (answer.status_code, answer.json()["inserted"]) == (200, 4), answer.text
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        assert connection.execute(stored).fetchall() == expected
        assert {row["code"]: row["values"][2] for row in expected}["42"] == {"a": "007", "b": "trüe"}
        by = connection.execute("select changed_by from sched.audit_log order by id desc limit 1").fetchone()
        assert by is not None and "sched_admin" in by["changed_by"]


def test_other_kinds_and_their_options(plant: Api) -> None:
    client = plant("sched_planner")
    shifts = [["pattern_code", "pattern_name", "cycle_days", "cycle_day", "start_time", "end_time"],
              ["SAT", "Saturday", 7, 6, "06:00", "14:00"]]  # fmt: skip
    made = send(client, book({"Shifts": shifts}), "patterns", dry_run="false").json()["patterns"]
    assert [(each["pattern_code"], each["outcome"]) for each in made] == [("SAT", "created")]
    shifts[1][5] = "15:00"
    assert send(client, book({"Shifts": shifts}), "patterns").status_code == 409
    (made,) = send(client, book({"Shifts": shifts}), "patterns", replace="true").json()["patterns"]
    assert made["outcome"] == "replaced"
    answer = send(client, book({"Days": DAYS}), "calendars").json()
    assert [(each["calendar_code"], each["added"]) for each in answer["calendars"]] == [("OURS", 1)]
    stops = [["resource_code", "exception_type", "start_local", "end_local", "description"],
             ["JHB-M1", "maintenance", datetime(2027, 6, 1, 10), datetime(2027, 6, 1, 12), "Oil"]]  # fmt: skip
    assert send(client, book({"Stops": stops}), "exceptions").json() == {"added": 1, "unchanged": 0, "dry_run": True}
    bad = client.post("/rpc/import_resources?default_date=soon", content=book({"A": [HEAD]}), headers=XLSX)
    assert (bad.status_code, bad.json()["code"]) == (403, "42501")
    bad = send(plant("sched_admin"), book({"A": [HEAD]}), default_date="soon")
    assert (bad.status_code, bad.json()["code"]) == (400, "SC004")
    answer = send(plant("sched_admin"), book({"A": KNOWN}), path="/resources/import")
    assert (answer.status_code, answer.json()["dry_run"]) == (200, True)


def test_a_sheet_is_chosen_and_shown(plant: Api) -> None:
    client = plant("sched_admin")
    body = book({"Plant": [HEAD, ["A"]], "New ones": [[], KNOWN[0], [], ["JHB-M1", 'a"\nb']], "Old": [["x"]]}, "Old")
    answer = send(client, body, sheet="new-ones")
    assert (answer.status_code, answer.json()["updated"]) == (200, 1), answer.text
    (told,) = problems(send(client, body, sheet="Nope"))
    assert (told["line"], told["message"]) == (None, "The file that was sent has no sheet Nope.")
    assert told["remedy"] == "Its sheets: Plant, New ones."
    assert len(problems(send(client, body, sheet="Old"))) == 1
    shown = send(client, body, path="/import/{}/sheet", sheet="New ones")
    assert shown.json() == {
        "sheet": "New ones", "sheets": ["Plant", "New ones"],
        "rows": [{"line": 2, "cells": KNOWN[0]}, {"line": 4, "cells": ["JHB-M1", 'a"\nb']}],
    }  # fmt: skip
    assert send(client, body, path="/import/{}/sheet").json()["sheet"] == "Plant"
    assert client.get("/import/resources/sheet").status_code == 405
    assert plant("sched_viewer").post("/import/resources/sheet", content=body, headers=XLSX).status_code == 403


def encrypted() -> bytes:
    """What begins as a workbook with a password does."""
    return b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


NO_BOOKS = {
    "empty": (b"", "is empty"),
    "CSV": (b"resource_code\nA\n", "is not an Excel workbook"),
    "old": (b"\xd0\xcf\x11\xe0" + bytes(600), "is in the old Excel format (.xls)"),
    "password": (encrypted(), "is protected by a password"),
    "cut": (book({"Plant": [HEAD, ["A"]]})[:-40], "is a damaged Excel workbook"),
    "zip": (b"PK\x03\x04" + bytes(40), "is a zip archive, not an Excel workbook"),
}


@pytest.mark.parametrize("name", NO_BOOKS)
def test_what_is_no_workbook(plant: Api, name: str) -> None:
    body, message = NO_BOOKS[name]
    (told,) = problems(send(plant("sched_admin"), body))
    assert told["message"] == f"The file that was sent {message}."
    assert told["remedy"].endswith(".") and told["remedy"][0].isupper()


def rewritten(body: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook one part of which is another."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ONE = book({"Plant": [HEAD, ["A"]]})
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
CELL = b'<row r="%d"><c r="XFD%d" t="inlineStr"><is><t>%s</t></is></c></row>'
FAR = b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
FILE = b'<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


def with_rows(more: bytes, before: bytes = b"") -> bytes:
    """A workbook whose sheet goes on with this XML."""
    return rewritten(ONE, SHEET, lambda old: before + old.replace(b"</sheetData>", more + b"</sheetData>"))


BOMBS: dict[str, tuple[Callable[[], bytes], int]] = {
    "zeros": (lambda: rewritten(ONE, "docProps/core.xml", lambda _: bytes(100_000_000)), 413),
    "cells": (lambda: with_rows(b"".join(CELL % (line, line, b"x") for line in range(3, 5000))), 413),
    "formulas": (lambda: with_rows(b'<row r="3">' + b"<c><f>A</f></c>" * 900 + b"</row>"), 400),
    "many formulas": (
        lambda: with_rows(
            b"".join(b'<row r="%d">' % line + b"<c><f>A</f></c>" * 999 + b"</row>" for line in range(3, 203))
        ),
        413,
    ),
    "a row far down": (lambda: with_rows(FAR), 413),
    "entities": (lambda: with_rows(CELL % (3, 3, b"&l11;"), b'<!DOCTYPE w [<!ENTITY l0 "ha">' + LAUGHS + b"]>"), 400),
    "an external entity": (lambda: with_rows(CELL % (3, 3, b"&f;"), FILE), 400),
    "as large as the gateway lets in": (lambda: b"PK\x03\x04" + bytes((2 << 20) + 1), 413),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_holds_too_much(plant: Api, relay: tuple[Relay, str, str], name: str) -> None:
    made, status = BOMBS[name]
    body, began = made(), time.monotonic()
    answer = send(plant("sched_admin"), body)
    assert answer.status_code == status, answer.text[:500]
    assert answer.json()["code"] == ("GW413" if status == 413 else "SC009")
    assert set(answer.json()) == {"code", "message", "details", "hint"}
    assert "root:" not in answer.text and time.monotonic() - began < 90
    assert send(plant("sched_admin"), ONE).status_code == 400, "it goes on"


def test_the_gateway_says_how_much(plant: Api) -> None:
    body = BOMBS["cells"][0]()
    for path in ("/rpc/import_{}", "/import/{}/sheet"):
        asked = send(plant("sched_admin"), body, path=path, max_body="9")
        assert (asked.status_code, asked.json()["message"]) == (400, "An import has no max_body."), path
        assert send(plant("sched_admin"), body, path=path).status_code == 413, path


@pytest.mark.parametrize("kind", ["resources", "patterns", "calendars", "exceptions"])
def test_options_that_are_not_known(plant: Api, kind: str) -> None:
    """A slip in the name of an option does not import what was only to be tried."""
    client = plant("sched_admin")
    as_csv, as_json = {"Content-Type": "text/csv"}, {"Content-Type": "application/json"}
    for body, headers in (ONE, XLSX), (b"a,b", as_csv), (b'{"rows": []}', as_json):
        for query, code in ("dryRun=true", "SC016"), ("dry_run=false&dry_run=true", "SC016"), ("dry_run=", "SC004"):
            answer = client.post(f"/rpc/import_{kind}?{query}", content=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (400, code), (headers, query, answer.text)
            if headers is XLSX:  # what a sheet holds is told in the same words
                shown = client.post(f"/import/{kind}/sheet?{query}", content=body, headers=headers)
                assert (shown.status_code, shown.json()) == (400, answer.json()), query
    named = client.post(f"/import/{kind}/sheet?sheets=Plant", content=ONE, headers=XLSX)
    assert (named.status_code, named.json()["message"]) == (400, "An import has no sheets.")


def test_rows_as_json_are_tried_by_the_address_too(plant: Api) -> None:
    client = plant("sched_admin")
    rows = {"rows": [{"resource_code": "JHB-M1", "resource_name": "Tried"}], "dry_run": False}
    for query, headers in ("?dry_run=true", {}), ("?dry%5Frun=%74rue", {}), ("", {"X-Dry-Run": "true"}):
        answer = client.post(f"/rpc/import_resources{query}", json=rows, headers=headers).json()
        assert (answer["updated"], answer["dry_run"]) == (1, True), query
    assert client.get("/resources/JHB-M1").json()["resource_name"] != "Tried"


def test_who_may(plant: Api) -> None:
    body = book({"Plant": KNOWN})
    nobody = send(plant(None), body)
    assert (nobody.status_code, nobody.json()["code"]) == (401, "SC014")
    assert send(plant.client({"X-API-Key": "sched_" + "a" * 40}), body).status_code == 401
    for role in ("sched_viewer", "sched_oee_reader", "sched_planner"):
        assert send(plant(role), body).status_code == 403
    with closing(plant.client({"Authorization": f"Bearer {plant.token('sched_admin')}"})) as client:
        assert send(client, body).json()["unchanged"] == 1
    with closing(plant.client({"Authorization": f"Bearer {plant.token('sched_admin', secret='b' * 40)}"})) as client:
        assert send(client, body).status_code == 401
    limited = plant("sched_admin", "JHB")
    assert send(limited, body).json()["unchanged"] == 1
    theirs = send(limited, book({"Plant": [KNOWN[0], ["NYC-M1", "Mine now"]]}))
    assert theirs.status_code in (400, 403) and "Packer" not in theirs.text
    everywhere = send(plant("sched_planner", "JHB"), book({"Days": DAYS}), "calendars")
    assert (everywhere.status_code, everywhere.json()["code"]) == (403, "SC013")


def test_strangers_cost_no_reading(plant: Api) -> None:
    """A bomb of somebody without a key is not looked at."""
    began = time.monotonic()
    assert send(plant(None), BOMBS["a row far down"][0]()).status_code == 401
    assert time.monotonic() - began < 2


def test_headers_of_clients_do_not_pass_as_ours(plant: Api) -> None:
    """Only the relay says that text is a sheet."""
    rows = json.dumps([{"line": 1, "cells": HEAD}, {"line": 2, "cells": ["JHB-M1", "a", "b", "c"]}])
    answer = plant("sched_admin").post(
        "/rpc/import_resources?dry_run=true", content=rows, headers={"Content-Type": "text/csv", "X-Sheet": "true"}
    )
    assert answer.status_code == 400 and "There is no such column." in answer.text


def test_limits_of_requests_count_once(relay: tuple[Relay, str, str], proxy: Callable[..., nginx.Server]) -> None:
    made, api, url = relay
    server = proxy(int(api.rsplit(":", 1)[1]), made.port, rate=60, burst=2)
    with closing(Api(f"{server.url}/api/v1", url)) as gateway:
        body = book({"Plant": KNOWN})
        client = gateway("sched_admin")
        assert [send(client, body).status_code for _ in range(3)] == [200, 200, 200]
        assert send(client, body).status_code == 429


def test_several_at_once_while_events_go_on(plant: Api, relay: tuple[Relay, str, str]) -> None:
    rows = [[f"Y-{n}", f"Machine {n}", "work_unit", "JHB-L1"] for n in range(600)]
    body = book({"Plant": [HEAD, *rows]})
    client = plant("sched_admin")
    with client.stream("GET", "/events") as events, ThreadPoolExecutor(4) as pool:
        lines = events.iter_lines()
        next(lines)
        sent = [pool.submit(send, client, body) for _ in range(4)]
        waits = []
        while not all(future.done() for future in sent):
            began = time.monotonic()
            assert httpx.get(f"{relay[0].url}/healthz").status_code == 200
            waits.append(time.monotonic() - began)
            with psycopg.connect(plant.database_url) as connection:
                connection.execute(
                    "select sched_engine.emit_event('exception.created', sched_engine.resource_id('JHB-M1'), '{}')"
                )
            next_event(lines)
    assert [future.result().json().get("inserted") for future in sent] == [600] * 4
    assert len(waits) > 3 and max(waits) < 2, waits


def test_people(plant: Api) -> None:
    base = plant.url.replace("/v1", "/v2")
    with closing(Api(base, plant.database_url)) as people:
        client = people("sched_workforce_planner")
        sheets: Sheets = {
            "Read me": [["Fill in the other sheets."]],
            "Teams": [["team_code", "team_name", "resource_code", "pattern_code"], ["A", "A", "JHB", "CONTINENTAL"]],
            "Employees": [
                ["employee_number", "first_name", "last_name", "department_code", "department_name", "position_code",
                 "position_name", "hire_date", "team_code"],
                [],
                ["007", "Zoë", "Example", "PROD", "Production", "OP", "Operator", date(2026, 1, 1), "A"],
            ],
        }  # fmt: skip
        answer = send(client, book(sheets), "people")
        assert answer.status_code == 200, answer.text
        assert answer.json()["sheets"]["employees"] == {"inserted": 1, "updated": 0, "unchanged": 0}
        assert answer.json()["dry_run"] is True
        alone = send(client, book(sheets), "people", sheet="Teams").json()["sheets"]
        assert list(alone) == ["teams"]
        (told,) = problems(send(client, book(sheets), "people", sheet="Read me"))
        assert told["message"] == "No sheet of people is called Read me."
        (told,) = problems(send(client, book({"A": [["x"]]}), "people"))
        assert told["message"] == "The file that was sent has no sheet of people with rows."
        sheets["Employees"][2][1:8] = ["=A1", "Example", "PROD", "Production", "OP", "Operator", "soon"]
        found = problems(send(client, book(sheets), "people"))
        assert [(each["sheet"], each["line"], each["column_name"], each["value"]) for each in found] == [
            ("employees", 3, "first_name", None), ("employees", 3, "hire_date", "soon"),
        ][: len(found)]  # fmt: skip
        sheets["Employees"][0][2] = "lastname"
        assert {each["column_name"] for each in problems(send(client, book(sheets), "people"))} == {"lastname"}
        done = send(client, book({"Teams": sheets["Teams"]}), "people", dry_run="false")
        assert done.json()["sheets"]["teams"]["inserted"] == 1
        refused = send(people("sched_workforce_planner", "JHB"), book(sheets), "people")
        assert (refused.status_code, refused.json()["code"]) == (403, "SC013")


def test_without_a_relay_or_an_api(
    relay: tuple[Relay, str, str], proxy: Callable[..., nginx.Server], as_relay: Callable[[str], str], tmp_path: Path
) -> None:
    _, api, url = relay
    port = int(api.rsplit(":", 1)[1])
    with closing(Api(f"{proxy(port).url}/api/v1", url)) as gateway:
        answer = send(gateway("sched_admin"), ONE)
        assert (answer.status_code, answer.json()["code"]) == (503, "GW503")
        assert "CSV" in answer.json()["hint"] and answer.headers["retry-after"]
        csv = {"content": "resource_code\nJHB-M1\n", "headers": {"Content-Type": "text/csv"}}
        assert gateway("sched_admin").post("/rpc/import_resources?dry_run=true", **csv).status_code == 200
        assert gateway("sched_planner").post("/import/patterns/sheet", content=ONE, headers=XLSX).status_code == 503
    for settings in ({}, {"SCHED_RELAY_API": f"http://127.0.0.1:{states.free_port()}"}):
        alone = Relay(as_relay(url), tmp_path / "log", **settings)
        try:
            with closing(Api(f"{proxy(port, alone.port).url}/api/v1", url)) as gateway:
                answer = send(gateway("sched_admin"), ONE)
                assert (answer.status_code, answer.json()["code"]) == (503, "GW503"), answer.text
                assert answer.json()["hint"]
        finally:
            alone.stop()


def test_a_relay_that_is_killed_leaves_nothing_half_done(
    relay: tuple[Relay, str, str], proxy: Callable[..., nginx.Server], as_relay: Callable[[str], str], tmp_path: Path
) -> None:
    _, api, url = relay
    alone = Relay(as_relay(url), tmp_path / "log", SCHED_RELAY_API=api)
    body = book({"Plant": [HEAD, ["Z-1", "Z", "work_unit", "JHB-L1"]]})
    with closing(Api(f"{proxy(int(api.rsplit(':', 1)[1]), alone.port).url}/api/v1", url)) as gateway:
        client = gateway("sched_admin")
        with psycopg.connect(url) as other, ThreadPoolExecutor(1) as pool:
            other.execute("select sched_engine.acquire_model_lock()")  # the import waits for it
            sent = pool.submit(send, client, body, dry_run="false")
            waiting = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
            with connect(url=url, autocommit=True) as watching:
                until(lambda: watching.execute(waiting).fetchone(), 20)
            assert alone.stop(signal.SIGKILL) == -signal.SIGKILL
            assert (sent.result().status_code, sent.result().json()["code"]) == (503, "GW503")
        alone.start()
        counts = send(client, body, dry_run="false").json()
        assert counts["inserted"] + counts["unchanged"] == 1
        alone.stop()


def test_a_full_disk_is_no_fault_of_the_workbook() -> None:
    """The process that reads says that its rows find no room, and the relay passes it on as 503."""
    wanted = argument(Wanted("rows", {"resources": "Plant"}, None, 1 << 20))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "equipment_scheduling.relay.reader", wanted], input=ONE, stdout=full, check=False
        )
    assert done.returncode == End.NO_ROOM
