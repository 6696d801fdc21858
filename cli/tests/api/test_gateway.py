"""The gateway: nginx as it is installed, in front of a real PostgREST."""

from __future__ import annotations

import json
import os
import re
import socket
import ssl
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, repeat
from pathlib import Path
from typing import Any

import httpx
import pytest

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import nginx
from support import ROOT, api_plant, sched
from support.api_plant import Api
from support.receiver import until

Proxy = Callable[..., nginx.Server]
HTTP = httpx.Client(timeout=30)
RESOURCE = {"resource_type": "area", "parent_resource_id": 2}


class Echo(BaseHTTPRequestHandler):
    """Answers with the request as it arrived."""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = json.dumps({"method": self.command, "path": self.path, "headers": headers, "body": body}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_DELETE = do_PATCH = do_GET

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def echo() -> Iterator[int]:
    """The port of a server that answers with what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def refusal(answer: httpx.Response) -> dict[str, Any]:
    """An error in PostgREST's shape."""
    assert answer.headers["content-type"].startswith("application/json"), answer.text
    body: dict[str, Any] = answer.json()
    assert set(body) == {"code", "message", "details", "hint"}
    assert body["message"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["server"] == "nginx"
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("POST", "/", 405, "POST is not possible"),
        ("GET", "/index.html", 404, "no such endpoint"),
        ("GET", "/app/", 404, "no such endpoint"),
        ("GET", "/app/nothing.js", 404, "no such endpoint"),
        ("GET", "/app/../index.html", 404, "no such endpoint"),
        ("GET", "/app/%2e%2e/README.md", 404, "no such endpoint"),
        ("DELETE", "/app/main.js", 405, "DELETE is not possible"),
        ("GET", "/somewhere", 404, "no such endpoint"),
        ("GET", "/api/v1/a/b/c", 404, "no such endpoint"),
        ("GET", "/api/v1/../../etc/passwd", 404, "no such endpoint"),
        ("GET", "/api/v1/resources%00", 400, "not a valid HTTP request"),
        ("GET", "/api/v1/resources%0A", 400, "not text"),
        ("GET", "/api/v1/resources/%FF", 400, "not text"),
        ("GET", "/api/v2/employees", 404, "switched off"),
        ("GET", "/api/v1/nothing", 404, ""),
        ("GET", "/api/v1/resources/99999", 404, "no such row in resources"),
        ("GET", "/api/v1/resources/NOBODY", 404, "no such row in resources"),
        ("GET", "/api/v1/resources/99999999999999999999", 400, ""),
        ("PUT", "/api/v1/resources/99999", 404, "no such row in resources"),
        ("DELETE", "/api/v1/resources/99999", 404, "no such row in resources"),
        ("GET", "/api/v1/resources/99999/children", 404, "no resource"),
        ("POST", "/api/v1/resources/5", 405, "POST is not possible"),
        ("GET", "/api/v1/schedules/generate", 405, "GET is not possible"),
        ("PATCH", "/api/v1/oee/availability", 405, "PATCH is not possible"),
        ("GET", f"/api/v1/resources?resource_code=eq.{'x' * 17000}", 414, "URL is too long"),
    ],
)
def test_errors_have_one_shape(gateway: Api, method: str, path: str, status: int, says: str | None) -> None:
    raw = httpx.URL(gateway.url).copy_with(raw_path=path.encode())
    answer = gateway("sched_admin").request(method, raw, json={"resource_name": "x"} if method == "PUT" else None)
    assert answer.status_code == status, answer.text
    if says is not None:
        assert says in refusal(answer)["message"]
    if status == 405:
        assert method not in answer.headers["allow"]


def test_large_and_broken_requests(gateway: Api) -> None:
    client = gateway("sched_admin")
    too_large = client.post("/api/v1/resources", content=b" " * 11_000_000, headers={"Content-Type": "text/csv"})
    assert (too_large.status_code, "10 MB" in refusal(too_large)["message"]) == (413, True)
    assert refusal(client.get("/api/v1/health", headers={"X-Long": "x" * 17000}))["code"] == "GW400"
    address = httpx.URL(gateway.url)
    with socket.create_connection((address.host, address.port or 80), timeout=5) as raw:
        raw.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: a b\r\n\r\n")
        answer = raw.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 400")
    assert '"code":"GW400"' in answer


TEXT = ["%C3%A9", "%c2%80", "%E0%A0%80", "%ED%9F%BF", "%EF%BF%BF", "%F0%90%80%80", "%F4%8F%BF%BF", "%0A", "%", "%G1"]
NOT_TEXT = [
    "%00",
    "%FF",
    "%C0%AF",
    "%C1%81",
    "%C3",
    "%C3%28",
    "%80",
    "%E0%80%80",
    "%E2%82",
    "%ED%A0%80",
    "%F0%80%80%80",
]
NOT_TEXT += ["%F4%90%80%80", "%F5%80%80%80", "%C3%A9%A9"]


def asked_raw(url: httpx.URL, target: bytes, key: str) -> tuple[int, bytes]:
    """Status and body of a GET that no client would send."""
    with socket.create_connection((url.host, url.port or 80), timeout=5) as raw:
        raw.sendall(b"GET %b HTTP/1.0\r\nHost: here\r\nX-API-Key: %b\r\n\r\n" % (target, key.encode()))
        answer = b"".join(iter(lambda: raw.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


def test_addresses_are_text(gateway: Api) -> None:
    """UTF-8, in percent signs or not; PostgREST would fail over anything else."""
    key = gateway.key("sched_viewer")
    for status, values in (
        (200, [*map(str.encode, TEXT), "é😀".encode()]),
        (400, [*map(str.encode, NOT_TEXT), b"\xff"]),
    ):
        for value in values:
            got, body = asked_raw(httpx.URL(gateway.url), b"/api/v1/resources?resource_code=eq." + value, key)
            assert got == status, value
            assert json.loads(body) == [] if status == 200 else json.loads(body)["code"] == "GW400"


@pytest.mark.parametrize(
    "name", ["Accept", "Authorization", "Content-Type", "Prefer", "Range", "X-API-Key", "X-Dry-Run"]
)
def test_headers_are_text(gateway: Api, name: str) -> None:
    answer = gateway("sched_viewer").post("/api/v1/rpc/health", headers={name: b"\xff"})
    assert (answer.status_code, refusal(answer)["code"]) == (400, "GW400")


def test_only_known_headers_arrive(gateway: Api, proxy: Proxy, echo: int) -> None:
    odd = {"Cookie": b"a=\xff", "User-Agent": b"\xc3(", "X-HTTP-Method-Override": "DELETE", "X-Odd": b"\x80"}
    assert gateway("sched_viewer").get("/api/v1/resources", headers=odd).status_code == 200
    known = {
        "Authorization": "Bearer a",
        "Range": "0-1",
        "Last-Event-ID": "1-2-3",
        "X-Replace": "true",
        "Prefer": "a=b",
    }
    asked = HTTP.get(f"{proxy(echo).url}/api/v1/resources", headers={**odd, **known}).json()
    assert {name.lower(): value for name, value in known.items()}.items() <= asked["headers"].items()
    assert not {name.lower() for name in odd} & set(asked["headers"])


def test_long_addresses_are_answered(gateway: Api) -> None:
    """PostgREST repeats the address in a header, with more percent signs than it came with."""
    client = gateway("sched_viewer")
    for query in (f"id=in.({','.join(map(str, range(3000)))})", f"or=(id.eq.5,resource_code.in.({'é' * 2000}))"):
        answer = client.get(f"/api/v1/resources?select=id&{query}")
        assert (answer.status_code, {"id": 5} in answer.json()) == (200, True)
    for name in ("select", "order", "columns"):
        for comma in (",", "%2C"):
            assert client.get(f"/api/v1/resources?a=b&{name}=id{f'{comma}id' * 499}").status_code in (200, 400)
            refused = client.get(f"/api/v1/resources?a=b&{name}=id{f'{comma}id' * 500}")
            assert "too long" in refusal(refused)["message"]


def test_a_form_is_taken_as_json(gateway: Api) -> None:
    """What `curl -d` sends; PostgREST would take a minute over this one."""
    client = gateway("sched_viewer")
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    found = client.post("/api/v1/rpc/resource_children", content='{"resource_id": 2}', headers=form)
    assert (found.status_code, [row["resource_code"] for row in found.json()]) == (200, ["JHB-A"])
    for body in (b'{"a":1' + b"0" * 200_000 + b"}", b"\xff", b"a=b"):
        answer = client.post("/api/v1/rpc/openapi", content=body, headers=form, timeout=10)
        assert answer.status_code in (400, 404), answer.text
        refusal(answer)


def test_csv_has_a_file_name(gateway: Api) -> None:
    client = gateway("sched_viewer")
    for path, name in (
        ("resources?limit=1", "resources"),
        ("schedules?limit=1", "equipment_schedules"),
        ("rpc/resource_children?resource_id=5", "resource_children"),
    ):
        answer = client.get(f"/api/v1/{path}", headers={"Accept": "text/csv"})
        assert answer.headers.get_list("content-disposition") == [f'attachment; filename="{name}.csv"']
        assert "content-disposition" not in client.get(f"/api/v1/{path}").headers
    dates = "start_date=2027-03-08&end_date=2027-03-09"
    named = client.get(f"/api/v1/rpc/export_schedule?{dates}", headers={"Accept": "text/csv"})
    (given,) = named.headers.get_list("content-disposition")
    assert "export_schedule" not in given


def test_creating_gives_201_and_location(gateway: Api) -> None:
    """An object for an object, an array for an array; where it is, when it is one; PUT changes what is given."""
    client = gateway("sched_admin")
    row = {**RESOURCE, "resource_code": "GW-1", "resource_name": "One"}
    made = client.post("/api/v1/resources", json=row)
    assert (made.status_code, made.json()["resource_code"]) == (201, "GW-1")
    assert made.headers.get_list("content-type") == ["application/json; charset=utf-8"]
    place = made.headers["location"]
    assert place == f"/api/v1/resources/{made.json()['id']}"
    assert client.get(place).json()["resource_name"] == "One"
    assert client.put(place, json={"resource_name": "Uno"}).json()["resource_name"] == "Uno"
    assert client.get("/api/v1/resources/GW-1").json()["resource_name"] == "Uno"
    again = client.post("/api/v1/resources", json=row)
    assert (again.status_code, refusal(again)["code"]) == (409, "23505")
    assert client.delete(place).status_code == 204

    rows = [{**RESOURCE, "resource_code": f"GW-{i}", "resource_name": "Many"} for i in (2, 3)]
    made = client.post("/api/v1/resources", json=rows)
    assert [made.status_code, len(made.json()), "location" in made.headers] == [201, 2, False]
    one = client.post("/api/v1/resources", json=[{**rows[0], "resource_code": "GW-4"}])
    assert (len(one.json()), one.headers["location"]) == (1, f"/api/v1/resources/{one.json()[0]['id']}")
    plain = client.post(
        "/api/v1/resources", json={**rows[0], "resource_code": "GW-5"}, headers={"Prefer": "return=minimal"}
    )
    assert (plain.status_code, plain.text, "location" in plain.headers) == (201, "", True)
    assert client.delete("/api/v1/resources", params={"resource_code": "like.GW-*"}).status_code == 204


@pytest.mark.parametrize("prefer", ["count=exact", "handling=strict", "tx=commit, missing=default", "return=all"])
def test_what_is_written_is_returned(gateway: Api, prefer: str) -> None:
    """Whatever else the client prefers; unless it says itself what to return."""
    client, headers = gateway("sched_admin"), {"Prefer": prefer}
    row = {**RESOURCE, "resource_code": "GW-P", "resource_name": "Preferred"}
    if prefer != "return=all":
        assert client.get("/api/v1/resources", headers=headers).status_code == 200
    made = client.post("/api/v1/resources", json=row, headers=headers)
    try:
        assert (made.status_code, made.json()["resource_code"]) == (201, "GW-P")
        place = made.headers["location"]
        for change in (client.put, client.patch):
            changed = change(place, json={"resource_name": change.__name__}, headers=headers)
            assert (changed.status_code, changed.json()["resource_name"]) == (200, change.__name__)
            plain = change(place, json={"resource_name": "x"}, headers={"Prefer": f"{prefer}, return=minimal"})
            assert (plain.status_code, plain.text) == (204, "")
        again = {"Prefer": f"resolution=merge-duplicates,{prefer}"}
        merged = client.post("/api/v1/resources?on_conflict=resource_code", json=row, headers=again)
        assert merged.json()["id"] == made.json()["id"]
        ignored = client.post(
            "/api/v1/resources?on_conflict=resource_code",
            json=row,
            headers={"Prefer": f"{prefer}, resolution=ignore-duplicates"},
        )
        assert (ignored.is_success, ignored.json()) == (True, [])
    finally:
        client.delete("/api/v1/resources/GW-P")


def test_a_job_is_found_where_the_answer_says(gateway: Api) -> None:
    client = gateway("sched_planner")
    answer = client.post("/api/v1/schedules/generate", json=PERIOD, headers={"Prefer": "respond-async"})
    place = answer.headers["location"]
    assert (answer.status_code, answer.json()["url"]) == (202, place)
    assert place == f"/api/v1/jobs/{answer.json()['job_id']}"
    assert client.get(place).json()["state"] == "queued"
    assert client.post("/api/v1/rpc/cancel_job", json={"job_id": answer.json()["job_id"]}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "message", "hint"),
    [
        ("GET", "/oee/availability", None, 400, "lacks resource_ids, start_date, end_date.", "It needs resource_ids,"),
        ("GET", "/oee/availability?resourceIds=1&colour=red", None, 400, "has no colour.", "may have include_shifts."),
        ("GET", "/oee/availability?resource_ids=1&startdate=1", None, 400, "end_date and has no startdate.", ""),
        ("GET", "/resources/5/children?all=true", None, 400, "resource_children has no all.", "all_below"),
        ("GET", "/resources/5/children?%61ll=a+b&limit=1&id=gt.1", None, 400, "resource_children has no all.", ""),
        ("GET", "/rpc/openapi?colour=red", None, 400, "openapi has no colour.", "It takes nothing."),
        ("GET", "/rpc/robots", None, 404, "no function or view robots.", "/api/v1/"),
        ("GET", "/rpc/generate_schedules?start_date=2027-03-08&end_date=2027-03-08", None, 405, "GET is not", "POST"),
        ("POST", "/rpc/robots", {}, 404, "no function or view robots.", ""),
        ("POST", "/rpc/cancel_job", {}, 400, "cancel_job lacks job_id.", "It needs job_id."),
        ("POST", "/rpc/cancel_job", {"jobId": 1}, 400, "lacks job_id and has no jobId.", "Write job_id for jobId."),
        ("POST", "/rpc/cancel_job", {"job_id": 0}, 404, "no job 0.", "List the jobs"),
        ("POST", "/rpc/cancel_job", {"job_id": None}, 400, "No job is given.", "its number"),
        ("POST", "/rpc/cancel_job", [], 400, "cancel_job lacks job_id.", "It needs job_id."),
        ("POST", "/rpc/cancel_job", b"job 1", 400, "cancel_job lacks job_id.", ""),
        ("POST", "/schedules/generate", {"start_date": "2027-03-08"}, 400, "lacks end_date.", "rewrite_past."),
        (
            "POST",
            "/schedules/generate",
            {"startDate": "1", "endDate": "2"},
            400,
            "no endDate, startDate.",
            "end_date for",
        ),
        ("POST", "/assignments/resources/5/pattern", {"a": 1}, 400, "assign_pattern has no a.", "resource_id"),
        ("DELETE", "/schedules/resources/5", None, 400, "clear_schedules lacks start_date, end_date.", ""),
        ("DELETE", "/schedules/resources/5?startDate=2027-03-08", None, 400, "clear_schedules lacks end_date.", ""),
        ("POST", "/resources/import", {"lines": []}, 400, "import_resources lacks rows and has no lines.", ""),
        ("GET", "/resources?resourceType=eq.area", None, 400, "resources has no resourceType.", "Write resource_type"),
        ("GET", "/resources/5?pageSize=1&parentId=eq.2", None, 400, "no pageSize, parentId.", "Its columns are id, "),
        ("GET", "/schedules?shiftCode=eq.D", None, 400, "equipment_schedules has no shiftCode.", "Write shift_code"),
        ("DELETE", "/exceptions?isActive=eq.true", None, 400, "exceptions has no isActive.", "Write is_active"),
        ("PATCH", "/resources?id=eq.5", {"isActive": True}, 400, "resources has no isActive.", "Write is_active"),
        ("PUT", "/resources/5", {"resourceName": "x"}, 400, "resources has no resourceName.", "Write resource_name"),
        ("POST", "/calendars/1/holidays", {"holidayDate": "2027-01-01"}, 400, "no holidayDate.", "Write holiday_date"),
        (
            "POST",
            "/resources",
            {"resourceId": "L-1", "name": "{", "metadata": {"a": ["}"]}, "requiresScheduling": True},
            400,
            "resources has no name, requiresScheduling, resourceId.",
            "Write requires_scheduling for requiresScheduling, resource_code for resourceId.",
        ),
        (
            "POST",
            "/exceptions/bulk-create",
            [{"resource_code": 'a"b', "startDatetime": "2027-01-01"}],
            400,
            "exceptions has no startDatetime.",
            "Write start_datetime for startDatetime.",
        ),
    ],
)
def test_wrong_names_are_explained(
    gateway: Api, method: str, path: str, body: Any, status: int, message: str, hint: str
) -> None:
    """What is missing, what is unknown, and what to write instead."""
    content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    kind = {"Content-Type": "text/plain" if isinstance(body, bytes) else "application/json"}
    headers = kind if content else None
    answer = gateway("sched_admin").request(method, f"/api/v1{path}", content=content, headers=headers)
    error = refusal(answer)
    assert answer.status_code == status, error
    assert (message in error["message"], hint in (error["hint"] or "")) == (True, True), error
    if status == 405:
        assert answer.headers["allow"] == "POST"
    assert not {"x-refusal", "x-asked"} & set(answer.headers)


@pytest.mark.parametrize("kind", ["text/csv", "text/csv; charset=iso-8859-1", "text/plain", "application/octet-stream"])
def test_a_file_that_is_not_in_utf8(gateway: Api, kind: str) -> None:
    """What spreadsheets of old write is told as every other problem of a file, and what to do about it."""
    client, path = gateway("sched_admin"), "/api/v1/resources/import?dry_run=true"
    text = "resource_code,resource_name\nJHB-M1,Press 1\nJHB-M2,Säge €\n"
    assert client.post(path, content=text.encode(), headers={"Content-Type": kind}).status_code == 200
    for encoding, line, message in (("cp1252", 3, "not in UTF-8"), ("utf-16", None, "a binary file")):
        answer = client.post(path, content=text.encode(encoding), headers={"Content-Type": kind})
        assert (answer.status_code, refusal(answer)["code"]) == (400, "SC009"), answer.text
        (told,) = json.loads(answer.json()["details"])
        assert (told["line"], message in told["message"]) == (line, True), told
        assert told["remedy"] == "Save it as CSV in UTF-8, or as Excel workbook (.xlsx)."


def test_names_inside_of_values_are_the_clients(gateway: Api) -> None:
    """Only what stands where this API's own names stand has to be one of them."""
    client = gateway("sched_admin")
    row = {**RESOURCE, "resource_code": "GW-N", "resource_name": "aB", "metadata": {"bayNumber": [{"rowNumber": 1}]}}
    made = client.post("/api/v1/resources", json=row)
    try:
        assert (made.status_code, made.json()["metadata"]) == (201, row["metadata"])
        found = client.get("/api/v1/resources?metadata->>bayNumber=not.is.null&select=resource_code,aB:id")
        assert [list(row) for row in found.json()] == [["resource_code", "aB"]]
        long = client.put("/api/v1/resources/GW-N", json={"metadata": {"text": "x" * 70_000}, "resourceName": "x"})
        assert (long.status_code, "resourceName" in refusal(long)["message"]) == (400, True)
    finally:
        client.delete("/api/v1/resources/GW-N")


def test_deep_bodies_are_answered_at_once(gateway: Api) -> None:
    """Looking for names in them takes no longer than reading them."""
    key = {"X-API-Key": gateway.key("sched_admin"), "Content-Type": "application/json"}
    for inside in ("[" * 30_000 + "]" * 30_000, f"[{'[[1],[2]],' * 6000}[]]", '{"a":' * 10_000 + "{}" + "}" * 10_000):
        body = f'{{"metadata": {inside}, "resourceName": "x"}}'
        answer = HTTP.put(f"{gateway.url}/api/v1/resources/5", content=body, headers=key, timeout=10)
        assert (answer.status_code, "resourceName" in refusal(answer)["message"]) == (400, True)


def test_resources_are_searched(gateway: Api, proxy: Proxy, echo: int) -> None:
    """The plan's parameters: a part of the code or the name, and whether it is scheduled."""
    client = gateway("sched_viewer")

    def found(query: str) -> list[str]:
        answer = client.get(f"/api/v1/resources?{query}&select=resource_code&order=resource_code")
        assert answer.status_code == 200, answer.text
        return [row["resource_code"] for row in answer.json()]

    assert found("search=press") == ["JHB-A", "JHB-M1", "JHB-M2"]
    assert found("search=press%202&requiresScheduling=true") == ["JHB-M2"]
    assert found("search=press+2") == ["JHB-M2"]
    assert found("search=nyc-m") == ["NYC-M1", "NYC-M2"]
    assert found("search=jhb&requiresScheduling=false") == ["JHB", "JHB-A", "JHB-L1", "JHB-L2"]
    assert found("search=jhb&or=(resource_type.eq.site)") == ["JHB"]
    assert found("search=a,b)%28") == []
    assert found("requires_scheduling=true") == found("requires_scheduling=is.true") == api_plant.MACHINES
    assert len(found("search=")) == len(found("limit=100"))
    for text in ('a"b', "a;b", "a%5Cb", "a%22;limit=1"):
        assert refusal(client.get(f"/api/v1/resources?search={text}"))["message"] == "This text cannot be searched for."
    removed = gateway("sched_admin").delete("/api/v1/resources?search=")
    assert (removed.status_code, refusal(removed)["code"]) == (400, "SC019")


def test_the_path_wins_over_the_body(proxy: Proxy, echo: int) -> None:
    base = f"{proxy(echo).url}/api/v1"
    assign = f"{base}/assignments/resources/007/pattern"
    for given, arrived in (
        ('{"pattern_id":1,"resource_id":8}', '{"pattern_id":1,"resource_id":8,"resource_id":7}'),
        (" {\n} ", '{"resource_id":7}'),
        ("", '{"resource_id":7}'),
        ("[1]", "{"),
        ('"x"', "{"),
        ("{" + " " * 60_000, "{"),
    ):
        asked = HTTP.post(assign, content=given).json()
        assert (asked["method"], asked["path"], asked["body"]) == ("POST", "/rpc/assign_pattern", arrived)
        assert asked["headers"]["content-type"] == "application/json"
    assert HTTP.post(assign, content="{" + " " * 70_000).status_code == 413
    cleared = HTTP.delete(f"{base}/schedules/resources/7?startDate=2027-01-01&end_date=2027-01-02&x=1").json()
    assert (cleared["method"], cleared["path"]) == ("POST", "/rpc/clear_schedules")
    assert json.loads(cleared["body"]) == {
        "resource_ids": [7],
        "start_date": "2027-01-01",
        "end_date": "2027-01-02",
    }


def test_the_path_wins_over_the_query(gateway: Api, proxy: Proxy, echo: int) -> None:
    """Of an argument given twice PostgREST takes the last, however its name is written."""
    base = f"{proxy(echo).url}/api/v1"
    for path, asked in (
        ("resources/68/children", "/rpc/resource_children?{}resource_id=68"),
        ("patterns/68/preview", "/rpc/preview_pattern?{}pattern_id=68"),
        ("assignments/resources/68/pattern", "/rpc/resource_pattern?{}resource_id=68"),
        ("calendars/resources/68/calendars", "/rpc/resource_calendars?{}resource_id=68"),
    ):
        assert HTTP.get(f"{base}/{path}").json()["path"] == asked.format("")
        for query in ("resource_id=36", "resource%5Fid=36", "pattern_id=36&limit=2"):
            assert HTTP.get(f"{base}/{path}?{query}").json()["path"] == asked.format(f"{query}&")
    client, site = gateway("sched_viewer"), gateway.id("NYC")
    path = f"/api/v1/resources/{site}/children"
    for query in (f"resource_id={gateway.id('JHB')}", f"resource%5fid={gateway.id('JHB')}"):
        found = client.get(f"{path}?{query}&select=resource_code")
        assert found.json() == client.get(f"{path}?select=resource_code").json() == [{"resource_code": "NYC-A"}]


def test_what_postgrest_is_told(proxy: Proxy, echo: int) -> None:
    """Who asks, by which name; nothing that the client made up about that."""
    base = proxy(echo).url
    asked = HTTP.get(
        f"{base}/api/v1/oee/availability?resourceIds=1,2&startDate=2027-01-01&select=a",
        headers={
            "X-Forwarded-For": "1.2.3.4",
            "X-Real-IP": "1.2.3.4",
            "Forwarded": "for=1.2.3.4",
            "Origin": "https://elsewhere.example",
            "X-Request-Id": "mine-1",
            "Accept-Profile": "sched",
            "X-API-Key": "k",
        },
    ).json()
    assert asked["path"] == "/rpc/oee_availability?resource_ids=1,2&start_date=2027-01-01&select=a"
    headers = asked["headers"]
    assert headers["x-forwarded-for"] == headers["x-real-ip"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"
    assert headers["x-forwarded-host"] == base.removeprefix("http://")
    assert (headers["x-request-id"], headers["accept-profile"], headers["x-api-key"]) == ("mine-1", "api_v1", "k")
    assert not {"origin", "forwarded"} & set(headers)

    listed = HTTP.get(f"{base}/api/v1/schedules?startDate=2027-01-01&end_date=2027-01-31&resourceIds=1%2C2").json()
    assert listed["path"] == (
        "/equipment_schedules?schedule_date=gte.2027-01-01&schedule_date=lte.2027-01-31&resource_id=in.(1%2C2)"
    )
    csv = {"Content-Type": "text/csv"}
    sent = HTTP.post(f"{base}/api/v1/resources/import?dry_run=true", content="a,b", headers=csv)
    assert (sent.json()["path"], sent.json()["body"]) == ("/rpc/import_resources", "a,b")
    assert sent.json()["headers"]["content-type"] == "application/octet-stream"
    assert sent.json()["headers"]["x-asked-query"] == "dry_run=true"


TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
NO_TRACES = (
    TRACE.upper(), TRACE + "-00", TRACE[:-1], "ff" + TRACE[2:], f"00-{'0' * 32}-00f067aa0ba902b7-01",
    f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'0' * 16}-01", f"{TRACE}, {TRACE}", "x",
)  # fmt: skip


def test_traces_go_on_and_into_the_log(proxy: Proxy, echo: int) -> None:
    """A traceparent of W3C Trace Context, and nothing else that calls itself one."""
    server = proxy(echo)
    log = server.runtime / "log/nginx-access.log"
    for method, path in (("GET", "resources"), ("POST", "resources"), ("GET", "oee/availability?resource_ids=1")):
        asked = HTTP.request(method, f"{server.url}/api/v1/{path}", headers={"traceparent": TRACE}).json()
        assert asked["headers"]["traceparent"] == TRACE, path
    until(lambda: log.read_text().count(f"trace={TRACE}") == 3)
    for text in NO_TRACES:
        asked = HTTP.get(f"{server.url}/api/v1/resources", headers={"traceparent": text}).json()
        assert "traceparent" not in asked["headers"], text
    until(lambda: log.read_text().count("trace=\n") == len(NO_TRACES))


FEED_SPELLINGS = """
    /api/v1/calendars/feed/{} /api/v1//calendars/feed/{}.ics /api/v1/calendars/%66eed/{}
    /api/v1/./calendars/feed/{}/JHB-M1
    /api/v1/x/../calendars/feed/{}.ics /api/v1/calendars/feed//{} //api/v1/calendars/feed/{} /api/v1/calendars/feed%2F{}
    http://here/api/v1/calendars/feed/{} /API/V1/calendars/FEED/{} /api/v1/calendar/feed/{}.ics /api/v1/feed/{} /{}
    /api/v1/calendars/feed;x/{} /api/v1/calendars/{} /api/v1/rpc/calendar_feed/{} /api/v1/calendars/feed/{}/../JHB-M1
    /api/v1/rpc/calendar_feed?key={} /api/v1/calendars?calendar_code=eq.{} /api/v1/nothing?key={}
    /api/v1/resources?key={} /api/v1/calendars/feed/%73{}
"""


def test_keys_are_in_no_log(proxy: Proxy, echo: int) -> None:
    server = proxy(echo)
    fed = HTTP.get(f"{server.url}/api/v1/calendars/feed/verysecret/JHB-M1.ics").json()
    assert (fed["method"], fed["path"]) == ("POST", "/rpc/calendar_feed")
    assert json.loads(fed["body"]) == {"key": "verysecret", "resource_code": "JHB-M1"}
    HTTP.get(f"{server.url}/api/v1/rpc/calendar_feed?key=verysecret", headers={"X-API-Key": "verysecret"})
    closed = proxy(states.free_port())
    HTTP.get(f"{closed.url}/api/v1/calendars/feed/verysecret.ics", headers={"Referer": "verysecret"})
    HTTP.get(f"{server.url}/api/v1/resources/JHB-M1")

    def read() -> str:
        return "".join(path.read_text() for one in (server, closed) for path in (one.runtime / "log").iterdir())

    # A request is logged when its answer is on its way already.
    until(lambda: (log := read()).count("/api/v1/calendars/feed/...") == 2 and "/resources/JHB-M1" in log)
    logged = read()
    assert "verysecret" not in logged
    assert '"GET /api/v1/rpc/calendar_feed" 200' in logged


def test_no_spelling_brings_a_key_into_a_log(api: Api, proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of keys that are in force, and of one that is not: PostgREST logged what failed."""
    server = proxy(int(api.url.rsplit(":", 1)[1]))
    keys = [api.key("sched_viewer", purpose="calendar"), "sched_" + "5" * 64]
    spellings = [line.replace("{}", key) for key in keys for line in FEED_SPELLINGS.split()]
    for target in spellings:
        for url in (server.url, api.url):
            asked_raw(httpx.URL(url), target.encode(), keys[0])
    access = server.runtime / "log/nginx-access.log"
    until(lambda: len(access.read_text().splitlines()) == len(spellings))
    logs = [access, access.with_name("nginx-error.log"), *tmp_path_factory.getbasetemp().glob("postgrest*/log/*.log")]
    assert len(logs) > 2
    for log in logs:
        for key in keys:
            assert key[7:] not in log.read_text(), log


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [
        ("resource_code=match.^JHB-M[0-9]$", False),
        ("resource_code=imatch.jhb|nyc&resource_name=match.%5Cd%2B", False),
        ("resource_name=like.*match.*&resource_code=in.(" + "MATCH-1," * 200 + "x)", False),
        (f"resource_code=match.{'a' * 499}", False),
        (f"resource_code=match.{'a' * 500}", True),
        ("or=(" + "resource_code.match.a," * 5 + "id.eq.1)", False),
        ("or=(" + "resource_code.match.a," * 6 + "id.eq.1)", True),
        ("resource_name=match.(a*)*%5C1", True),
        ("resource_name=imatch.(a*)*\\1", True),
        ("resource_name=not.match.(a*)*%5C%31", True),
        ("and=(id.gt.0,resource_name.%6datch.(a*)*%5C1)", True),
        ("resource_name=%69match(any).%7Bx,(a)%5C1%7D", True),
        ("resource_name%3Dmatch.(a*)*%5c9", True),
    ],
)
def test_regular_expressions_are_simple(gateway: Api, query: str, is_refused: bool) -> None:
    """One that refers back keeps a connection of the database until the time limit; PostgREST has 20."""
    status, body = asked_raw(
        httpx.URL(gateway.url), f"/api/v1/resources?select=id&{query}".encode(), gateway.key("sched_viewer")
    )
    if is_refused:
        assert (status, json.loads(body)["message"]) == (400, "The regular expression is too complex.")
        assert "no back-references (\\1)" in json.loads(body)["details"]
    else:
        assert status == 200, body


def test_a_calendar_is_subscribed_to(gateway: Api) -> None:
    """With the key in the address, and no header; a key for more is refused there."""
    key = gateway.key("sched_viewer", purpose="calendar")
    feed = gateway(None).get(f"/api/v1/calendars/feed/{key}/JHB-M1.ics")
    assert (feed.status_code, feed.headers["content-type"].split(";")[0]) == (200, "text/calendar")
    assert feed.text.startswith("BEGIN:VCALENDAR")
    one = gateway.key("sched_viewer", scope="JHB-M1", purpose="calendar")
    assert gateway(None).get(f"/api/v1/calendars/feed/{one}.ics").status_code == 200
    wide = gateway(None).get(f"/api/v1/calendars/feed/{gateway.key('sched_admin')}/JHB-M1.ics")
    assert (wide.status_code, refusal(wide)["code"]) == (401, "SC014")


def test_headers_of_answers(gateway: Api) -> None:
    answer = gateway("sched_viewer").get("/api/v1/resources", headers={"X-Request-Id": "mine-1"})
    headers = answer.headers
    assert headers["content-encoding"] == "gzip"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert (headers["x-frame-options"], headers["referrer-policy"]) == ("DENY", "no-referrer")
    assert (headers["x-request-id"], headers["server"]) == ("mine-1", "nginx")
    assert "no-cache" in headers["cache-control"]
    assert not {"strict-transport-security", "content-location"} & set(headers)
    odd = gateway(None).get("/api/v1/health", headers={"X-Request-Id": 'a"b'})
    assert re.fullmatch(r"[0-9a-f]{32}", odd.headers["x-request-id"])
    assert gateway("sched_viewer").get("/api/v1/resources", headers={"Accept": "text/csv"}).text.startswith("id,")


def test_the_api_describes_itself(gateway: Api) -> None:
    page = gateway(None).get("/api/v1/", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert gateway(None).get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"


def test_requests_are_counted_by_key(proxy: Proxy, echo: int) -> None:
    """A key has its own limit; whoever tries many keys has that of the address."""
    url = f"{proxy(echo, rate=60, burst=3).url}/api/v1/health"
    answers = [HTTP.get(url, headers={"X-API-Key": "one"}) for _ in range(7)]
    assert [answer.status_code for answer in answers].count(200) == 4
    refused = answers[-1]
    assert (refused.status_code, refusal(refused)["code"], refused.headers["retry-after"]) == (429, "GW429", "60")
    assert HTTP.get(url, headers={"X-API-Key": "two"}).status_code == 200
    guesses = [HTTP.get(url, headers={"X-API-Key": f"guess {i}"}).status_code for i in range(60)]
    assert 429 in guesses


def test_what_else_is_sent_makes_nobody_new(proxy: Proxy, echo: int) -> None:
    """The key counts, whatever the Authorization; a token counts once, however it is spelled; else the address does."""
    server = proxy(echo, rate=60, burst=3)

    def refused(asked: list[dict[str, str]]) -> int:
        answers = [HTTP.get(f"{server.url}/api/v1/health", headers=headers).status_code for headers in asked]
        return answers.count(429)

    assert refused([{"X-API-Key": "one", "Authorization": f"Basic {i}"} for i in range(7)]) == 3
    token = api_plant.sign({"sub": "mes"}, api_plant.SECRET)
    spellings = [f"Bearer {token}", f"bearer  {token}", f"BEARER\t{token}", f"Bearer {token}=", f"Bearer {token}=="]
    spellings += [f"Bearer {token[:-1]}{sign}" for sign in "ABCDEFG"]
    assert refused([{"Authorization": spelling} for spelling in spellings]) == len(spellings) - 4
    assert refused([{"Authorization": f"Bearer {api_plant.sign({'sub': 'oee'}, api_plant.SECRET)}"}]) == 0
    assert (
        refused([{"X-API-Key": f"{i}" * 200} for i in range(5)] + [{"Authorization": f"Basic {i}"} for i in "ab"]) == 3
    )


def begin(server: nginx.Server, text: str) -> socket.socket:
    """Send the beginning of a request."""
    client = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    client.sendall(text.replace("\n", "\r\n").encode())
    return client


SLOW = "POST /api/v1/rpc/health HTTP/1.1\nHost: here\nX-API-Key: {}\nContent-Length: 100\n\n{{"


def test_requests_at_a_time_are_counted(proxy: Proxy, echo: int) -> None:
    """Also those whose body never comes."""

    def fill(server: nginx.Server, slow: Iterator[str], key: str) -> tuple[httpx.Response, list[socket.socket]]:
        """Send slow requests with these keys until another is refused, which may itself have taken a seat."""
        sent: list[socket.socket] = []

        def refused() -> httpx.Response | None:
            sent.append(begin(server, SLOW.format(next(slow))))
            answer = HTTP.get(f"{server.url}/api/v1/health", headers={"X-API-Key": key})
            return answer if answer.status_code == 429 else None

        return until(refused, 8), sent

    server = proxy(echo, connections=2)
    answer, slow = fill(server, repeat("one"), "one")
    assert (refusal(answer)["code"], answer.headers["retry-after"]) == ("GW429", "1")
    assert refusal(answer)["details"] == "Allowed are 2 at a time."
    assert HTTP.get(f"{server.url}/api/v1/health", headers={"X-API-Key": "two"}).status_code == 200
    for client in slow:
        client.close()
    until(lambda: HTTP.get(f"{server.url}/api/v1/health", headers={"X-API-Key": "one"}).status_code == 200)

    _, slow = fill(proxy(echo, connections=1), map(str, count()), "other")
    assert len(slow) >= 10
    for client in slow:
        client.close()


def test_slow_requests_end(proxy: Proxy, echo: int) -> None:
    """One whose headers trickle, and one whose body stops, are done with after ten seconds."""
    server = proxy(echo)
    began = time.monotonic()
    headers, body = begin(server, "GET /api/v1/health HTTP/1.1\nHost: he"), begin(server, SLOW.format("one"))
    lasted: dict[str, float] = {}

    def wait(name: str, client: socket.socket) -> None:
        with suppress(ConnectionResetError):
            assert client.recv(1) == b""
        lasted[name] = time.monotonic() - began

    waiting = [threading.Thread(target=wait, args=pair) for pair in (("headers", headers), ("body", body))]
    for thread in waiting:
        thread.start()
    with suppress(OSError):
        while time.monotonic() - began < 15 and "headers" not in lasted:
            headers.sendall(b"r")
            time.sleep(0.5)
    for thread in waiting:
        thread.join()
    assert all(8 < seconds < 15 for seconds in lasted.values()), lasted
    assert len(lasted) == 2


def test_an_absent_postgrest_is_said(proxy: Proxy) -> None:
    server = proxy(states.free_port())
    answer = HTTP.get(f"{server.url}/api/v1/resources/5")
    assert (answer.status_code, refusal(answer)["code"], answer.headers["retry-after"]) == (503, "GW503", "5")
    assert HTTP.get(f"{server.url}/api/v1/health").status_code == 503


class Busy(Echo):
    """Keeps `/held` waiting until it is set free; finds no connection for `/full` ever, for `/health` twice."""

    asked: list[str]
    free: threading.Event

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/held":
            self.free.wait(30)
        if self.path.startswith("/full") or (self.path == "/health" and self.asked.count("/health") < 3):
            self.say_504()
        else:
            super().do_GET()

    def say_504(self) -> None:
        """As PostgREST says it."""
        self.send_response(504)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_DELETE = do_PATCH = do_GET


@pytest.fixture
def busy() -> Iterator[ThreadingHTTPServer]:
    """A server that is busy."""
    Busy.asked, Busy.free = [], threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    Busy.free.set()
    server.shutdown()
    server.server_close()


def is_busy(answer: httpx.Response) -> bool:
    """Told to come again in a second."""
    body = refusal(answer)
    return (answer.status_code, answer.headers["retry-after"], body["code"], body["message"]) == (
        503, "1", "GW503", "The API is busy."
    )  # fmt: skip


def test_who_comes_when_all_is_busy_is_told_at_once(proxy: Proxy, busy: ThreadingHTTPServer) -> None:
    """However many others there are. Whether the system answers is told; and what becomes free is given out."""
    url = f"{proxy(busy.server_port, in_flight=2).url}/api/v1"
    with ThreadPoolExecutor() as pool:
        holding = [pool.submit(HTTP.get, f"{url}/held") for _ in range(2)]
        until(lambda: Busy.asked.count("/held") == 2)
        for path in ("/resources", "/resources/5", "/rpc/status", "/oee/availability", "/resources/5/children"):
            assert is_busy(HTTP.get(f"{url}{path}", headers={"X-API-Key": path})), path
        assert is_busy(HTTP.post(f"{url}/resources", json={}))
        assert HTTP.get(f"{url}/health").status_code == 200
        assert set(Busy.asked) == {"/held", "/health"}
        Busy.free.set()
        assert [asked.result().status_code for asked in holding] == [200, 200]
    assert until(lambda: HTTP.get(f"{url}/resources").status_code == 200)


def test_no_connection_to_the_database_is_told_alike(proxy: Proxy, busy: ThreadingHTTPServer) -> None:
    """By PostgREST, which has waited for one; for the health it is asked again."""
    url = f"{proxy(busy.server_port).url}/api/v1"
    for answer in (HTTP.get(f"{url}/full"), HTTP.get(f"{url}/full/5"), HTTP.post(f"{url}/full", json={})):
        assert is_busy(answer)
    assert HTTP.get(f"{url}/health").status_code == 200
    assert Busy.asked.count("/health") == 3


def test_under_more_load_than_can_be_answered(api: Api, proxy: Proxy) -> None:
    """A real PostgREST answers what it can; the rest is refused in time, and once it is over nothing is."""
    server = proxy(int(api.url.rsplit(":", 1)[1]), in_flight=4, connections=0)
    key = api("sched_viewer").headers["x-api-key"]
    ends = time.monotonic() + 3
    answers: list[httpx.Response] = []

    def ask() -> None:
        with httpx.Client(base_url=f"{server.url}/api/v1", headers={"X-API-Key": key}, timeout=30) as client:
            while time.monotonic() < ends:
                answers.append(client.get("/resources"))

    with ThreadPoolExecutor(24) as pool:
        for _ in range(24):
            pool.submit(ask)
        while time.monotonic() < ends:
            assert HTTP.get(f"{server.url}/api/v1/health").status_code == 200
            time.sleep(0.1)
    refused = [answer for answer in answers if answer.status_code != 200]
    assert 0 < len(refused) < len(answers)
    assert all(map(is_busy, refused))
    assert statistics.median(answer.elapsed.total_seconds() for answer in refused) < 1
    assert HTTP.get(f"{server.url}/api/v1/resources", headers={"X-API-Key": key}).status_code == 200


def test_other_sites_are_let_in_by_name_only(gateway: Api, proxy: Proxy, echo: int) -> None:
    asks = {"Origin": "https://app.example.com", "Access-Control-Request-Method": "PUT"}
    refused = gateway(None).options("/api/v1/health", headers=asks)
    assert not [name for name in refused.headers if name.startswith("access-control")]
    url = f"{proxy(echo, cors_origins=('https://app.example.com',)).url}/api/v1/resources/5"
    preflight = HTTP.options(url, headers=asks)
    assert (preflight.status_code, preflight.headers["access-control-allow-origin"]) == (204, asks["Origin"])
    assert "X-API-Key" in preflight.headers["access-control-allow-headers"]
    assert HTTP.get(url, headers=asks).headers["access-control-allow-origin"] == asks["Origin"]
    stranger = HTTP.get(url, headers={"Origin": "https://app.example.com.evil.example"})
    assert "access-control-allow-origin" not in stranger.headers


def test_tls(proxy: Proxy, echo: int, tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/https.md").read_text(encoding="utf-8")
    make = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)[0]
    subprocess.run(["bash", "-euc", make], cwd=tmp_path, check=True, capture_output=True)
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    server = proxy(echo, certificate=certificate, key=key)
    assert server.url.startswith("https://")
    context = ssl.create_default_context(cafile=str(certificate))
    answer = httpx.get(f"{server.url}/api/v1/health", verify=context)
    assert answer.json()["headers"]["x-forwarded-proto"] == "https"
    assert answer.headers["strict-transport-security"]
    plain = HTTP.get(server.url.replace("https", "http") + "/api/v1/health?a=1")
    assert (plain.status_code, plain.headers["location"]) == (308, f"{server.url}/api/v1/health?a=1")
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.ConnectError):
        httpx.get(server.url, verify=old)


def test_the_configuration_for_containers_is_valid(proxy: Proxy, echo: int, tmp_path: Path) -> None:
    """What a container's nginx reads, checked by ours; only its user and paths are replaced."""
    written = sched("api", "configure", str(tmp_path), "--listen=8080", "--postgrest=127.0.0.1:3000")
    assert (written.code, written.err) == (0, "")
    main = tmp_path / "nginx.conf"
    text = main.read_text()
    for line in ("user nginx;", "listen 8080;", 'access_log "/dev/stdout" requests;'):
        assert line in text
    for theirs, ours in (("user nginx;", ""), ("/var/cache/nginx", str(tmp_path)), ("/run/", f"{tmp_path}/")):
        text = text.replace(theirs, ours)
    main.write_text(text)
    command = [proxy(echo).program, "-p", tmp_path, "-e", "stderr", "-t", "-c", main]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr


HTTP_PAGE = (ROOT / "docs/reference/http.md").read_text(encoding="utf-8")
ENDPOINT = re.compile(r"^\| `([A-Z]+) (\S+)` \| `([A-Z]+) (\S+)` \| (\w+) \|$", re.MULTILINE)
ENDPOINTS = ENDPOINT.findall(HTTP_PAGE)
NAMES = [f"{method} {path}" for method, path, *_ in ENDPOINTS]
PLAN = """
GET /resources, POST /resources, GET /resources/{id}, PUT /resources/{id}, DELETE /resources/{id},
GET /resources/hierarchy, POST /resources/import, GET /resources/{id}/children,
GET /patterns, POST /patterns, GET /patterns/{id}, PUT /patterns/{id}, DELETE /patterns/{id},
GET /patterns/{id}/preview,
GET /assignments/resources/{id}/pattern, POST /assignments/resources/{id}/pattern,
DELETE /assignments/resources/{id}/pattern, POST /assignments/bulk-assign, GET /assignments/inheritance-tree,
POST /schedules/generate, GET /schedules, GET /schedules/resources/{id}, DELETE /schedules/resources/{id},
GET /schedules/changes, GET /exceptions, POST /exceptions, GET /exceptions/{id}, PUT /exceptions/{id},
DELETE /exceptions/{id}, POST /exceptions/bulk-create, GET /calendars, GET /calendars/{id}/holidays,
POST /calendars/{id}/holidays, GET /calendars/resources/{id}/calendars, GET /oee/availability, GET /oee/changes,
POST /oee/webhooks, GET /oee/webhooks, DELETE /oee/webhooks/{id}
"""
ROLES = ["sched_oee_reader", "sched_viewer", "sched_planner", "sched_admin"]
WHO = {"all": 0, "viewer": 1, "planner": 2, "admin": 3}
PARAMETERS = {
    "/oee/availability": "resource_ids=5&start_date=2027-03-08&end_date=2027-03-14",
    "/schedules": "resource_id=eq.5&schedule_date=eq.2027-03-08",
    "/oee/changes": "max_entries=2",
    "/patterns/{id}/preview": "start_date=2027-03-08&end_date=2027-03-14",
}
PERIOD = {"start_date": "2027-03-08", "end_date": "2027-03-14"}
BODIES = {"/schedules/generate": PERIOD, "/schedules/resources/{id}": PERIOD, "/resources/import": {"rows": []}}


def test_the_page_has_every_endpoint_of_the_plan() -> None:
    assert re.split(r",\s+", PLAN.strip()) == NAMES


@pytest.mark.parametrize(
    ("method", "path", "inner_method", "inner", "who"), ENDPOINTS, ids=[f"{row[0]} {row[1]}" for row in ENDPOINTS]
)
def test_each_endpoint_and_role(
    gateway: Api, api: Api, method: str, path: str, inner_method: str, inner: str, who: str
) -> None:
    """Reading gives what the request behind it gives; who may not is refused, and who has no key is asked for one."""
    place = 1 if path.startswith("/exceptions") else 2 if path.startswith(("/patterns", "/calendars/{id}")) else 5
    url = f"/api/v1{path}".replace("{id}", str(place))
    body = None if method == "GET" else BODIES.get(path, {})
    assert gateway(None).request(method, url, params=PARAMETERS.get(path), json=body).status_code == 401
    for rank, role in enumerate(ROLES):
        if rank < WHO[who]:
            answer = gateway(role).request(method, url, json=body)
            assert (answer.status_code, refusal(answer)["code"]) == (403, "42501"), (role, answer.text)
        elif method == "GET":
            answer = gateway(role).get(f"{url}?{PARAMETERS.get(path, '')}")
            assert answer.status_code == 200, (role, answer.text)
    if method == "GET":
        mark = "&" if "?" in inner else "?"
        direct = api("sched_admin").request(
            inner_method, f"{inner.replace('{id}', str(place))}{mark}{PARAMETERS.get(path, '')}"
        )
        assert direct.status_code == 200
        found = direct.json()
        assert answer.json() in ([found, found[0]] if isinstance(found, list) and found else [found])


def test_deliveries_of_a_webhook_are_below_it(gateway: Api) -> None:
    """As the view has them; nothing can be written there."""
    admin = gateway("sched_admin")
    body = {"webhook_name": "G", "url": "https://g.example.com/", "secret": "whsec_" + "s" * 32}
    hook = admin.post("/api/v1/webhooks", json=body).json()["id"]
    ping = admin.post("/api/v1/rpc/ping_webhook", json={"webhook_id": hook}).json()
    below = f"/api/v1/webhooks/{hook}/deliveries"
    assert admin.get(f"{below}?state=in.(pending,failed)&order=id.desc").json() == [ping]
    assert admin.get(f"/api/v1/webhook_deliveries/{ping['id']}").json() == ping
    assert admin.get(f"/api/v1/webhook_status/{hook}").json()["pending"] == 1
    assert admin.get(f"/api/v1/webhooks/{10**9}/deliveries").json() == []
    answer = admin.post(below, json={})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert gateway("sched_planner").get(below).status_code == 403
    assert admin.delete(f"/api/v1/webhooks/{hook}").status_code == 204


def run_page(page: str, url: str, gateway: nginx.Server, folder: Path, **variables: str) -> str:
    """Run the blocks marked `sh` of a page as one session; what was printed."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    script = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    environment = {
        **os.environ,
        **variables,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DATABASE_URL": url,
        "SCHED_PUBLIC_URL": gateway.url,
    }
    command = ["bash", "-euxo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    return done.stdout


def test_the_examples_run(
    fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Proxy, tmp_path: Path
) -> None:
    """Every endpoint has an example, and each is answered with success."""
    url = fresh_database()
    api_plant.build(url)
    api = Api(serve(url), url)
    server = proxy(int(api.url.rsplit(":", 1)[1]))
    run_page("reference/http.md", url, server, tmp_path, KEY=api.key("sched_admin"))
    log = (server.runtime / "log/nginx-access.log").read_text()
    asked = re.findall(r'"([A-Z]+) /api/v1(\S+)" 2\d\d ', log)
    for method, path, *_ in ENDPOINTS:
        form = re.escape(path).replace(r"\{id\}", r"[\w-]+")
        assert [m for m, p in asked if m == method and re.fullmatch(form, p)], f"no example of {method} {path}"


def test_the_quickstart_runs(
    fresh_database: Callable[[], str], serve: Callable[[str], str], proxy: Proxy, tmp_path: Path
) -> None:
    url = fresh_database()
    server = proxy(int(serve(url).rsplit(":", 1)[1]))
    printed = run_page("quickstart-http.md", url, server, tmp_path)
    page = (ROOT / "docs/quickstart-http.md").read_text(encoding="utf-8")
    _, generated, shown = map(json.loads, re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL))
    assert f'"inserted" : {generated["inserted"]},' in printed
    availability = json.loads(printed[printed.rindex('{"period"') :])
    for one in (availability, shown):
        one["resources"][0].pop("resource_id")
    assert availability == shown
