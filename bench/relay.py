"""Measure the budgets of the relay: on loopback, with a receiver and a relay that are processes of their own.

    python bench/relay.py [--quick]

Creates a database of its own on the server of DATABASE_URL or of the embedded stack, and drops it at the end.
Prints a table and writes bench/relay.json: a list of {name, value, unit, budget, ok}."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial

import httpx
import psycopg
import writers
from figures import HERE, Figures, database, number, spread_of, throwaway_database
from receiver import WEBHOOK, receiving, relay
from tables import Figured

from equipment_scheduling.settings import Settings

MACHINES = 200
PLANT = f"""
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('S', 'S', 'site', 'UTC');
    insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
    select 'M' || n, 'M', 'work_unit', s.id, true
    from generate_series(1, {MACHINES}) as n cross join sched.resources as s;
    insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)
    select r.id, p.id, '2025-01-01', 'bench' from sched.resources as r, sched.operating_patterns as p
    where r.resource_code = 'S' and p.pattern_code = 'TWO_SHIFT';
    select sched_engine.generate(null, '2030-01-01', '2030-12-31');
    delete from sched.events;
"""
EMIT = "select sched_engine.emit_event('exception.updated', sched_engine.resource_id(%s), '{}')"


class Bench(Figures):
    """A throwaway database with a receiver, and the figures measured."""

    def __init__(self, connection: psycopg.Connection, url: str, receiver: str) -> None:
        super().__init__()
        self.connection = connection
        self.url = url
        self.receiver = receiver

    def webhooks(self, *paths: str) -> None:
        """Have webhooks of these paths and no others, and nothing to tell them; the receiver forgets all."""
        self.connection.execute("delete from sched.webhook_subscriptions")
        self.connection.execute("delete from sched.events")
        for path in paths:
            self.connection.execute(WEBHOOK, [path, f"{self.receiver}/{path}"])
        httpx.post(f"{self.receiver}/forget")

    def pending(self) -> int:
        """How many deliveries wait."""
        row = self.connection.execute(
            "select count(*) from sched.webhook_deliveries where state = 'pending'"
        ).fetchone()
        assert row is not None
        return int(row[0])

    def arrivals(self) -> list[tuple[float, str, str]]:
        """When, where and what came: (time, path, id)."""
        return [(at, path, name) for at, path, name in httpx.get(f"{self.receiver}/log").json()]

    def emit(self, rate: int, seconds: float) -> dict[str, float]:
        """Write events at a rate, each in a transaction of its own; when each was committed, by message id."""
        committed = {}
        began = time.time()
        for nr in range(int(rate * seconds)):
            time.sleep(max(0.0, began + nr / rate - time.time()))
            row = self.connection.execute(EMIT, [f"M{nr % MACHINES + 1}"]).fetchone()
            assert row is not None
            committed[f"msg_{row[0]}"] = time.time()
        return committed

    def latencies(self, committed: dict[str, float], skip: str = "") -> list[float]:
        """Milliseconds from commit to the first arrival, at all paths but one; waits until all have come."""
        end = time.time() + 30
        while True:
            first: dict[tuple[str, str], float] = {}
            for at, path, name in self.arrivals():
                if path != skip and name in committed:
                    first.setdefault((path, name), at)
            paths = self.connection.execute("select count(*) from sched.webhook_subscriptions").fetchone()
            assert paths is not None
            if len(first) == len(committed) * (paths[0] - bool(skip)):
                return sorted(1000 * (at - committed[name]) for (_, name), at in first.items())
            assert time.time() < end, f"{len(committed)} events, {len(first)} arrivals"
            time.sleep(0.2)


def at(share: float, values: Sequence[float]) -> float:
    """A percentile of sorted values."""
    return values[min(int(len(values) * share), len(values) - 1)]


def latency(bench: Bench, seconds: float) -> None:
    """Commit to arrival at 200 events/s; with and without notifications."""
    bench.webhooks("one")
    with relay(bench.url):
        bench.emit(50, 1)
        found = bench.latencies(bench.emit(200, seconds))
        bench.record("200 events/s: commit to arrival, p50", at(0.5, found), "ms")
        bench.record("200 events/s: commit to arrival, p99", at(0.99, found), "ms", 50)
    row = bench.connection.execute("select pg_get_functiondef('sched_engine.emit_event'::regproc)").fetchone()
    assert row is not None
    bench.connection.execute(row[0].replace("perform pg_notify", "-- perform pg_notify").encode())
    bench.webhooks("one")
    with relay(bench.url):
        bench.emit(50, 1)
        found = bench.latencies(bench.emit(200, seconds))
    bench.connection.execute(row[0].encode())
    bench.record("notifications lost: commit to arrival, p99", at(0.99, found), "ms", 600)


def throughput(bench: Bench, seconds: float) -> None:
    """What one webhook can be sent, and that nothing piles up at 500 a second."""
    bench.webhooks("one")
    backlog = []
    with relay(bench.url):
        began = time.time()
        for number in range(int(10 * seconds)):
            time.sleep(max(0.0, began + number / 10 - time.time()))
            bench.connection.execute(
                "select sched_engine.emit_event('exception.updated', r.id, '{}') from sched.resources as r"
                " where r.resource_code <> 'S' order by random() limit 50"
            )
            backlog.append(bench.pending())
        half = len(backlog) // 2
        bench.record("500 events/s: backlog, second half against first", statistics.mean(backlog[half:])
                     / max(statistics.mean(backlog[:half]), 50), "x", 1.5)  # fmt: skip
        while bench.pending():
            time.sleep(0.05)
        count = 5000
        bench.connection.execute("begin")
        bench.connection.execute(
            "select sched_engine.emit_event('exception.updated', r.id, '{}') from generate_series(1, %s) as n"
            " inner join sched.resources as r on r.resource_code = 'M' || (n %% %s + 1)", [count, MACHINES],
        )  # fmt: skip
        bench.connection.execute("commit")
        began = time.time()
        while bench.pending():
            time.sleep(0.05)
        bench.record("backlog of 5,000: deliveries", count / (time.time() - began), "/s", 500, at_least=True)


def hanging(bench: Bench, seconds: float) -> None:
    """Ten webhooks, then one of them hangs."""
    paths = [f"w{number}" for number in range(9)]
    found = []
    for tenth in ("w9", "hang"):
        bench.webhooks(*paths, tenth)
        with relay(bench.url):
            bench.emit(10, 1)
            found.append(at(0.99, bench.latencies(bench.emit(20, seconds), skip=tenth)))
    bench.record("ten webhooks at 20 events/s: p99 of nine", found[0], "ms")
    bench.record("the same when the tenth hangs", found[1], "ms", 2 * found[0])


def orphan(bench: Bench) -> None:
    """A relay is killed while the receiver has not answered; another sends the delivery again."""
    bench.webhooks("hang")
    with relay(bench.url) as victim:
        bench.emit(1, 1)
        while not bench.arrivals():
            time.sleep(0.05)
        with relay(bench.url, SCHED_RELAY_TIMEOUT="60"):
            began = time.time()
            victim.kill()
            while len(bench.arrivals()) < 2 and time.time() < began + 60:
                time.sleep(0.1)
            bench.record("orphaned delivery: sent again after", time.time() - began, "s", 35)


@contextmanager
def prepared() -> Iterator[Bench]:
    """A new database and a receiver."""
    with throwaway_database(Settings.load()) as connection, receiving() as receiver:
        for statement in PLANT.split(";\n"):
            connection.execute(statement.encode())
        connection.execute("analyze")
        yield Bench(connection, database(str(connection.info.dbname)), receiver)


def edited(bench: Bench, seconds: float, rounds: int) -> None:
    """What events cost those who edit, with one webhook."""
    bench.webhooks("one")
    machines = [f"M{number}" for number in range(1, MACHINES + 1)]
    edit = partial(writers.edits, bench.url, machines, "2030-01-01", seconds)
    writers.measure(bench, bench.connection, edit, rounds)


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a third of the time")
    parser.add_argument("--only", help="one part: latency, throughput, hanging, orphan, writers")
    given = parser.parse_args()
    seconds = 5.0 if given.quick else 15.0
    parts: dict[str, Callable[[Bench], None]] = {
        "latency": lambda bench: latency(bench, seconds),
        "throughput": lambda bench: throughput(bench, seconds),
        "hanging": lambda bench: hanging(bench, seconds),
        "orphan": orphan,
        "writers": lambda bench: edited(bench, seconds / 3, 4 if given.quick else 10),
    }
    with prepared() as bench:
        for name, measure in parts.items():
            if given.only in (None, name):
                measure(bench)
    table = Figured("The relay", ("figure", "measured", "budget", ""), 1)
    for figure in bench.all:
        budget = "" if figure.budget is None else f"{figure.budget:g} {figure.unit}"
        verdict = {None: "", True: "ok", False: "MISSED"}[figure.ok]
        table.rows.append((figure.name, f"{number(figure.value)} {figure.unit}{spread_of(figure)}", budget, verdict))
    table.show()
    (HERE / "relay.json").write_text(json.dumps([asdict(figure) for figure in bench.all], indent=2) + "\n")
    return int(any(figure.ok is False for figure in bench.all))


if __name__ == "__main__":
    sys.exit(main())
