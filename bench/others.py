"""Against what one would use instead: the same three questions about the same plant, answered by each, and the answers
compared. Processor time of the server and of this process together.

Ours reads its tables. The others have all they need in memory before the clock starts, except where they are said to
read it for each question."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from statistics import median
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import calendars_in_java
import intervals
import processor
import psycopg
import rules_in_python
from figures import FIRST, HERE, LAST, Bench, least_to_most, number
from plant_in_memory import Machine, Rules, machines, rules
from tables import Figured

MONTH = FIRST.replace(month=3), FIRST.replace(month=3, day=31)
# Six times two hours of maintenance for each machine, on days of their own.
STOPS = """
    insert into sched.schedule_exceptions
    (resource_id, exception_type, start_datetime, end_datetime, description, created_by)
    select r.id, 'maintenance', d.at, d.at + interval '2 hours', 'bench', 'bench'
    from sched.resources as r
    cross join generate_series(0, 5) as n (nr)
    cross join lateral (
        select timestamptz '2027-01-10 09:00Z' + (r.id * 7 + n.nr * 29) % 340 * interval '1 day' as at
    ) as d
    where r.requires_scheduling
"""


class Way(Protocol):
    """One way of answering the questions; ids of machines, hours, instants in UTC."""

    def year(self) -> dict[int, float]:
        """Working hours of each machine in the year."""

    def following(self, machine: int, at: datetime) -> datetime:
        """The moment from `at` on at which the machine works next; `at` when it does."""

    def month(self, machine: int) -> dict[date, float]:
        """Working hours of a machine on each day of a month that has some."""


class Stored:
    """This system."""

    def __init__(self, connection: psycopg.Connection, ids: list[int]) -> None:
        self.connection, self.ids = connection, ids
        found = connection.execute("select resource_code, id from sched.resources where id = any(%s)", [ids])
        self.codes: dict[str, int] = dict(found.fetchall())

    def year(self) -> dict[int, float]:
        """As `sched availability` asks."""
        found = self.connection.execute(
            "select resource_code, operating_hours from sched_engine.availability_by_level(%s, %s, %s)",
            [self.ids, FIRST, LAST],
        )
        return {self.codes[code]: float(hours) for code, hours in found}

    def following(self, machine: int, at: datetime) -> datetime:
        """By the function of the API."""
        row = self.connection.execute("select start_time from api_v1.next_available(%s, %s)", [machine, at]).fetchone()
        assert row is not None
        start: datetime = row[0]
        return max(start, at)

    def month(self, machine: int) -> dict[date, float]:
        """By the function of the API."""
        row = self.connection.execute("select api_v1.oee_availability(%s, %s, %s)", [str(machine), *MONTH]).fetchone()
        assert row is not None
        return {
            date.fromisoformat(day["date"]): day["planned_hours"]
            for day in row[0]["resources"][0]["availability"]
            if day["planned_hours"]
        }


class OnDemand:
    """A query over the rules, with nothing stored: ours, or one that somebody would write."""

    def __init__(self, connection: psycopg.Connection, ids: list[int], plan: str) -> None:
        self.connection, self.ids, self.plan = connection, ids, plan

    def year(self) -> dict[int, float]:
        """All machines in one query."""
        return self._hours("resource_id", self.ids, FIRST, LAST)

    def following(self, machine: int, at: datetime) -> datetime:
        """Two weeks ahead."""
        first, last = at.date() - timedelta(days=2), at.date() + timedelta(days=14)
        row = self.connection.execute(
            f"select min(greatest(start_time, %s)) from {self.plan} where end_time > %s",
            [at, [machine], first, last, at],
        ).fetchone()
        assert row is not None
        start: datetime = row[0]
        return start

    def month(self, machine: int) -> dict[date, float]:
        """One machine."""
        return self._hours("schedule_date", [machine], *MONTH)

    def _hours(self, by: str, ids: list[int], first: date, last: date) -> dict[Any, float]:
        found = self.connection.execute(
            f"select {by}, extract(epoch from sum(end_time - start_time)) / 3600 from {self.plan} group by {by}",
            [ids, first, last],
        )
        return {key: float(hours) for key, hours in found}


OURS = """(
    select resource_id, schedule_date, planned_start_time as start_time, planned_end_time as end_time
    from sched_engine.planned_segments(%s, %s, %s) where schedule_status = 'operating'
) as p"""
THEIRS = "pg_temp.planned(%s, %s, %s)"


class ByIntervals:
    """Attendance less leaves; `shared`: machines of one pattern and zone share their attendance."""

    def __init__(self, plant: dict[int, Machine], patterns: Rules, *, shared: bool) -> None:
        self.plant, self.patterns, self.shared = plant, patterns, shared

    def year(self) -> dict[int, float]:
        """Machine by machine."""
        known: dict[tuple[int, ZoneInfo], list[intervals.Interval]] = {}
        found = {}
        for machine in self.plant.values():
            key = machine.pattern, machine.zone
            if not self.shared or key not in known:
                known[key] = intervals.attendance(self.patterns[machine.pattern], machine.zone, FIRST, LAST)
            found[machine.id] = intervals.hours(self._without_leaves(machine, known[key], FIRST, LAST))
        return found

    def following(self, machine: int, at: datetime) -> datetime:
        """Two weeks at a time."""
        first = at.date() - timedelta(days=1)
        while True:
            last = first + timedelta(days=14)
            for start, end in self._worked(self.plant[machine], first, last):
                if end > at:
                    return max(start, at)
            first = last

    def month(self, machine: int) -> dict[date, float]:
        """By the local date on which they begin."""
        found: dict[date, float] = {}
        zone = self.plant[machine].zone
        for start, end in self._worked(self.plant[machine], *MONTH):
            day = start.astimezone(zone).date()
            found[day] = found.get(day, 0) + intervals.hours([(start, end)])
        return found

    def _worked(self, machine: Machine, first: date, last: date) -> list[intervals.Interval]:
        attended = intervals.attendance(self.patterns[machine.pattern], machine.zone, first, last)
        return self._without_leaves(machine, attended, first, last)

    def _without_leaves(
        self, machine: Machine, attended: list[intervals.Interval], first: date, last: date
    ) -> list[intervals.Interval]:
        absent = intervals.leaves(machine.holidays, machine.stops, machine.zone, first, last)
        return intervals.difference(attended, absent)


class Reading:
    """By intervals, too; what it has to know is read for each question."""

    def __init__(self, connection: psycopg.Connection, ids: list[int]) -> None:
        self.connection, self.ids = connection, ids

    def year(self) -> dict[int, float]:
        """All machines read at once."""
        return self._way(self.ids).year()

    def following(self, machine: int, at: datetime) -> datetime:
        """One machine read."""
        return self._way([machine]).following(machine, at)

    def month(self, machine: int) -> dict[date, float]:
        """One machine read."""
        return self._way([machine]).month(machine)

    def _way(self, ids: list[int]) -> ByIntervals:
        return ByIntervals(machines(self.connection, ids), rules(self.connection), shared=True)


@dataclass(frozen=True)
class Question:
    """One question."""

    name: str
    count: int  # how often it is asked in a round
    ask: Callable[[Way], list[Any]]


def measure(bench: Bench, *, quick: bool) -> None:
    """All questions to all ways, in turns."""
    bench.plant(1000)
    bench.connection.execute(STOPS)
    bench.year()
    bench.connection.execute((HERE / "plan_on_demand.sql").read_text())
    ids = bench.ids()[:: 10 if quick else 1]
    bench.connection.execute(
        "insert into pg_temp.place_holidays select r.id, h.holiday_date from sched.resources as r"
        " cross join sched_engine.effective_holidays(array[r.id], %s, %s) as h where r.resource_type = 'site'",
        [FIRST, LAST],
    )
    bench.connection.execute("analyze pg_temp.place_holidays")
    plant, patterns = machines(bench.connection, ids), rules(bench.connection)
    ways: dict[str, Callable[[], Way]] = {
        "ours": partial(Stored, bench.connection, ids),
        "ours, nothing stored": partial(OnDemand, bench.connection, ids, OURS),
        "SQL over the rules": partial(OnDemand, bench.connection, ids, THEIRS),
        "intervals": partial(ByIntervals, plant, patterns, shared=False),
        "intervals, shared calendars": partial(ByIntervals, plant, patterns, shared=True),
        "intervals, read for each question": partial(Reading, bench.connection, ids),
        "dateutil and zoneinfo": partial(rules_in_python.ByRules, plant, patterns, (FIRST, LAST), MONTH),
    }
    if calendars_in_java.available():  # last: its threads go on in this process
        ways["MPXJ"] = partial(calendars_in_java.ByCalendars, plant, patterns, (FIRST, LAST), MONTH)
    compare(bench, ways, questions(ids, quick=quick), 3)


def questions(ids: list[int], *, quick: bool) -> list[Question]:
    """The three, the last two of machines and moments at random."""
    chance = random.Random(17)
    count = 40 if quick else 200
    chosen = chance.choices(ids, k=count)
    start = datetime(FIRST.year, 1, 15, tzinfo=UTC)
    moments = [start + timedelta(minutes=15 * chance.randrange(4 * 24 * 320)) for _ in chosen]
    return [
        Question(f"working time of a year, {len(ids):,} machines", 1, lambda way: sorted(way.year().items())),
        Question(
            "the next moment at which a machine works",
            count,
            lambda way: [way.following(machine, at) for machine, at in zip(chosen, moments, strict=True)],
        ),
        Question(
            "a machine's month by day", count, lambda way: [sorted(way.month(machine).items()) for machine in chosen]
        ),
    ]


def compare(bench: Bench, ways: dict[str, Callable[[], Way]], asked: list[Question], rounds: int) -> None:
    """Ask all of them, see that the answers are the same, and keep the figures."""
    pid = processor.backend(bench.connection)
    found: dict[str, dict[str, list[float]]] = {question.name: {} for question in asked}
    expected: dict[str, Any] = {}
    for name, made in ways.items():
        for turn in range(rounds + 1):
            way = made()
            for question in asked:
                before = time.process_time() + processor.seconds(pid)
                answer = question.ask(way)
                took = time.process_time() + processor.seconds(pid) - before
                if turn:  # the first is to warm up
                    found[question.name].setdefault(name, []).append(1000 * took / question.count)
                answer = rounded(answer)
                assert answer == expected.setdefault(question.name, answer), f"{name} differs: {question.name}"
    record(bench, found)


def rounded(answer: Any) -> Any:
    """Hours to some milliseconds."""
    if isinstance(answer, float):
        return round(answer, 6)
    return [rounded(each) for each in answer] if isinstance(answer, list | tuple) else answer


def record(bench: Bench, found: dict[str, dict[str, list[float]]]) -> None:
    """Keep the figures, and one table of them."""
    table = Figured(
        "Processor time in ms, least to most of the rounds",
        ("question", "way", "theirs", "", "ours", "theirs / ours"),
        2,
    )
    for question, ways in found.items():
        ours = median(ways["ours"])
        for name, took in ways.items():
            bench.record(f"against {name}: {question}", took, "ms", say=False)
            ratio = median(took) / ours
            if name != "ours":
                bench.record(f"against {name}: {question}, / ours", ratio, "ratio", say=False)
                figures = number(median(took)), least_to_most(took), number(ours), number(ratio)
                table.rows.append((question, name, *figures))
    bench.tables.append(table)
