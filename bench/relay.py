"""Measure the budgets of the relay: on loopback, with a receiver and a relay that are processes of their own.

    python bench/relay.py [--quick]

Creates a database of its own on the server of DATABASE_URL or of the embedded stack, and drops it at the end.
Prints a table and writes bench/relay.json: a list of {name, value, unit, budget, ok}."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import random
import secrets
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
import psycopg
from aiohttp import web
from psycopg import sql
from psycopg.conninfo import make_conninfo
from rich.console import Console
from rich.table import Table

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import database_url
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings

HERE = Path(__file__).parent
MACHINES, CLIENTS = 200, 32
WARM = 10  # edits of each client that are left out: a session plans its queries once
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
EDIT = """
    select sched_engine.add_exception(sched_engine.resource_id(%s), 'maintenance',
        timestamptz '2030-01-01 06:00Z' + %s * interval '1 day',
        timestamptz '2030-01-01 08:00Z' + %s * interval '1 day', 'Oil')
"""
WEBHOOK = """
    insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
    values (%s, %s, '{exception.updated,exception.created,schedule.changed}',
        sched_engine.new_webhook_secret(), 'bench')
"""


@dataclass(frozen=True)
class Figure:
    """One measured figure; `budget` is an upper limit, or a lower one for rates."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    ok: bool | None = None


class Bench:
    """A throwaway database with a receiver, and the figures measured."""

    def __init__(self, url: str, receiver: str) -> None:
        self.url = url
        self.receiver = receiver
        self.connection = psycopg.connect(url, autocommit=True)
        self.figures: list[Figure] = []

    def record(
        self, name: str, value: float, unit: str, budget: float | None = None, *, at_least: bool = False
    ) -> None:
        """Keep a figure and say so."""
        ok = None if budget is None else (value >= budget if at_least else value <= budget)
        self.figures.append(Figure(name, round(value, 4), unit, budget, ok))
        print(f"  {name}: {value:.3f} {unit}", file=sys.stderr, flush=True)

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
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, began + number / rate - time.time()))
            row = self.connection.execute(EMIT, [f"M{number % MACHINES + 1}"]).fetchone()
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


@contextmanager
def relay(bench: Bench, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A relay, until the end of the block."""
    port = states.free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": bench.url,
        "SCHED_RELAY_PORT": str(port),
        "SCHED_RELAY_ALLOW": "127.0.0.0/8",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "equipment_scheduling", "relay"], env=environment | settings, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            try:
                if httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200:
                    break
            except httpx.HTTPError:
                assert process.poll() is None
            time.sleep(0.05)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # it waits for a receiver that hangs
            process.kill()


def latency(bench: Bench, seconds: float) -> None:
    """Commit to arrival at 200 events/s; with and without notifications."""
    bench.webhooks("one")
    with relay(bench):
        bench.emit(50, 1)
        found = bench.latencies(bench.emit(200, seconds))
        bench.record("200 events/s: commit to arrival, p50", at(0.5, found), "ms")
        bench.record("200 events/s: commit to arrival, p99", at(0.99, found), "ms", 50)
    row = bench.connection.execute("select pg_get_functiondef('sched_engine.emit_event'::regproc)").fetchone()
    assert row is not None
    bench.connection.execute(row[0].replace("perform pg_notify", "-- perform pg_notify").encode())
    bench.webhooks("one")
    with relay(bench):
        bench.emit(50, 1)
        found = bench.latencies(bench.emit(200, seconds))
    bench.connection.execute(row[0].encode())
    bench.record("notifications lost: commit to arrival, p99", at(0.99, found), "ms", 600)


def throughput(bench: Bench, seconds: float) -> None:
    """What one webhook can be sent, and that nothing piles up at 500 a second."""
    bench.webhooks("one")
    backlog = []
    with relay(bench):
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
        with relay(bench):
            bench.emit(10, 1)
            found.append(at(0.99, bench.latencies(bench.emit(20, seconds), skip=tenth)))
    bench.record("ten webhooks at 20 events/s: p99 of nine", found[0], "ms")
    bench.record("the same when the tenth hangs", found[1], "ms", 2 * found[0])


def orphan(bench: Bench) -> None:
    """A relay is killed while the receiver has not answered; another sends the delivery again."""
    bench.webhooks("hang")
    with relay(bench) as victim:
        bench.emit(1, 1)
        while not bench.arrivals():
            time.sleep(0.05)
        with relay(bench, SCHED_RELAY_TIMEOUT="60"):
            began = time.time()
            victim.kill()
            while len(bench.arrivals()) < 2 and time.time() < began + 60:
                time.sleep(0.1)
            bench.record("orphaned delivery: sent again after", time.time() - began, "s", 35)


def writers(bench: Bench, seconds: float, rounds: int) -> None:
    """Edits a second by 32 clients, with and without events."""
    bench.webhooks("one")
    row = bench.connection.execute(
        "select pg_get_functiondef(p.oid) from pg_proc as p where p.proname = 'emit_schedule_changes'"
    ).fetchone()
    assert row is not None
    body = row[0].index("\ndeclare")
    nothing = row[0][:body] + "\nbegin\nend\n" + row[0][row[0].rindex("$function$") :]
    tables = bench.connection.execute(
        "select distinct t.tgrelid::regclass::text from pg_trigger as t where t.tgname like 'emit\\_edit\\_%'"
    ).fetchall()

    def switch(on: bool) -> None:
        for (table,) in tables:
            for kind in ("insert", "update", "delete"):
                name = f"emit_edit_{kind}_{table.split('.')[-1]}"
                found = bench.connection.execute(
                    "select t.tgname from pg_trigger as t where t.tgrelid = %s::regclass and t.tgname like %s",
                    [table, f"emit\\_edit\\_{kind}%"],
                ).fetchone()
                assert found is not None, name
                bench.connection.execute(
                    f"alter table {table} {'enable' if on else 'disable'} trigger {found[0]}".encode()
                )
        bench.connection.execute((row[0] if on else nothing).encode())

    rates: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(rounds):
        for on in (False, True):
            switch(on)
            bench.connection.execute("delete from sched.schedule_exceptions")
            bench.connection.execute("delete from sched.events")
            bench.connection.execute("checkpoint")
            rates[on].append(_edits(bench.url, seconds))
    ratios = [off / on for off, on in zip(rates[False], rates[True], strict=True)]
    bench.record("32 clients edit, without events", statistics.median(rates[False]), "edits/s")
    bench.record("32 clients edit, with events", statistics.median(rates[True]), "edits/s")
    bench.record("cost of events for writers", 100 * (statistics.median(ratios) - 1), "%", 10)


def _edits(url: str, seconds: float) -> float:
    done = [0] * CLIENTS
    begin, end = threading.Barrier(CLIENTS + 1), [0.0]

    def edit(client: int) -> None:
        chance = random.Random(client)
        with psycopg.connect(url, autocommit=True) as connection:

            def one() -> None:
                day = chance.randrange(360)
                connection.execute(EDIT, [f"M{chance.randrange(MACHINES) + 1}", day, day])

            for _ in range(WARM):
                one()
            begin.wait()
            while time.monotonic() < end[0]:
                one()
                done[client] += 1

    threads = [threading.Thread(target=edit, args=[client]) for client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    end[0] = math.inf
    begin.wait()
    began = time.monotonic()
    end[0] = began + seconds
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - began)


def receive(port: int) -> None:
    """The receiver: logs every request; /hang answers after a minute."""
    log: list[tuple[float, str, str]] = []

    async def post(request: web.Request) -> web.Response:
        await request.read()
        path = request.path[1:]
        if path == "forget":
            log.clear()
        else:
            log.append((time.time(), path, request.headers["webhook-id"]))
        if path == "hang":
            await asyncio.sleep(60)
        return web.Response(text="ok")

    async def get(_: web.Request) -> web.Response:
        return web.json_response(log)

    application = web.Application()
    application.add_routes([web.post("/{path}", post), web.get("/log", get)])
    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None, shutdown_timeout=0)


@contextmanager
def prepared() -> Iterator[Bench]:
    """A new database and a receiver."""
    settings = Settings.load()
    server, name, port = database_url(), f"sched_bench_{secrets.token_hex(4)}", states.free_port()
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        receiver = subprocess.Popen([sys.executable, __file__, "--receive", str(port)])
        try:
            # `migrate` and the relay take an address
            url = server[: server.rindex("/") + 1] + name
            migrations.migrate(settings, url)
            bench = Bench(url, f"http://127.0.0.1:{port}")
            for statement in PLANT.split(";\n"):
                bench.connection.execute(statement.encode())
            bench.connection.execute("analyze")
            yield bench
            bench.connection.close()
        finally:
            receiver.kill()
            receiver.wait(10)
            maintenance.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a third of the time")
    parser.add_argument("--only", help="one part: latency, throughput, hanging, orphan, writers")
    parser.add_argument("--receive", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.receive:
        receive(given.receive)
        return 0
    seconds = 5.0 if given.quick else 15.0
    parts: dict[str, Callable[[Bench], None]] = {
        "latency": lambda bench: latency(bench, seconds),
        "throughput": lambda bench: throughput(bench, seconds),
        "hanging": lambda bench: hanging(bench, seconds),
        "orphan": orphan,
        "writers": lambda bench: writers(bench, seconds / 3, 4 if given.quick else 10),
    }
    with prepared() as bench:
        for name, measure in parts.items():
            if given.only in (None, name):
                measure(bench)
    table = Table("", "measured", "budget", "")
    for figure in bench.figures:
        budget = "" if figure.budget is None else f"{figure.budget:g} {figure.unit}"
        verdict = {None: "", True: "ok", False: "MISSED"}[figure.ok]
        table.add_row(figure.name, f"{figure.value:,.1f} {figure.unit}", budget, verdict)
    Console().print(table)
    (HERE / "relay.json").write_text(json.dumps([asdict(figure) for figure in bench.figures], indent=2) + "\n")
    return int(any(figure.ok is False for figure in bench.figures))


if __name__ == "__main__":
    sys.exit(main())
