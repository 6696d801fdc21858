"""Measure the budgets: the generation against COPY of the very same rows in the same run, and the HTTP API under load.

    python bench/run.py [--quick] [--only engine|http]

Creates a database of its own on the server of DATABASE_URL or of the embedded stack, and drops it at the end.
Prints a table and writes bench/results.json: a list of {name, value, unit, budget, ok}."""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import http_api
import psycopg
import python_way
from psycopg import sql
from psycopg.conninfo import make_conninfo
from rich.console import Console
from rich.table import Table

from equipment_scheduling.database import database_url
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings

HERE = Path(__file__).parent
FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
EDITS, WARM_UP = 220, 20
BLOCK = 1 << 20  # bytes sent at a time
COLUMNS = (
    "resource_id, planned_start_time, planned_end_time, pattern_id, generated_at, schedule_date,"
    " schedule_status, capacity_percent, shift_code, exception_id, holiday_id, shift_second,"
    " shift_placement"
)


@dataclass(frozen=True)
class Figure:
    """One measured figure; `budget` is an upper limit, and `ok` is null where there is none."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    ok: bool | None = None


class Bench:
    """A throwaway database, and the figures measured in it."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.figures: list[Figure] = []

    def record(self, name: str, value: float, unit: str, budget: float | None = None) -> None:
        """Keep a figure and say so."""
        ok = None if budget is None else value <= budget
        self.figures.append(Figure(name, round(value, 4), unit, budget, ok))
        print(f"  {name}: {value:.3f} {unit}", file=sys.stderr, flush=True)

    def value(self, query: str, *values: Any) -> Any:
        """The one value that a query returns."""
        row = self.connection.execute(query, values).fetchone()
        assert row is not None
        return row[0]

    def plant(self, machines: int) -> None:
        """Replace the plant by one of `machines` machines with nothing generated."""
        self.clear()
        self.connection.execute("truncate sched.resources restart identity cascade")
        self.connection.execute((HERE / "plant.sql").read_text() % {"machines": machines})
        self.connection.execute("analyze")

    def clear(self) -> None:
        """Forget everything generated, and settle the disk, so that every run starts alike."""
        self.connection.execute("truncate sched.equipment_schedules, sched.schedule_changes")
        self.connection.execute("update sched.generated_dates set dates = '{}', dates_without_holidays = '{}'")
        self.connection.execute("vacuum sched.generated_dates")
        self.connection.execute("checkpoint")

    def timed(self, work: Callable[[], object]) -> float:
        """Seconds that `work` takes, commit included."""
        started = time.perf_counter()
        with self.connection.transaction():
            work()
        return time.perf_counter() - started

    def generate(self, *, regenerate: bool = False) -> dict[str, int]:
        """Generate the whole plant for the year, as the API does."""
        done: dict[str, int] = self.value("select api_v1.generate_schedules(%s, %s, null, %s)", FIRST, LAST, regenerate)
        return done

    def copy_out(self) -> list[bytes]:
        """The stored rows, in binary COPY format and in the order they lie in."""
        with self.connection.cursor().copy(
            f"copy (select {COLUMNS} from sched.equipment_schedules) to stdout (format binary)"
        ) as copy:
            data = b"".join(bytes(block) for block in copy)
        return [data[i : i + BLOCK] for i in range(0, len(data), BLOCK)]

    def copy_in(self, blocks: list[bytes]) -> None:
        """The same rows by COPY, already computed, into the same hypertable with its index."""
        with self.connection.cursor().copy(
            f"copy sched.equipment_schedules ({COLUMNS}) from stdin (format binary)"
        ) as copy:
            for block in blocks:
                copy.write(block)


def measure_generation(bench: Bench, machines: int, rounds: int) -> tuple[float, float, int]:
    """Median seconds of generating and of COPY for a year of `machines` machines, in turns; and the rows."""
    bench.plant(machines)
    generating: list[float] = []
    copying: list[float] = []
    blocks: list[bytes] = []
    rows = 0
    for _ in range(rounds):
        bench.clear()
        generating.append(bench.timed(bench.generate))
        if not blocks:
            blocks = bench.copy_out()
            rows = bench.value("select count(*) from sched.equipment_schedules")
        bench.clear()
        copying.append(bench.timed(partial(bench.copy_in, blocks)))
    return statistics.median(generating), statistics.median(copying), rows


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    return sorted(values)[max(0, round(len(values) * share) - 1)]


def measure_edits(bench: Bench, machines: int) -> None:
    """One exception on one machine until the stored rows are current: round trip and commit included."""
    ids = [row[0] for row in bench.connection.execute("select id from sched.resources where requires_scheduling")]
    moments = random.Random(5).choices(range(10, 350), k=EDITS)
    took: list[float] = []
    for machine, day in zip(random.Random(7).choices(ids, k=EDITS), moments, strict=True):
        start = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=9)

        def edit(machine: int = machine, start: datetime = start) -> None:
            bench.connection.execute(
                "insert into sched.schedule_exceptions (resource_id, exception_type, start_datetime,"
                " end_datetime, description, created_by)"
                " values (%s, 'maintenance', %s, %s, 'bench', 'bench')",
                (machine, start, start + timedelta(hours=2)),
            )

        took.append(1000 * bench.timed(edit))
    took = took[WARM_UP:]
    budget = 15.0 if machines >= 10000 else None
    bench.record(f"exception current at commit, {machines:,} machines, p95", percentile(took, 0.95), "ms", budget)


def measure_reading(bench: Bench) -> None:
    """What OEE asks most, of a plant of 10,000 machines with two years stored."""
    bench.clear()
    bench.generate()
    bench.connection.execute(
        "select api_v1.generate_schedules(%s, %s)",
        (FIRST + timedelta(days=365), LAST + timedelta(days=365)),
    )
    bench.connection.execute("analyze")
    stored = bench.value("select count(*) from sched.equipment_schedules")
    bench.record("rows stored when reading", stored, "rows")
    measure_many(bench)
    measure_edits(bench, 10000)
    ids = [row[0] for row in bench.connection.execute("select id from sched.resources where requires_scheduling")]
    chosen = random.Random(3).choices(ids, k=EDITS)

    def month(machine: int) -> None:
        period = (FIRST + timedelta(days=59), FIRST + timedelta(days=89))
        bench.connection.execute("select api_v1.oee_availability(%s, %s, %s)", (str(machine), *period))

    def status(machine: int) -> None:
        instant = datetime(FIRST.year, 6, 15, 12, 30, tzinfo=UTC)
        bench.connection.execute("select * from sched_oee.status_at(%s, %s)", (machine, instant))

    for name, read, budget in (
        ("a machine's month of availability, median", month, 5),
        ("status of a machine at an instant, median", status, 1),
    ):
        took = [1000 * bench.timed(partial(read, machine)) for machine in chosen][WARM_UP:]
        bench.record(name, statistics.median(took), "ms", budget)


MONTH = "s.schedule_date between date '2027-03-01' and date '2027-03-31'"
NOON = "timestamptz '2027-03-16 12:00Z'"
AREA = "BENCH.SITE-2.AREA-1.%%"
# What is asked, a plain aggregate of the rows that it needs, and seconds that it may take.
MANY = (
    (
        "status of 10,000 machines",
        "select * from sched_oee.current_status",
        "select distinct on (s.resource_id) s.* from sched.equipment_schedules as s"
        " where s.schedule_date between date '2027-03-13' and date '2027-03-18'"
        f" and s.planned_start_time <= {NOON} order by s.resource_id, s.planned_start_time desc",
        0.25,
    ),
    (
        "10,000 machines x 1 month by day",
        f"select * from sched_oee.daily_availability as s where {MONTH}",
        "select s.resource_id, s.schedule_date, sum(s.planned_end_time - s.planned_start_time)"
        f" from sched.equipment_schedules as s where {MONTH} group by s.resource_id, s.schedule_date",
        0.6,
    ),
    (
        "10,000 machines x 1 month by area",
        "select * from sched_engine.availability_by_level(sched_engine.planned_subtree(null),"
        " '2027-03-01', '2027-03-31', 'area')",
        "select r.parent_resource_id, sum(s.planned_end_time - s.planned_start_time)"
        " from sched.equipment_schedules as s inner join sched.resources as r on r.id = s.resource_id"
        f" where {MONTH} group by r.parent_resource_id",
        0.5,
    ),
    (
        "an area of 500 machines x 1 month",
        f"select * from sched_oee.daily_availability as s where s.hierarchy_path like '{AREA}' and {MONTH}",
        "select s.resource_id, s.schedule_date, sum(s.planned_end_time - s.planned_start_time)"
        " from sched.equipment_schedules as s where s.resource_id = any(array("
        f"select r.id from sched.resources as r where r.hierarchy_path like '{AREA}'))"
        f" and {MONTH} group by s.resource_id, s.schedule_date",
        0.04,
    ),
)


def measure_many(bench: Bench) -> None:
    """What is asked of the whole plant or a part of it, as seconds in the database and as a multiple of a plain
    aggregate, in turns; each on one core."""

    def seconds(query: str) -> float:
        plan = bench.value(f"explain (analyze, timing off, format json) {query}")
        return float(plan[0]["Execution Time"]) / 1000

    with bench.connection.transaction():
        bench.connection.execute("set local max_parallel_workers_per_gather = 0")
        bench.connection.execute(f"select set_config('sched.now', ({NOON})::text, true)")
        for name, read, plain, budget in MANY:
            took = [(seconds(read), seconds(plain)) for _ in range(6)][1:]
            of_read, of_plain = (statistics.median(times) for times in zip(*took, strict=True))
            bench.record(name, of_read, "s", budget)
            bench.record(f"{name} / plain aggregate", of_read / of_plain, "ratio", 3)


def measure(bench: Bench, *, quick: bool) -> None:
    """All figures, smallest plant first."""
    rounds = 1 if quick else 5
    seconds, copy_seconds, rows = measure_generation(bench, 1000, rounds)
    bench.record("COPY of 1,000 machines x 1 year", copy_seconds, "s")
    bench.record("generate 1,000 machines x 1 year", seconds, "s")
    bench.record("rows of 1,000 machines x 1 year", rows, "rows")
    bench.record("generate 1,000 machines / COPY", seconds / copy_seconds, "ratio", 1.25)

    bench.clear()
    bench.generate()
    bench.connection.execute("analyze sched.equipment_schedules")
    written: list[int] = []

    def regenerate() -> None:
        done = bench.generate(regenerate=True)
        written.append(done["inserted"] + done["updated"] + done["deleted"])

    again = statistics.median(bench.timed(regenerate) for _ in range(rounds))
    bench.record("regenerate 1,000 machines, nothing changed", again, "s")
    bench.record("rows written when nothing changed", max(written), "rows", 0)
    bench.record("regenerate unchanged / COPY", again / copy_seconds, "ratio", 0.6)
    measure_edits(bench, 1000)

    bench.clear()
    bench.connection.execute((HERE / "plan_loop.sql").read_text())
    machines = 20
    looped = bench.timed(
        lambda: bench.connection.execute("select pg_temp.plan_loop(%s, %s, %s)", (machines, FIRST, LAST))
    )
    looped_rows = bench.value("select count(*) from sched.equipment_schedules")
    bench.clear()
    machines = 200
    python_rows = 0

    def python() -> None:
        nonlocal python_rows
        python_rows = python_way.generate(bench.connection, machines, FIRST, LAST)

    in_python = bench.timed(python)
    bench.record("rows per second: generate", rows / seconds, "rows/s")
    bench.record("rows per second: loop with an INSERT a row (20 machines)", looped_rows / looped, "rows/s")
    bench.record("rows per second: Python with COPY (200 machines)", python_rows / in_python, "rows/s")

    if not quick:
        large, large_copy, large_rows = measure_generation(bench, 10000, 3)
        bench.record("COPY of 10,000 machines x 1 year", large_copy, "s")
        bench.record("generate 10,000 machines x 1 year", large, "s")
        bench.record("generate 10,000 machines / COPY", large / large_copy, "ratio")
        bench.record(
            "cost per row, 10,000 against 1,000 machines",
            (large / large_rows) / (seconds / rows),
            "ratio",
            1.15,
        )
        measure_reading(bench)


def measure_http(bench: Bench, settings: Settings, *, quick: bool) -> None:
    """500 users at one request a second each, of a plant of 1,000 machines with a year stored. The load tool and the
    database share the cores of this machine: their shares are recorded beside the times."""
    url = make_conninfo(database_url(), dbname=bench.connection.info.dbname)
    uri = http_api.authenticator(settings, url)
    if uri is None:
        print("  HTTP is not measured: set SCHED_API_DATABASE_URL", file=sys.stderr)
        return
    bench.plant(1000)
    bench.generate()
    bench.connection.execute("analyze")
    with http_api.served(settings, uri) as (postgrest, gateway):
        for name, url in (("PostgREST", postgrest), ("the gateway", gateway)):
            found = http_api.load(bench.connection, url, 15 if quick else 60)
            bench.record(f"{http_api.USERS} users through {name}, p95", found["p95_ms"], "ms", 200)
            bench.record(f"{http_api.USERS} users through {name}, errors", found["errors"], "requests", 0)
            bench.record(f"{http_api.USERS} users through {name}, answered", found["requests_per_second"], "requests/s")
            bench.record(f"{http_api.USERS} users through {name}, machine busy", found["cpu_percent"], "%")
            bench.record(
                f"{http_api.USERS} users through {name}, of it the load tool", found["cores_of_the_load_tool"], "cores"
            )


@contextmanager
def throwaway_database(settings: Settings) -> Iterator[psycopg.Connection]:
    """A migrated database that is dropped afterwards."""
    server = database_url()
    name = f"sched_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            url = make_conninfo(server, dbname=name)
            migrations.migrate(settings, url)
            with psycopg.connect(url, autocommit=True) as connection:
                yield connection
        finally:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def machine() -> str:
    """The machine in a line, for the figures to be read by."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} x {model}, {system}"


def main() -> int:
    """Run everything; 1 when a budget is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one round each, without the 10,000 machines")
    parser.add_argument("--only", choices=["engine", "http"], help="leave the other out; results.json is not written")
    options = parser.parse_args()

    settings = Settings.load()
    with throwaway_database(settings) as connection:
        bench = Bench(connection)
        version = bench.value("select version()").split(" on ")[0]
        if options.only != "http":
            measure(bench, quick=options.quick)
        if options.only != "engine":
            measure_http(bench, settings, quick=options.quick)

    table = Table(title=f"Benchmarks: {version}, {machine()}", title_justify="left")
    for heading in ("figure", "value", "unit", "budget", "ok"):
        table.add_column(heading, justify="right" if heading in ("value", "budget") else "left")
    for figure in bench.figures:
        table.add_row(
            figure.name,
            f"{figure.value:,.3f}" if figure.value < 1000 else f"{figure.value:,.0f}",
            figure.unit,
            "" if figure.budget is None else f"<= {figure.budget:g}",
            {True: "yes", False: "NO", None: ""}[figure.ok],
        )
    Console(width=120).print(table)
    if options.only is None:
        (HERE / "results.json").write_text(json.dumps([asdict(f) for f in bench.figures], indent=2) + "\n")
    return 0 if all(f.ok is not False for f in bench.figures) else 1


if __name__ == "__main__":
    sys.exit(main())
