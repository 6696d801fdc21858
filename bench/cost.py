"""What a request costs: processor time by kind of request and by process, and as a multiple of a request of which
PostgREST alone decides the cost.

One client asks, one request after the other, on sessions that know their queries already."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http.client import HTTPConnection
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import processor
import writers
from figures import FIRST, Bench, least_to_most, number
from http_api import TRIVIAL, Place, guarded, key, processes, served
from receiver import WEBHOOK, receiving, relay
from tables import Figured

from equipment_scheduling.settings import Settings

WARM = 20  # requests: PostgreSQL makes plans anew five times, and then compares
PARTS = ("database", "PostgREST", "gateway", "relay")


@dataclass(frozen=True)
class Kind:
    """One kind of request that reads: its address at PostgREST and, as the documents spell it, at the gateway."""

    name: str
    straight: str
    gateway: str
    column: str | None = None


PAGE = "resources?id=gt.{machine}&order=id&limit=20&select=id,resource_code,resource_name,is_active"
EXPLAIN = "rpc/explain_availability?resource_id={machine}&at={start}T10:00:00Z"
FEED = "rpc/changes?max_entries=100&since={position}"
WEEK = "schedule_date=gte.{start}&schedule_date=lte.{end}&order=planned_start_time"
KINDS = (
    Kind("trivial view", "bench_trivial", "bench_trivial", "trivial"),
    Kind("one resource", "resources?id=eq.{machine}", "resources/{machine}", "resource"),
    Kind("page of 20 resources", PAGE, PAGE, "page"),
    Kind(
        "a week of the plan",
        "equipment_schedules?resource_id=eq.{machine}&" + WEEK,
        "schedules/resources/{machine}?" + WEEK,
        "week",
    ),
    Kind(
        "availability of a week",
        "rpc/oee_availability?resource_ids={machine}&start_date={start}&end_date={end}",
        "oee/availability?resourceIds={machine}&startDate={start}&endDate={end}",
        "availability",
    ),
    Kind(
        "status of a machine",
        "current_status?resource_id=eq.{machine}",
        "current_status?resource_id=eq.{machine}",
        "status",
    ),
    Kind("status of the plan", "status", "status"),
    Kind("explain", EXPLAIN, EXPLAIN, "explain"),
    Kind("page of the feed", FEED, FEED.replace("rpc/", "oee/"), "feed"),
)
ENTER, CANCEL = "enter an exception", "cancel an exception"


class Client:
    """Sends the requests of one way, and sums up what each part of the stack has used for them."""

    def __init__(self, bench: Bench, place: Place, parts: Callable[[], Mapping[str, Callable[[], float]]]) -> None:
        parts_of_url = urlsplit(place.url)
        self.prefix = f"{parts_of_url.path}/"
        self.headers = {"X-API-Key": key(bench.connection)}
        self.http = HTTPConnection(parts_of_url.netloc, timeout=30)
        self.bench, self.parts = bench, parts
        self.chance = random.Random(11)
        self.machines = bench.ids()
        self.position = bench.value("select api_v1.changes(null, 1) ->> 'position'")
        self.entered: list[int] = []

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """What the server answers, if it is not a refusal. The connection stays open."""
        self.http.request(method, self.prefix + path, json.dumps(body) if body else None, self.headers | headers)
        answer = self.http.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text or "null")

    def read(self, path: str) -> None:
        """Any machine, any week."""
        start = FIRST + timedelta(days=self.chance.randrange(330))
        machine = self.chance.choice(self.machines)
        path = path.format(machine=machine, start=start, end=start + timedelta(days=6), position=self.position)
        self.ask("GET", path)

    def enter(self) -> None:
        """Two hours of maintenance."""
        day = FIRST + timedelta(days=self.chance.randrange(330))
        exception = {
            "resource_id": self.chance.choice(self.machines),
            "exception_type": "maintenance",
            "start_datetime": f"{day}T09:00:00Z",
            "end_datetime": f"{day}T11:00:00Z",
            "description": "cost",
        }
        headers = {"Content-Type": "application/json", "Prefer": "return=representation"}
        made = self.ask("POST", "exceptions", exception, **headers)
        self.entered.append((made[0] if isinstance(made, list) else made)["id"])

    def cancel(self) -> None:
        """What was entered first."""
        self.ask("DELETE", f"exceptions?id=eq.{self.entered.pop(0)}")

    def cost(self, request: Callable[[], None], requests: int) -> dict[str, float]:
        """Milliseconds of processor time for one of so many requests, by part."""
        parts = self.parts()
        before = {name: used() for name, used in parts.items()}
        for _ in range(requests):
            request()
        return {name: 1000 * (used() - before[name]) / requests for name, used in parts.items()}


def measure(bench: Bench, settings: Settings, uri: str, *, quick: bool) -> None:
    """Every kind, straight and through the gateway, and what writers pay for events."""
    rounds, requests = (4, 20) if quick else (8, 40)
    bench.plant(1000)
    bench.year()
    bench.connection.execute(TRIVIAL)
    with ExitStack() as stack:
        receiver = stack.enter_context(receiving())
        bench.connection.execute(WEBHOOK, ["cost", f"{receiver}/cost"])
        pid = stack.enter_context(relay(bench.url)).pid
        rest = stack.enter_context(served(settings, uri))
        bare = stack.enter_context(served(settings, uri, bare=True))
        gateway = stack.enter_context(guarded(settings, rest))

        def of_relay() -> float:
            return processor.seconds(pid, *processor.backends(bench.connection, "sched relay"))

        connection = bench.connection
        ways = {
            "straight": Client(bench, rest, partial(processes, connection, rest)),
            "gateway": Client(bench, gateway, partial(processes, connection, rest, gateway)),
        }
        nothing = Client(bench, bare, partial(processes, connection, bare))
        found = each_kind(bench, nothing, ways, of_relay, rounds, requests)
        idle = of_relay()
        time.sleep(2)
        bench.record("relay at rest, processor time", 1000 * (of_relay() - idle) / 2, "ms/s")
        bench.connection.execute("delete from sched.webhook_subscriptions")
    record(bench, found)
    bench.connection.execute("delete from sched.events")
    codes = [
        row[0] for row in connection.execute("select resource_code from sched.resources where requires_scheduling")
    ]
    edit = partial(writers.edits, bench.url, codes, str(FIRST), 0.5 if quick else 1.5)
    writers.measure(bench, connection, edit, 3 if quick else 7)


@dataclass(frozen=True)
class Round:
    """What one request has cost in a round, by part, and what a bare one cost just before."""

    parts: Mapping[str, float]
    bare: float

    @property
    def together(self) -> float:
        """All parts."""
        return sum(self.parts.values())


Costs = dict[tuple[str, str], list[Round]]


def each_kind(
    bench: Bench,
    nothing: Client,
    ways: Mapping[str, Client],
    of_relay: Callable[[], float],
    rounds: int,
    requests: int,
) -> Costs:
    """All kinds in turns, round after round, each beside a bare one; the first round only warms up."""
    found: Costs = {}

    def keep(kind: str, way: str, count: int, measured: Callable[[], Mapping[str, float]]) -> None:
        bare = nothing.cost(partial(nothing.read, "bench_trivial"), count)
        costs = measured()
        if count == requests:
            found.setdefault(("bare", "straight"), []).append(Round(bare, sum(bare.values())))
            found.setdefault((kind, way), []).append(Round(costs, sum(bare.values())))

    def written(client: Client, write: Callable[[], None], count: int) -> dict[str, float]:
        before = of_relay()
        costs = client.cost(write, count)
        while bench.value("select count(*) from sched.webhook_deliveries where state = 'pending'"):
            time.sleep(0.02)
        return {**costs, "relay": 1000 * (of_relay() - before) / count}

    for turn in range(rounds + 1):
        count = requests if turn else WARM
        for kind in KINDS:
            for way, client in ways.items():
                path = kind.gateway if way == "gateway" else kind.straight
                keep(kind.name, way, count, partial(client.cost, partial(client.read, path), count))
        for name in (ENTER, CANCEL):
            for way, client in ways.items():
                write = client.enter if name == ENTER else client.cancel
                keep(name, way, count, partial(written, client, write, count))
    return found


def record(bench: Bench, found: Costs) -> None:
    """Keep the figures, and one table of them."""
    title = "Processor time of a request in ms, and as a multiple of the bare one; least to most of the rounds"
    table = Figured(title, ("request", "way", *PARTS, "together", "", "/ bare", ""), 2)
    for (kind, way), rounds in found.items():
        name = f"request: {kind}, {way}"
        parts = {part: [each.parts[part] for each in rounds] for part in rounds[0].parts}
        for part, costs in parts.items():
            bench.record(f"{name}: {part}", costs, "ms", say=False)
        together = [each.together for each in rounds]
        bench.record(f"{name}: together", together, "ms", say=False)
        multiples = [each.together / each.bare for each in rounds]
        bench.record(f"{name}: / bare", multiples, "ratio", say=False, column=column(kind, way))
        of_parts = (number(median(parts[part])) if part in parts else "" for part in PARTS)
        sums = (word for each in (together, multiples) for word in (number(median(each)), least_to_most(each)))
        table.rows.append((kind, way, *of_parts, *sums))
    bench.tables.append(table)


def column(kind: str, way: str) -> str | None:
    """Where history.csv has it."""
    short = {each.name: each.column for each in KINDS} | {ENTER: "enter", CANCEL: "cancel"}
    return f"{short[kind]} / bare, {way}" if short.get(kind) else None
