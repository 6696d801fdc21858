"""Working-time arithmetic against the plain sum over the plan: where it is stored, where not, and across.

The plan itself is that of `planned_segments`, which `test_engine_properties.py` holds against a model of its
own. Every example is written to the database in a transaction that is rolled back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Cli, FreshDatabase
from support.plants import OFFSET, Case, cases, write

EXAMPLES = int(os.environ.get("SCHED_EXAMPLES", "0"))
DAY = timedelta(days=1)
ZERO = timedelta()

Stretch = tuple[datetime, datetime, str | None, int]


@pytest.fixture(scope="module")
def plant(database_url: str) -> Iterator[psycopg.Connection]:
    """A connection on which each example rolls back."""
    with psycopg.connect(database_url) as connection, connection.transaction(force_rollback=True):
        connection.execute("set local timezone = 'UTC'")
        connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        yield connection


# The plain way: a list of stretches, and sums over all of it.


def plan(connection: psycopg.Connection, resource: int, first: date, last: date) -> list[Stretch]:
    """The operating stretches of these business dates, as the engine plans them."""
    return connection.execute(
        """
        select planned_start_time, planned_end_time, shift_code, capacity_percent
        from sched_engine.planned_segments(array[%s]::bigint[], %s, %s)
        where schedule_status = 'operating' order by planned_start_time""",
        [resource, first, last],
    ).fetchall()


def work(stretches: list[Stretch], start: datetime, end: datetime, weighted: bool = False) -> timedelta:
    """Operating time between two instants; negative when they are reversed."""
    if end < start:
        return -work(stretches, end, start, weighted)
    percents = [max(min(end, s[1]) - max(start, s[0]), ZERO) * (s[3] if weighted else 100) for s in stretches]
    return sum(percents, ZERO) / 100


def runs_at(stretches: list[Stretch], moment: datetime) -> Stretch | None:
    """The stretch that runs at an instant."""
    return next((s for s in stretches if s[0] <= moment < s[1]), None)


# The functions under test.


@dataclass(frozen=True)
class Machine:
    """One machine, and what the database says about it."""

    connection: psycopg.Connection
    resource: int

    def ask(self, call: str, *arguments: object) -> Any:
        """The value of a function of api_v1; its first argument is the machine."""
        places = ", ".join(["%s"] * len(arguments))
        row = self.connection.execute(f"select api_v1.{call}(%s, {places})", [self.resource, *arguments]).fetchone()
        assert row is not None
        return row[0]

    def time(self, start: datetime, end: datetime, weighted: bool = False) -> timedelta:
        """Working time between two instants."""
        return self.ask("working_time", start, end, weighted)

    def add(self, start: datetime, duration: timedelta, weighted: bool = False) -> datetime:
        """When that much has been worked."""
        return self.ask("add_working_time", start, duration, weighted)

    def available(self, which: str, moment: datetime) -> Stretch | None:
        """The next or previous operating interval."""
        query = f"select * from api_v1.{which}_available(%s, %s)"
        return self.connection.execute(query, [self.resource, moment]).fetchone()


@dataclass(frozen=True)
class Question:
    """A plant of which some dates have been generated, and instants and lengths to ask about."""

    case: Case
    resource: int
    generated: list[tuple[date, date]]
    instants: list[datetime]
    length: timedelta


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Ranges that are generated lie anywhere: before, between and after them the plan is computed."""
    case = draw(cases())
    offsets = st.lists(st.integers(-8, 14), min_size=0, max_size=4, unique=True).map(sorted)
    ends = [case.first + DAY * offset for offset in draw(offsets)]
    seconds = st.integers(-6 * 86_400, 10 * 86_400) | st.integers(-150, 250).map(lambda hours: hours * 3600)
    midnight = datetime.combine(case.first, time(), UTC)
    return Question(
        case,
        draw(st.sampled_from(case.ids)) + OFFSET,
        list(zip(ends[::2], ends[1::2], strict=False)),
        sorted(midnight + timedelta(seconds=draw(seconds)) for _ in range(3)),
        timedelta(seconds=draw(st.integers(0, 60 * 3600)), microseconds=draw(st.sampled_from([0, 0, 1, 999_999]))),
    )


@given(questions())
@settings(
    max_examples=EXAMPLES or 40,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_it_is_the_plain_sum(plant: psycopg.Connection, question: Question) -> None:
    with plant.transaction(force_rollback=True):
        write(plant, question.case.plant)
        for first, last in question.generated:
            plant.execute("select sched_engine.generate(array[%s]::bigint[], %s, %s)", [question.resource, first, last])
        first, last = question.case.first - DAY * 40, question.case.first + DAY * 60
        stretches = plan(plant, question.resource, first, last)
        machine = Machine(plant, question.resource)
        a, b, c = question.instants
        for weighted in (False, True):
            check_sums(machine, stretches, (a, b, c), weighted)
            check_additions(machine, stretches, b, question.length, weighted)
        for moment in question.instants:
            check_neighbours(machine, stretches, moment)


def check_sums(
    machine: Machine, stretches: list[Stretch], instants: tuple[datetime, datetime, datetime], weighted: bool
) -> None:
    """Sums are those of the plan, and parts add up to the whole."""
    a, b, c = instants
    assert machine.time(a, b, weighted) == work(stretches, a, b, weighted)
    assert machine.time(c, a, weighted) == -machine.time(a, c, weighted)
    if not weighted:
        assert machine.time(a, b) + machine.time(b, c) == machine.time(a, c)


def check_additions(
    machine: Machine, stretches: list[Stretch], start: datetime, length: timedelta, weighted: bool
) -> None:
    """What is added has been worked at the end, there and not a moment earlier; and back again."""
    for duration in (length, -length):
        # an oracle of a hundred days knows what happens inside them only
        edge = start + (40 * DAY if duration > ZERO else -30 * DAY)
        if abs(work(stretches, start, edge, weighted)) < length:
            continue
        end = machine.add(start, duration, weighted)
        assert machine.time(start, end, weighted) == duration
        assert work(stretches, start, end, weighted) == duration
        if duration != ZERO:
            nearly = end - timedelta(microseconds=1000 if duration > ZERO else -1000)
            assert abs(machine.time(start, nearly, weighted)) < length
        else:
            assert end == start
        if duration > ZERO and not weighted:
            there_and_back(machine, stretches, start, end, duration)


def there_and_back(
    machine: Machine, stretches: list[Stretch], start: datetime, end: datetime, duration: timedelta
) -> None:
    """From where it operates, back is where it started; else at the next moment at which it does."""
    begun = start if runs_at(stretches, start) else min(s[0] for s in stretches if s[0] > start)
    assert machine.add(end, -duration) == begun


def check_neighbours(machine: Machine, stretches: list[Stretch], moment: datetime) -> None:
    """The running stretch, else the nearest one on either side."""
    running = runs_at(stretches, moment)
    later = min((s for s in stretches if s[0] > moment), default=None)
    earlier = max((s for s in stretches if s[1] <= moment), default=None)
    if running or later:
        assert machine.available("next", moment) == (running or later)
    if running or earlier:
        assert machine.available("previous", moment) == (running or earlier)


# The command.

PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
    values ('M1', 'M1', 'work_unit', 'Africa/Johannesburg', true),
        ('IDLE', 'Idle', 'work_unit', 'Africa/Johannesburg', true);
    select sched_engine.assign_pattern(sched_engine.resource_id('M1'), id, '2025-01-01')
    from sched.operating_patterns where pattern_code = 'TWO_SHIFT';
    select sched_engine.generate(array[sched_engine.resource_id('M1')], '2025-03-01', '2025-03-31');
"""


@pytest.fixture(scope="module")
def machine_url(fresh_database: FreshDatabase) -> str:
    """A database with a machine that works two shifts, and one that never does."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute(PLANT)
    return url


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("M1", "--at", "2025-03-10 07:00"), "Mon 2025-03-10 06:00 to 14:00 {zone}, shift D (running)"),
        (("M1", "--at", "2025-03-08 10:00"), "Mon 2025-03-10 06:00 to 14:00 {zone}, shift D (44 h away)"),
        (
            ("M1", "--at", "2025-03-08 10:00", "--previous"),
            "Fri 2025-03-07 14:00 to 22:00 {zone}, shift A (12 h away)",
        ),
        (("M1", "--at", "2025-03-10T04:00Z"), "Mon 2025-03-10 06:00 to 14:00 {zone}, shift D (running)"),
        (("M1", "--at", "2026-03-07 10:00"), "Mon 2026-03-09 06:00 to 14:00 {zone}, shift D (44 h away)"),
    ],
)
def test_next_is_a_sentence(cli: Cli, machine_url: str, words: tuple[str, ...], said: str) -> None:
    """Also where nothing has been generated."""
    result = cli("next", *words, url=machine_url)
    assert (result.code, result.out) == (0, f"M1 operates {said.format(zone='Africa/Johannesburg')}\n")


def test_next_for_programs(cli: Cli, machine_url: str) -> None:
    [row] = cli("next", "M1", "--at", "2025-03-08 10:00", "--format", "json", url=machine_url).json
    assert (row["start_time"], row["end_time"]) == ("2025-03-10T04:00:00+00:00", "2025-03-10T12:00:00+00:00")
    assert row["local_start"] == "2025-03-10T06:00:00"
    assert cli("next", "IDLE", "--format", "json", url=machine_url).json == []


def test_never_is_said(cli: Cli, machine_url: str) -> None:
    result = cli("next", "IDLE", "--at", "2025-01-01", url=machine_url)
    assert result.out == "IDLE is not planned to operate within 10 years after that.\n"
    assert cli("next", "NOPE", url=machine_url).code == 4
    assert cli("next", "M1", "--at", "1812-01-01", url=machine_url).code == 3
