"""The trace of a request (W3C Trace Context) goes on into the events of its edit, to listeners and to webhooks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing

import httpx
import pytest

from conftest import Cli
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import nginx
from support.api_plant import Api
from support.receiver import Receiver, Request, answer, until
from support.relays import Relay, Relays, build, emit, next_event, subscribe

TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736"
TRACE = f"00-{TRACE_ID}-00f067aa0ba902b7-01"
STOP = {
    "resource_code": "M1", "exception_type": "maintenance", "description": "Oil",
    "start_datetime": "2030-01-07T08:00:00Z", "end_datetime": "2030-01-07T09:00:00Z",
}  # fmt: skip
TOLD = "select e.event_type, e.traceparent from sched.events as e order by e.id"


@pytest.fixture
def url(fresh_database: Callable[..., str]) -> str:
    """The address of the database of the plant."""
    return fresh_database()


@pytest.fixture
def plant(url: str) -> Iterator[Connection]:
    """40 machines with a plan, and nothing told yet."""
    with connect(url=url, autocommit=True, application_name="sched tests") as connection:
        build(connection)
        yield connection


@pytest.fixture
def direct(url: str, plant: Connection, serve: Callable[[str], str]) -> Iterator[Api]:
    """The HTTP API without a gateway."""
    with closing(Api(serve(url), url)) as made:
        yield made


def told(plant: Connection) -> set[tuple[str, str | None]]:
    """The types and traces of all events so far, which are forgotten."""
    rows = {(row["event_type"], row["traceparent"]) for row in plant.execute(TOLD)}
    plant.execute("delete from sched.events")
    return rows


def spans(requests: list[Request]) -> list[str]:
    """The spans of deliveries, which are all of the trace."""
    parts = [request.headers["traceparent"].split("-") for request in requests]
    assert {(version, trace, flags) for version, trace, _, flags in parts} == {("00", TRACE_ID, "01")}
    return [span for _, _, span, _ in parts]


def logged(one: Relay, message: str) -> list[str]:
    """The traces that lines of the relay's log of this kind have."""
    lines = [json.loads(line) for line in one.log.splitlines()]
    return [line.get("trace", "none") for line in lines if line["message"] == message]


def test_an_edit_goes_on_to_webhooks_and_listeners(
    plant: Connection, relay: Relays, receiver: Receiver, direct: Api, proxy: Callable[..., nginx.Server]
) -> None:
    receiver.behave["/hook"] = lambda handler, before: answer(handler, 200 if before else 500)
    subscribe(plant, "mes", f"{receiver.url}/hook", event_types=["exception.created"])
    one = relay(SCHED_RELAY_POLL="0.1")
    gateway = proxy(int(direct.url.rsplit(":", 1)[1]), one.port)
    headers = {"X-API-Key": direct.key("sched_planner")}
    with httpx.stream("GET", f"{gateway.url}/api/v1/events", headers=headers, timeout=20) as live:
        lines = live.iter_lines()
        next(lines)
        asked = httpx.post(f"{gateway.url}/api/v1/exceptions", json=STOP, headers={**headers, "traceparent": TRACE})
        assert asked.status_code == 201, asked.text
        assert {json.loads(next_event(lines)["data"])["traceparent"] for _ in range(2)} == {TRACE}
    until(lambda: len(receiver.at("/hook")) == 1)
    plant.execute("update sched.webhook_deliveries set next_attempt_at = now()")
    until(lambda: len(receiver.at("/hook")) == 2)
    assert {request.json["traceparent"] for request in receiver.requests} == {TRACE}
    first, second = spans(receiver.requests)
    assert first != second and "00f067aa0ba902b7" not in {first, second}, "each attempt is a span of its own"
    until(lambda: logged(one, "delivered"))
    assert logged(one, "not delivered") + logged(one, "delivered") == [
        f"00-{TRACE_ID}-{span}-01" for span in (first, second)
    ]
    assert f"trace={TRACE}" in (gateway.runtime / "log/nginx-access.log").read_text()


def test_without_a_trace_none_is_made_up(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    subscribe(plant, "mes", f"{receiver.url}/hook")
    subscribe(plant, "own", f"{receiver.url}/own", headers='{"TraceParent": "mine"}')
    one = relay()
    emit(plant, "M1", 1)
    until(lambda: len(receiver.requests) == 2)
    (plain,), (own,) = receiver.at("/hook"), receiver.at("/own")
    assert "traceparent" not in plain.headers and "traceparent" not in plain.json
    assert "traceparent" not in own.headers, "nor one that was registered before that was refused"
    until(lambda: len(logged(one, "delivered")) == 2)
    assert logged(one, "delivered") == ["none", "none"]
    with plant.transaction():
        plant.execute("select set_config('sched.traceparent', %s, true)", [TRACE])
        emit(plant, "M1", 2)
    until(lambda: len(receiver.requests) == 4)
    spans([receiver.at("/hook")[1], receiver.at("/own")[1]])


def test_what_is_no_trace_is_left_out(plant: Connection, direct: Api) -> None:
    """Also past the gateway, which lets none of it through. The next request on a connection has its own again."""
    client = direct("sched_planner")
    for wrong in (
        "x",
        TRACE.upper(),
        TRACE + "-00",
        f"{TRACE}, {TRACE}",
        TRACE.replace(TRACE_ID, "0" * 32),
        "0" * 8000,
        "é",
    ):
        asked = client.post("/exceptions", json=STOP, headers={"traceparent": wrong.encode()})
        assert asked.status_code == 201, asked.text
        assert told(plant) == {("exception.created", None), ("schedule.changed", None)}, wrong
        asked = client.delete("/exceptions?id=gt.0", headers={"traceparent": TRACE})
        assert asked.is_success, asked.text
        assert told(plant) == {("exception.cancelled", TRACE), ("schedule.changed", TRACE)}


def test_jobs_and_large_edits_keep_the_trace(plant: Connection, direct: Api, relay: Relays) -> None:
    plant.execute(
        "update sched.system_configuration set config_value = (config_key like 'refresh%')::integer"
        " where config_key in ('rolling_horizon_months', 'refresh_inline_machine_days')"
    )
    plant.execute("delete from sched.events")
    client = direct("sched_planner")
    asked = client.post(
        "/rpc/generate_schedules", json={"start_date": "2031-01-01", "end_date": "2031-01-31"},
        headers={"traceparent": TRACE, "Prefer": "respond-async"},
    )  # fmt: skip
    assert asked.status_code == 202, asked.text
    client.post("/exceptions", json=STOP, headers={"traceparent": TRACE.replace("-01", "-00")})
    one = relay()
    until(lambda: plant.execute("select 1 from sched.events where event_type = 'job.finished'").fetchone())
    until(lambda: plant.execute("select 1 from sched.stale_dates").fetchone() is None)
    assert one.stop() == 0
    assert told(plant) == {
        ("schedule.generated", TRACE), ("job.finished", TRACE),
        ("exception.created", TRACE.replace("-01", "-00")), ("schedule.changed", TRACE.replace("-01", "-00")),
    }  # fmt: skip


@pytest.mark.parametrize("given", [TRACE, "", "no trace", b"\xff".decode("utf-8", "surrogateescape")])
def test_commands_take_the_trace_of_whoever_started_them(url: str, plant: Connection, cli: Cli, given: str) -> None:
    words = (
        "--type",
        "maintenance",
        "--description",
        "Oil",
        "--start",
        "2030-01-07 08:00",
        "--end",
        "2030-01-07 09:00",
    )
    done = cli("exceptions", "add", "M1", *words, url=url, env={"TRACEPARENT": given})
    assert done.code == 0, done.err
    expected = given if given == TRACE else None
    assert told(plant) == {("exception.created", expected), ("schedule.changed", expected)}
