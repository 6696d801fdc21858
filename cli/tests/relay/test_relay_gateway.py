"""What the relay serves, through the gateway in front of it."""

from __future__ import annotations

import io
from collections.abc import Callable

import httpx
import openpyxl

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection
from equipment_scheduling.runtime import nginx
from support.relays import Relays, emit, live_key, next_event

Proxy = Callable[..., nginx.Server]


def test_events_stream_and_resume(plant: Connection, relay: Relays, proxy: Proxy) -> None:
    url = f"{proxy(states.free_port(), relay().port).url}/api/v1/events"
    headers = {"X-API-Key": live_key(plant)}
    with httpx.stream("GET", url, headers=headers, timeout=10) as response:
        assert response.headers["content-type"] == "text/event-stream"
        lines = response.iter_lines()
        next(lines)
        for number in (1, 2):  # each arrives while the answer goes on: nothing is held back
            emit(plant, "M2", number)
            event = next_event(lines)
            assert f'"nr": {number}' in event["data"]
    emit(plant, "M1", 3)  # not for this key
    emit(plant, "M2", 4)
    with httpx.stream("GET", url, headers={**headers, "Last-Event-ID": event["id"]}, timeout=10) as response:
        lines = response.iter_lines()
        next(lines)
        assert '"nr": 4' in next_event(lines)["data"]


def test_workbooks_and_errors(plant: Connection, relay: Relays, proxy: Proxy) -> None:
    one = relay()
    url = f"{proxy(states.free_port(), one.port).url}/api/v1"
    headers = {"X-API-Key": live_key(plant)}
    period = {"from": "2030-01-07", "to": "2030-01-08"}
    answer = httpx.get(f"{url}/export/schedule.xlsx", headers=headers, params=period)
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content))["Data"].iter_rows(values_only=True))
    assert {row[rows[0].index("resource_code")] for row in rows[1:]} == {"M2"}

    for path, given, status, code in (
        ("export/schedule.xlsx", {**period, "resource": "M1"}, 404, "SC001"),
        ("export/schedule.xlsx", {"from": "2030-02-31"}, 400, "SC004"),
        ("events", {"last_event_id": "1-1-1"}, 410, "SC017"),
    ):
        answer = httpx.get(f"{url}/{path}", headers=headers, params=given)
        assert (answer.status_code, answer.json()["code"]) == (status, code), path
    answer = httpx.get(f"{url}/events")
    assert (answer.status_code, answer.json()["code"]) == (401, "SC014")
    assert answer.headers["www-authenticate"] == "ApiKey"

    assert one.stop() == 0
    answer = httpx.get(f"{url}/events", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (503, "GW503")
    assert int(answer.headers["retry-after"]) > 0
