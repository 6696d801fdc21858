"""Fixtures and helpers of the tests that run relays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import nginx
from support import ROOT
from support.api_plant import Api
from support.receiver import Receiver, until

Relays = Callable[..., "Relay"]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('S', 'S', 'site', 'UTC');
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
    select 'M' || n, 'M', 'work_unit', s.id, true from generate_series(1, 40) as n cross join sched.resources as s;
    insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
    select r.id, p.id, '2025-01-01', 'tests' from sched.resources as r, sched.operating_patterns as p
    where r.resource_code = 'S' and p.pattern_code = 'TWO_SHIFT';
    select sched_engine.generate(null, '2030-01-01', '2030-01-31');
    delete from sched.events;
"""


class Relay:
    """A `sched relay` on a port of its own, on a database whose address says as whom."""

    def __init__(self, url: str, log: Path, *, wait: bool = True, **settings: str) -> None:
        self.port = states.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._environment = {
            **os.environ, "DATABASE_URL": url, "SCHED_RELAY_DATABASE_URL": url, "SCHED_RELAY_PORT": str(self.port),
            "SCHED_RELAY_ALLOW": "127.0.0.0/8", "SCHED_RELAY_TIMEOUT": "2", **settings,
        }  # fmt: skip
        self.start(wait=wait)

    def start(self, *, wait: bool = True, **settings: str) -> None:
        """Start it, and wait until it answers; other settings stay for the next time."""
        self._environment |= settings
        with self._log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "equipment_scheduling", "relay"],
                env=self._environment, cwd=ROOT, stdin=subprocess.DEVNULL, stderr=log,
            )  # fmt: skip
        if wait:
            until(self._answers, 60)

    def _answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz").status_code == 200
        except httpx.HTTPError:
            assert self.process.poll() is None, self._log.read_text()
            return False

    @property
    def log(self) -> str:
        """What it has logged."""
        return self._log.read_text()

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end."""
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Someone to be told."""
    server = Receiver()
    yield server
    server.close()


@pytest.fixture
def plant(fresh_database: Callable[..., str]) -> Iterator[Connection]:
    """A database of 40 machines with a plan, and nothing told yet."""
    with connect(url=fresh_database(), autocommit=True, application_name="sched tests") as connection:
        build(connection)
        yield connection


def build(connection: Connection) -> None:
    """Make the plant."""
    for statement in PLANT.split(";\n"):
        connection.execute(statement.encode())


@pytest.fixture
def relay(plant: Connection, as_relay: Callable[[str], str], tmp_path: Path) -> Iterator[Relays]:
    """Start relays, which connect as sched_relay; they are stopped at the end."""
    started: list[Relay] = []

    def start(**settings: str) -> Relay:
        started.append(Relay(as_relay(url_of(plant)), tmp_path / f"relay{len(started)}.log", **settings))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop()


def url_of(connection: Connection) -> str:
    """The address of the database of a connection."""
    return connection.info.dsn + f" password={connection.info.password}"


def subscribe(connection: Connection, name: str, url: str, **columns: Any) -> int:
    """Register a webhook; return its id."""
    given = {"webhook_name": name, "url": url, "secret": SECRET, "created_by": "tests", **columns}
    given.setdefault("event_types", ["exception.created", "schedule.changed"])
    row = connection.execute(
        f"insert into sched.webhook_subscriptions ({', '.join(given)}) values ({', '.join(['%s'] * len(given))})"  # type: ignore[arg-type]
        " returning id",
        list(given.values()),
    ).fetchone()
    assert row is not None
    return int(row["id"])


def stop_machine(connection: Connection, machine: str = "M1", day: int = 7) -> None:
    """An exception of an hour in January 2030."""
    connection.execute(
        "select sched_engine.add_exception(sched_engine.resource_id(%s), 'maintenance',"
        " make_timestamptz(2030, 1, %s, 8, 0, 0, 'UTC'), make_timestamptz(2030, 1, %s, 9, 0, 0, 'UTC'), 'Oil')",
        [machine, day, day],
    )


def emit(connection: Connection, machine: str, number: int) -> str:
    """An event about a machine; returns the id of its message."""
    row = connection.execute(
        "select sched_engine.emit_event('exception.created', sched_engine.resource_id(%s),"
        " jsonb_build_object('nr', %s::int))"
        " as id",
        [machine, number],
    ).fetchone()
    assert row is not None
    return f"msg_{row['id']}"


def pending(connection: Connection) -> int:
    """How many deliveries wait."""
    row = connection.execute("select count(*) as n from sched.webhook_deliveries where state = 'pending'").fetchone()
    assert row is not None
    return int(row["n"])


def live_key(connection: Connection, name: str = "live") -> str:
    """A key that may see the machine M2."""
    row = connection.execute(
        "select sched_http.create_api_key(%s, 'sched_viewer', sched_engine.resource_id('M2')) as key", [name]
    ).fetchone()
    assert row is not None
    return str(row["key"])


def next_event(lines: Iterator[str]) -> dict[str, str]:
    """The next of a stream of Server-Sent Events: id, event, data."""
    found: dict[str, str] = {}
    for line in lines:
        if not line and found:
            return found
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            found[name] = value
    return found


@contextmanager
def live(url: str, serve: Callable[[str], str], proxy: Callable[..., nginx.Server], folder: Path) -> Iterator[Api]:
    """The HTTP API on this database behind a gateway, with live events, imports of workbooks and a worker."""
    api = serve(url)
    relay = Relay(url, folder / "log", SCHED_RELAY_API=api)
    server = proxy(int(api.rsplit(":", 1)[1]), relay.port)
    with closing(Api(server.url, url)) as made:
        yield made
    relay.stop()
