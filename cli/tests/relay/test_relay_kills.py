"""Nothing is lost, whatever is killed: relays, connections, the database.

`make soak` runs it at length (SCHED_SOAK: events, kills of relays, of connections and of the database)."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from equipment_scheduling.database import connect
from equipment_scheduling.runtime import postgres
from equipment_scheduling.settings import Settings
from support.cluster import Cluster
from support.receiver import Receiver, until
from support.relays import Relay, build, emit, pending, subscribe

EVENTS, RELAY_KILLS, CONNECTION_KILLS, DATABASE_KILLS = map(int, os.environ.get("SCHED_SOAK", "2000,3,3,1").split(","))
IN_FLIGHT = 16
TERMINATE = (
    "select pg_terminate_backend(a.pid) from pg_stat_activity as a"
    " where a.datname = current_database() and a.application_name like 'sched relay%'"
)
EMITTED = "select format('msg_%s', e.id) as id from sched.events as e where e.data ? 'nr'"


@pytest.fixture
def cluster(settings: Settings, tmp_path: Path) -> Iterator[Cluster]:
    """A server that may be killed."""
    if not postgres.programs(settings.runtime).exists():
        pytest.skip("needs the programs of the embedded database")
    one = Cluster(tmp_path / "pg", settings)
    yield one
    one.close()


class Writer(threading.Thread):
    """Writes events one by one, each in a transaction of its own; waits while the database is away."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self.written: list[str] = []

    def run(self) -> None:
        """Until all are written."""
        while len(self.written) < EVENTS:
            try:
                with connect(url=self._url, autocommit=True) as own:
                    while (number := len(self.written)) < EVENTS:
                        self.written.append(emit(own, f"M{number % 40 + 1}", number))
            except psycopg.OperationalError:
                time.sleep(0.1)


def test_nothing_is_lost_when_things_are_killed(cluster: Cluster, receiver: Receiver, tmp_path: Path) -> None:
    with connect(url=cluster.url, autocommit=True) as connection:
        build(connection)
        subscribe(connection, "mes", f"{receiver.url}/hook")
    settings = {"SCHED_RELAY_PER_ENDPOINT": str(IN_FLIGHT), "SCHED_RELAY_LEASE": "3"}
    url = cluster.as_relay(cluster.url)
    relays = [Relay(url, tmp_path / f"relay{number}.log", wait=False, **settings) for number in range(2)]
    kills = ["relay"] * RELAY_KILLS + ["connections"] * CONNECTION_KILLS + ["database"] * DATABASE_KILLS
    random.Random(1).shuffle(kills)
    began = time.monotonic()
    writer = Writer(cluster.url)
    writer.start()
    try:
        for number, kill in enumerate(kills, 1):
            # spread over all that is to be delivered, so that each kill meets deliveries
            due = number * EVENTS // (len(kills) + 1)
            until(lambda due=due: len(receiver.requests) >= due, 120)
            if kill == "relay":
                victim = relays[number % 2]
                victim.stop(signal.SIGKILL)
                victim.start(wait=False)
            elif kill == "connections":
                with psycopg.connect(cluster.url, autocommit=True) as connection:
                    connection.execute(TERMINATE)
            else:
                cluster.kill()
        writer.join(600)
        with connect(url=cluster.url, autocommit=True) as connection:
            until(lambda: pending(connection) == 0, 120)
            rows = connection.execute(EMITTED).fetchall()
    finally:
        for relay in relays:
            relay.stop(signal.SIGKILL)
    seen = Counter(request.id for request in receiver.requests)
    lost, duplicates = {row["id"] for row in rows} - set(seen), seen.total() - len(seen)
    print(
        f"\n{len(rows):,} events in {time.monotonic() - began:.0f} s; killed: {dict(Counter(kills))};"
        f" lost {len(lost)}, duplicates {duplicates} (at most {len(kills) * IN_FLIGHT})"
    )
    assert set(writer.written) <= {row["id"] for row in rows}, "a committed event is gone"
    assert not lost and len(writer.written) == EVENTS
    assert duplicates <= len(kills) * IN_FLIGHT
    assert _first_of_each(receiver) == {code: sorted(numbers) for code, numbers in _first_of_each(receiver).items()}


def _first_of_each(receiver: Receiver) -> dict[str, list[int]]:
    """The events of each machine in the order in which they were first told."""
    firsts = {request.id: request for request in reversed(receiver.requests)}
    found: dict[str, list[int]] = {}
    for request in sorted(firsts.values(), key=lambda request: request.time):
        data = request.json["data"]
        found.setdefault(data["resource_code"], []).append(data["nr"])
    return found
