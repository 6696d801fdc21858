"""Figures with their spread, and the throwaway database in which they are measured."""

from __future__ import annotations

import os
import platform
import secrets
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tables import Figured

from equipment_scheduling.database import database_url
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings

HERE = Path(__file__).parent
FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
BLOCK = 1 << 20  # bytes sent at a time
COLUMNS = (
    "resource_id, planned_start_time, planned_end_time, pattern_id, generated_at, schedule_date,"
    " schedule_status, capacity_percent, shift_code, exception_id, holiday_id, shift_second,"
    " shift_placement"
)


@dataclass(frozen=True)
class Figure:
    """One measured figure. `budget` is an upper limit, or a lower one (`at_least`); `ok` is null where there is none.
    The rounds tell how far the value can be trusted. `column` is its place in history.csv, if it has one."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    ok: bool | None = None
    min: float | None = None
    median: float | None = None
    max: float | None = None
    rounds: int = 1
    part: str = ""
    column: str | None = None
    at_least: bool = False


class Figures:
    """What has been measured so far, part by part."""

    def __init__(self) -> None:
        self.all: list[Figure] = []
        self.part = ""
        self.tables: list[Figured] = []

    def record(
        self,
        name: str,
        rounds: float | Sequence[float],
        unit: str,
        budget: float | None = None,
        *,
        value: float | None = None,
        at_least: bool = False,
        column: str | None = None,
        say: bool = True,
    ) -> float:
        """Keep a figure: what each round gave, and their median or a `value` that stands for all of them."""
        rounds = [rounds] if isinstance(rounds, int | float) else list(rounds)
        value = statistics.median(rounds) if value is None else value
        ok = None if budget is None else (value >= budget if at_least else value <= budget)
        least, middle, most = (round(each, 4) for each in (min(rounds), statistics.median(rounds), max(rounds)))
        spread = (least, middle, most, len(rounds))
        figure = Figure(name, round(value, 4), unit, budget, ok, *spread, self.part, column, at_least)
        self.all.append(figure)
        if say:
            print(f"  {name}: {number(value)} {unit}{spread_of(figure)}", file=sys.stderr, flush=True)
        return value


def number(value: float) -> str:
    """Short, with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def least_to_most(rounds: Sequence[float]) -> str:
    """The spread in words."""
    return f"{number(min(rounds))} to {number(max(rounds))}"


def spread_of(figure: Figure) -> str:
    """The least and the most of the rounds, where there were several."""
    if figure.rounds == 1 or figure.min is None or figure.max is None:
        return ""
    return f" ({least_to_most((figure.min, figure.max))})"


class Bench(Figures):
    """A throwaway database, and the figures measured in it."""

    def __init__(self, connection: psycopg.Connection) -> None:
        super().__init__()
        self.connection = connection
        self.url = database(str(connection.info.dbname))

    def value(self, query: str, *values: Any) -> Any:
        """The one value that a query returns."""
        row = self.connection.execute(query, values).fetchone()
        assert row is not None
        return row[0]

    def ids(self) -> list[int]:
        """The machines."""
        found = self.connection.execute("select id from sched.resources where requires_scheduling order by id")
        return [row[0] for row in found]

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

    def year(self) -> None:
        """Have the year of the whole plant stored, and known to the planner."""
        self.generate()
        self.connection.execute("vacuum analyze")

    def copy_out(self, table: str = "sched.equipment_schedules", columns: str = COLUMNS) -> list[bytes]:
        """The stored rows, in binary COPY format and in the order they lie in."""
        with self.connection.cursor().copy(
            sql.SQL("copy (select {} from {}) to stdout (format binary)").format(sql.SQL(columns), sql.SQL(table))
        ) as copy:
            data = b"".join(bytes(block) for block in copy)
        return [data[i : i + BLOCK] for i in range(0, len(data), BLOCK)]

    def copy_in(self, blocks: list[bytes], table: str = "sched.equipment_schedules", columns: str = COLUMNS) -> None:
        """The same rows by COPY, already computed, into the same hypertable with its index."""
        with self.connection.cursor().copy(
            sql.SQL("copy {} ({}) from stdin (format binary)").format(sql.SQL(table), sql.SQL(columns))
        ) as copy:
            for block in blocks:
                copy.write(block)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    return sorted(values)[max(0, round(len(values) * share) - 1)]


def in_rounds(values: Sequence[float], statistic: Callable[[Sequence[float]], float], rounds: int = 5) -> list[float]:
    """A statistic of the first values, of the next ones, and so on."""
    size = len(values) // rounds
    return [statistic(values[n * size : (n + 1) * size]) for n in range(rounds)]


def database(name: str) -> str:
    """The address of a database beside that of DATABASE_URL or of the embedded stack."""
    server = database_url()
    if "://" not in server:
        return make_conninfo(server, dbname=name)
    head, mark, options = server.partition("?")
    return head[: head.rindex("/") + 1] + name + mark + options


@contextmanager
def throwaway_database(settings: Settings) -> Iterator[psycopg.Connection]:
    """A migrated database that is dropped afterwards."""
    name = f"sched_bench_{secrets.token_hex(4)}"
    with psycopg.connect(database_url(), autocommit=True) as admin:
        admin.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        try:
            migrations.migrate(settings, database(name))
            with psycopg.connect(database(name), autocommit=True) as connection:
                yield connection
        finally:
            admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def processors() -> tuple[int, str]:
    """How many, and of which model."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    return os.cpu_count() or 1, model


def machine() -> str:
    """The machine in a line, for the figures to be read by."""
    cores, model = processors()
    return f"{cores} x {model}, {platform.system()} {platform.release()}, Python {platform.python_version()}"
