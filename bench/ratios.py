"""Processor time as ratios, measured in half a minute and compared with the figures kept in bench/ratios.json.

    python bench/ratios.py [--keep]

Ratios of processor time, and of several rounds the least of each part: they hardly depend on the machine or on what
else it does. --keep makes what was measured the figures to compare with: on purpose, and the commit says why."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from functools import partial
from statistics import median

import http_api
import processor
from budgets import edit
from cost import KINDS, Client
from figures import FIRST, HERE, Bench, throwaway_database

from equipment_scheduling.settings import Settings

FILE = HERE / "ratios.json"
MACHINES = 300
# A ratio may exceed the kept one by this share: twice what busy machines made of unchanged code. Some are steadier.
MARGIN, STEADY_MARGIN = 0.3, 0.2
STEADY = {"generate / COPY", "regenerate unchanged / COPY", "request: trivial view / bare"}
MONTH = "s.schedule_date between date '2027-03-01' and date '2027-03-31'"
PLAIN = (
    "select s.resource_id, s.schedule_date, sum(s.planned_end_time - s.planned_start_time)"
    f" from sched.equipment_schedules as s where {MONTH} group by s.resource_id, s.schedule_date"
)
REQUESTS = ("trivial", "resource", "week", "availability")


def measure(settings: Settings) -> dict[str, float]:
    """Every ratio, from the least processor time of each part."""
    with throwaway_database(settings) as connection:
        bench = Bench(connection)
        connection.execute("set max_parallel_workers_per_gather = 0")
        return {**of_generation(bench), **of_statements(bench), **of_requests(bench, settings)}


def least(work: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Of each part the least that it took; in turns, so that what else goes on meets all of them."""
    took: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(rounds):
        for name, measured in work.items():
            took[name].append(measured())
    return {name: min(each) for name, each in took.items()}


def of_generation(bench: Bench) -> dict[str, float]:
    """Generating a year, and again with nothing changed, against COPY of the rows."""
    bench.plant(MACHINES)
    bench.generate()
    blocks = bench.copy_out()

    def copy() -> float:
        bench.clear()
        return processor.spent(bench.connection, partial(bench.copy_in, blocks))

    def generate() -> float:
        bench.clear()
        return processor.spent(bench.connection, bench.generate)

    def again() -> float:
        bench.connection.execute("analyze sched.equipment_schedules")
        return processor.spent(bench.connection, partial(bench.generate, regenerate=True))

    took = least({"copy": copy, "generate": generate, "again": again}, 5)
    return {
        "generate / COPY": took["generate"] / took["copy"],
        "regenerate unchanged / COPY": took["again"] / took["copy"],
    }


def of_statements(bench: Bench) -> dict[str, float]:
    """An edit and reads against a plain aggregate of the rows of all machines in a month: work enough to be steady."""
    connection, chance, ids = bench.connection, random.Random(1), bench.ids()
    connection.execute("vacuum analyze")

    def asked(count: int, statement: str, *given: Callable[[], object]) -> Callable[[], float]:
        def work() -> None:
            for _ in range(count):
                connection.execute(statement.encode(), [value() for value in given])

        return lambda: processor.spent(connection, work) / count

    def edited() -> float:
        days = chance.choices(range(10, 350), k=20)
        starts = [datetime.combine(FIRST + timedelta(days=day), time(9), UTC) for day in days]
        return sum(processor.spent(connection, partial(edit, bench, chance.choice(ids), at)) for at in starts) / 20

    took = least(
        {
            "plain aggregate": asked(3, PLAIN),
            "a month of all machines by day": asked(
                3, f"select * from sched_oee.daily_availability as s where {MONTH}"
            ),
            "a machine's month": asked(
                20, "select api_v1.oee_availability(%s, '2027-03-01', '2027-03-31')", lambda: str(chance.choice(ids))
            ),
            "an exception current at commit": edited,
        },
        10,
    )
    # By itself, and last: what comes after it costs more, whatever it is.
    took |= least({"the description of the API": asked(3, "select api_v1.openapi()")}, 5)
    return {
        f"{name} / plain aggregate": each / took["plain aggregate"]
        for name, each in took.items()
        if name != "plain aggregate"
    }


def of_requests(bench: Bench, settings: Settings) -> dict[str, float]:
    """Requests against a bare one, in PostgREST and the database; none where PostgREST may not log in."""
    uri = http_api.authenticator(settings, bench.url)
    if uri is None:
        return {}
    bench.connection.execute(http_api.TRIVIAL)
    with ExitStack() as stack:
        rest = stack.enter_context(http_api.served(settings, uri))
        bare = stack.enter_context(http_api.served(settings, uri, bare=True))
        client = Client(bench, rest, partial(http_api.processes, bench.connection, rest))
        nothing = Client(bench, bare, partial(http_api.processes, bench.connection, bare))
        asked: dict[str, Callable[[], None]] = {
            kind.name: partial(client.read, kind.straight) for kind in KINDS if kind.column in REQUESTS
        }
        asked["enter an exception"] = client.enter

        def cost(asking: Client, request: Callable[[], None]) -> Callable[[], float]:
            asking.cost(request, 10)
            return lambda: sum(asking.cost(request, 20).values())

        least_work = cost(nothing, partial(nothing.read, "bench_trivial"))
        found = {}
        # Each by itself: requests after expensive ones cost more, whatever they are for.
        for name, request in asked.items():
            took = least({"bare": least_work, name: cost(client, request)}, 12)
            found[f"request: {name} / bare"] = took[name] / took["bare"]
        return found


def kept() -> dict[str, float]:
    """The figures to compare with."""
    found: dict[str, float] = json.loads(FILE.read_text())
    return found


def regressions(found: dict[str, float], expected: dict[str, float]) -> list[str]:
    """What costs more than it did, beyond what noise could do."""
    limits = {name: value * (1 + (STEADY_MARGIN if name in STEADY else MARGIN)) for name, value in expected.items()}
    return [
        f"{name}: {found[name]:.3g}, kept {expected[name]:.3g}, at most {limit:.3g}"
        for name, limit in limits.items()
        if name in found and found[name] > limit
    ]


def main() -> int:
    """Measure, compare or keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="write bench/ratios.json")
    keep = parser.parse_args().keep
    settings = Settings.load()
    found, expected = measure(settings), {} if keep else kept()
    if keep:
        runs = [found, measure(settings), measure(settings)]
        found = {name: median(run[name] for run in runs) for name in found}
    elif regressions(found, expected):  # once more: noise does not hit twice alike
        again = measure(settings)
        found = {name: min(value, again[name]) for name, value in found.items()}
    for name, value in found.items():
        print(f"{value:8.3g}  {name}" + (f" (kept {expected[name]:.3g})" if name in expected else ""))
    if keep:
        FILE.write_text(json.dumps({name: float(f"{value:.3g}") for name, value in found.items()}, indent=4) + "\n")
    slower = regressions(found, expected)
    if slower:
        print("Costs more than it did:", *slower, sep="\n  ")
    return int(bool(slower))


if __name__ == "__main__":
    sys.exit(main())
