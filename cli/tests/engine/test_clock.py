"""The stored plan against `support/clock_model.py`, edit by edit, while the clock goes on.

Random plants get random edits at moments chosen to be awkward: inside breaks, exactly at starts and ends, between
the nominal and the real start of a shift, around clock changes. After each edit every row of every machine is
compared, and what must hold whatever the model says is checked by itself. `SCHED_CLOCK_STEPS=20000` makes so many
edits instead of a fixed set.
"""

from __future__ import annotations

import os
import random
import time as timer
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from support import Server
from support.clock_edits import BEGINNINGS, ONE_SHIFT, Database, Dice, founding, model_of
from support.clock_model import (
    DAWN,
    DOOMSDAY,
    ONE_DAY,
    AddChange,
    AmendChange,
    CancelChange,
    Change,
    CloseChange,
    Edit,
    Generate,
    LockPeriod,
    Plant,
    Row,
    SkipOccurrence,
)

LENGTH = 120  # edits of one plant
STEPS = int(os.environ.get("SCHED_CLOCK_STEPS", "0"))
SEEDS = range(STEPS // LENGTH + 1) if STEPS else range(4)
SHRINK_SECONDS = float(os.environ.get("SCHED_CLOCK_SHRINK", "60"))
EXCEPTION_EDITS = (AddChange, AmendChange, CancelChange, CloseChange, SkipOccurrence)


Plants = Callable[[int, bool], AbstractContextManager["Run"]]


class Difference(AssertionError):
    """The stored plan is not what it should be."""


@dataclass(frozen=True)
class Step:
    """What was done at a moment. `late`: the edit is left to the worker; no edit: the worker works it off."""

    t: datetime
    edit: Edit | None
    late: bool = False

    def __str__(self) -> str:
        how = "the worker works off what waits" if self.edit is None else brief(self.edit)
        return f"{brief(self.t)} {how}{', left to the worker' if self.late else ''}"


class Run:
    """One plant in a database of its own, and the model of it."""

    def __init__(self, url: str, seed: int, still: bool = False) -> None:
        self.database = Database(url)
        dice = random.Random(seed)
        today = BEGINNINGS[seed % len(BEGINNINGS)]
        self.beginning = datetime.combine(today, time(dice.randrange(24), 30), UTC)
        made = founding(dice, self.beginning)
        # With a clock that stands still, long before all that is planned.
        self.still = still
        self.t = self.beginning - 10 * ONE_DAY if still else self.beginning
        self.database.found(made)
        self.plant = model_of(made)
        self.dice = Dice(
            self.plant, dice, self.beginning, self.beginning - ONE_DAY, {code: kind for code, kind, _ in made.resources}
        )
        if still:
            self.dice.choices = [choice for choice in self.dice.choices if choice[1] != self.dice.lock]
        self.samples = random.Random(seed)
        self.steps: list[Step] = []
        self.waiting = False
        self.seen: dict[datetime, set[Row]] = {}
        self.stored: set[Row] = set()

    def close(self) -> None:
        """Close the connection."""
        self.database.connection.close()

    def begin(self) -> None:
        """Generate the plan; of some machines some days more."""
        machines = [machine for machine, kind in self.dice.types.items() if kind == "work_unit"]
        first = self.beginning.date() - 4 * ONE_DAY
        for some, last in ((machines, 7), (machines[::3], 9)):
            self.make(Step(self.t, Generate(tuple(some), first, self.beginning.date() + last * ONE_DAY)))

    # Dates.

    def everywhere(self) -> tuple[date, date]:
        """The dates that are generated for every machine and not locked."""
        days = self.plant.generated.values()
        first = max(min(own) for own in days)
        return max(first, self.plant.lock + ONE_DAY if self.plant.lock > date.min else first), min(map(max, days))

    def anywhere(self) -> tuple[date, date]:
        """From the first to the last date that is generated for some machine."""
        days = self.plant.generated.values()
        return min(map(min, days)), max(map(max, days))

    # Steps.

    def step(self) -> None:
        """Let time pass, and do something."""
        if not self.still:
            self.t = self.dice.advance()
        if self.waiting:
            self.make(Step(self.t, None))
            return
        edit = (None if self.still else self.dice.extension()) or self.dice.edit()
        late = not isinstance(edit, Generate | LockPeriod) and self.dice.random.random() < 0.04
        self.make(Step(self.t, edit, late))

    def make(self, step: Step) -> None:
        """Do something and check everything."""
        self.steps.append(step)
        self.t = step.t
        self.samples = random.Random(str(step))  # the same whenever this step is made
        if not self.waiting and self.plant.generated and self.samples.random() < 0.3:
            self.nothing_changes_by_itself()
        promised = None
        if step.edit is not None and not step.late and self.plant.generated and self.samples.random() < 0.25:
            with self.database.at(step.t):
                promised = self.database.what_if(step.edit, *self.everywhere())
        before = self.stored
        if self.enter(step):
            self.compare()
            self.sound(step, before)
            if promised is not None:
                self.kept(promised, before)
        self.sample()

    def enter(self, step: Step) -> bool:
        """Do something in the database and in the model; false when it was refused."""
        if step.edit is None:
            with self.database.at(step.t):
                self.database.work_off(self.samples.choice([2, 200]))
            self.plant.refresh(step.t)
            self.waiting = False
            return True
        try:
            with self.late_edits(step.late), self.database.at(step.t):
                self.database.enter(step.edit)
        except psycopg.Error as error:
            if not is_refusal(error):
                raise Difference(f"{error}\n{self.history()}") from error
            return False
        self.plant.apply(step.edit, step.t, refresh=not step.late)
        self.waiting = step.late
        return not step.late

    @contextmanager
    def late_edits(self, late: bool) -> Iterator[None]:
        """If so, every edit is too large to be applied at commit."""
        if late:
            self.database.configure("refresh_inline_machine_days", "0")
        try:
            yield
        finally:
            if late:
                self.database.configure("refresh_inline_machine_days", "40000")

    # Checks with the model.

    def compare(self) -> None:
        """Every row that is stored is one of the model, and the other way round; no preview wants another."""
        wanted = {row for rows in self.plant.rows.values() for row in rows}
        self.stored = self.database.rows(*self.anywhere())
        if self.stored != wanted:
            self.differ("The stored rows are not those of the model.", wanted)
        first, last = self.everywhere()
        if len(self.steps) % 8:  # otherwise all of it
            first, last = max(first, self.t.date() - 2 * ONE_DAY), min(last, self.t.date() + 3 * ONE_DAY)
        with self.database.at(self.t):
            found = self.database.preview(first, last) if first <= last else []
        if found:
            self.differ(f"A preview of a regeneration would still change rows: {found[:5]}", wanted)
        self.seen[self.t] = self.stored

    def nothing_changes_by_itself(self) -> None:
        """No time that passes changes the model; nor, on a sample, a regeneration the plan."""
        before = {machine: list(rows) for machine, rows in self.plant.rows.items()}
        self.plant.refresh(self.t)
        assert before == self.plant.rows, f"the model changes by itself: {self.history()}"
        if self.samples.random() < 0.4:
            with self.database.at(self.t):
                counts = self.database.regenerate(*self.everywhere())
            if any(counts):
                was, self.stored = self.stored, self.database.rows(*self.anywhere())
                self.differ(f"A regeneration without an edit changed rows: {counts}.", was)

    def kept(self, promised: list[dict[str, Any]], before: set[Row]) -> None:
        """What a preview of the edit has told is what has happened."""
        first, last = self.everywhere()
        named = self.plant.entries  # a preview finds no name for a holiday that is no more
        old, new = ({key(r): shown(r, named) for r in rows if first <= r.day <= last} for rows in (before, self.stored))
        happened = {at: (old.get(at), new.get(at)) for at in old.keys() | new.keys() if old.get(at) != new.get(at)}
        told = {}
        for change in promised:
            pair = tuple(change[side] and told_row(change[side]) for side in ("before", "after"))
            start = (pair[0] or pair[1] or {})["start"]
            told[change["resource_code"], date.fromisoformat(change["schedule_date"]), start] = pair
        if told != happened:
            wrong = {at: (told.get(at), happened.get(at)) for at in told.keys() | happened.keys()}
            lines = [f"  {at}: promised {a}, happened {b}" for at, (a, b) in sorted(wrong.items(), key=str) if a != b]
            raise Difference("\n".join(["A preview promised something else.", *lines[:10], self.history()]))

    def sample(self) -> None:
        """Now and then: earlier states can be read again."""
        if len(self.steps) % 25 == 0 and self.seen and not self.waiting:
            for moment in self.samples.sample(sorted(self.seen), min(3, len(self.seen))):
                found = self.database.as_known(*self.anywhere(), moment)
                if found != self.seen[moment]:
                    self.stored = found
                    self.differ(f"The plan as known at {moment} is not what it was.", self.seen[moment])

    # Checks without the model.

    def sound(self, step: Step, before: set[Row]) -> None:
        """What must hold whatever the model says."""
        by_machine = {
            machine: (
                sorted((r for r in before if r.machine == machine), key=lambda r: r.start),
                sorted((r for r in self.stored if r.machine == machine), key=lambda r: r.start),
            )
            for machine in self.plant.machines()
        }
        edited = self.edited()
        for machine, (old, new) in by_machine.items():
            for one, following in pairwise(new):
                if following.start < one.end:
                    self.differ(f"Rows of {machine} overlap: {one} and {following}.", before)
            if isinstance(step.edit, Generate):
                continue
            touched = concerned(self.plant, machine, edited)
            # What waited for the worker was in force since it was entered.
            entered = next((s.t for s in reversed(self.steps) if s.edit is not None), self.t)
            past = outside(until(old, entered), touched), outside(until(new, entered), touched)
            if past[0] != past[1]:
                self.differ(f"The past of {machine} before {entered} has changed.", before)
            for row in began(old, self.t):
                if not covered(row, new):
                    self.differ(f"A shift that had begun lost working time: {row}.", before)

    def edited(self) -> list[Change]:
        """The exceptions that the last edits, and those that waited with them, were about; before and after."""
        found: list[Change] = []
        for step in reversed(self.steps):
            if isinstance(step.edit, EXCEPTION_EDITS):
                name = step.edit.entered.name if isinstance(step.edit, AddChange) else step.edit.name
                found += self.versions(name)
            if step.edit is not None:
                break
        return found

    def versions(self, name: str) -> list[Change]:
        """An exception as it was entered and after each edit of it."""
        plant = Plant()
        found = []
        for step in self.steps:
            if isinstance(step.edit, EXCEPTION_EDITS):
                own = step.edit.entered.name if isinstance(step.edit, AddChange) else step.edit.name
                if own == name and not isinstance(step.edit, SkipOccurrence):
                    if not isinstance(step.edit, AddChange) and name not in plant.changes:
                        continue
                    step.edit.change(plant, step.t)
                    found.append(plant.changes[name])
        return found

    # Reports.

    def differ(self, what: str, wanted: set[Row]) -> None:
        """Tell what is different."""
        lines = [what]
        for machine in self.plant.machines():
            for sign, rows in (("stored ", self.stored - wanted), ("missing", wanted - self.stored)):
                lines += [f"  {sign} {told(row)}" for row in in_order(r for r in rows if r.machine == machine)]
        raise Difference("\n".join([*lines[:40], self.history()]))

    def history(self) -> str:
        """What was done last."""
        return "\n".join([f"after {len(self.steps)} steps, the last of them:", *(f"  {s}" for s in self.steps[-6:])])


def is_refusal(error: psycopg.Error) -> bool:
    """Whether a door has refused an edit that cannot be made, such as assignments that overlap; not an error met when
    the stored plan was written."""
    state = error.sqlstate or ""
    return state.startswith("SC") or (state.startswith("23") and error.diag.schema_name == "sched")


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by machine and time."""
    return sorted(rows, key=lambda row: (row.machine, row.start, row.end))


def brief(value: Any) -> str:
    """A value of an edit, or all of it but for what is as usual, in few words."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, tuple):
        return f"({', '.join(map(brief, value))})"
    if is_dataclass(value):
        parts = [f"{f.name}={brief(v)}" for f in fields(value) if (v := getattr(value, f.name)) != f.default]
        return f"{type(value).__name__}({', '.join(parts)})"
    return str(value)


def told(row: Row) -> str:
    """A row in one line."""
    times = f"{row.start:%m-%d %H:%M:%S}-{row.end:%m-%d %H:%M:%S}"
    return (
        f"{row.machine} {row.day} {row.code or '-'} {times} {row.status} {row.capacity}"
        f" {row.pattern or '-'} {row.exception or '-'} {row.holiday or '-'}"
    )


def key(row: Row) -> tuple[str, date, datetime]:
    """What makes it the same row before and after an edit."""
    return row.machine, row.day, row.start


def shown(row: Row, holidays: Container[str]) -> dict[str, Any]:
    """A row as previews tell it when there are these holidays."""
    values = {name: value for name, value in row._asdict().items() if name not in ("machine", "day")}
    return {**values, "holiday": row.holiday if row.holiday in holidays else None}


def told_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a preview in the words of `Row`."""
    return {
        "code": row["shift_code"],
        "start": datetime.fromisoformat(row["planned_start_time"]),
        "end": datetime.fromisoformat(row["planned_end_time"]),
        "status": row["schedule_status"],
        "capacity": row["capacity_percent"],
        "pattern": row["pattern_code"],
        "exception": row["exception"],
        "holiday": row["holiday"],
    }


def until(rows: list[Row], t: datetime) -> list[Row]:
    """What rows say of the time before an instant."""
    return [row._replace(end=min(row.end, t)) for row in rows if row.start < t]


def concerned(plant: Plant, machine: str, changes: list[Change]) -> list[tuple[datetime, datetime]]:
    """When an edit of exceptions may change the past of a machine: while their resource was above it, and, but for
    moves and overtime, which touch the shifts around them, only inside."""
    turns = {DAWN, DOOMSDAY, *(since for history in plant.tree.places.values() for since, _ in history)}
    found = []
    for change in changes:
        around = 3 * ONE_DAY if change.impact in ("shifted", "additional") else timedelta(0)
        end = DOOMSDAY if change.end is None or change.rule is not None else change.end
        for since, to in pairwise(sorted(turns)):
            low, high = max(change.start, since), min(end, to)
            if low < high and change.resource in plant.tree.upwards(machine, since):
                found.append((low - around, DOOMSDAY if high == DOOMSDAY else high + around))
    return found


def outside(rows: list[Row], stretches: list[tuple[datetime, datetime]]) -> list[Row]:
    """What rows say of the time outside of some stretches."""
    for low, high in stretches:
        kept = []
        for row in rows:
            if row.end <= low or high <= row.start:
                kept.append(row)
                continue
            if row.start < low:
                kept.append(row._replace(end=low))
            if high < row.end:
                kept.append(row._replace(start=high))
        rows = kept
    return sorted(rows, key=lambda row: row.start)


def began(rows: list[Row], t: datetime) -> list[Row]:
    """Rows of shifts that had begun: they have started themselves, or another row of their shift has, which can be
    told where a pattern has only ever had one shift a day."""
    started = {(row.day, row.pattern) for row in rows if row.pattern and row.start < t}
    return [
        row
        for row in rows
        if row.pattern and (row.start < t or (row.pattern in ONE_SHIFT and (row.day, row.pattern) in started))
    ]


def covered(row: Row, rows: list[Row]) -> bool:
    """Whether the time of a row is still that of the same shift."""
    at = row.start
    for other in rows:
        if other.start <= at < other.end and (other.day, other.code, other.pattern) == (row.day, row.code, row.pattern):
            at = other.end
    return at >= row.end


# The tests.


@pytest.fixture
def plants(server: Server, template: str) -> Plants:
    """Runs of plants, each in a database that is dropped afterwards."""

    @contextmanager
    def start(seed: int, still: bool) -> Iterator[Run]:
        url = server.create(template)
        run = Run(url, seed, still)
        try:
            yield run
        finally:
            run.close()
            server.drop(url)

    return start


def replayed(plants: Plants, seed: int, steps: list[Step], still: bool) -> tuple[list[Step], str] | None:
    """Replay steps; up to which of them, and how, it ends in a difference."""
    with plants(seed, still) as run:
        try:
            for step in steps:
                if not run.waiting or step.edit is None:
                    run.make(step)
        except Difference as error:
            return run.steps, str(error)
        except (KeyError, ValueError):  # it is about something that has been left out
            return None
    return None


def shrunk(plants: Plants, seed: int, steps: list[Step], still: bool) -> tuple[list[Step], str]:
    """As few of the steps as still end in a difference, and that difference; as far as there is time."""
    since = timer.monotonic()
    best, text = steps, "(not tried again)"
    size = max(1, (len(steps) - 2) // 2)
    while size:
        at = 1  # the first one generates the plan
        while at < len(best) - 1 and timer.monotonic() - since < SHRINK_SECONDS:
            fewer = [*best[:at], *best[min(at + size, len(best) - 1) :]]
            found = replayed(plants, seed, fewer, still)
            if found is None:
                at += size
            else:
                best, text = found
        size //= 2
    return best, text


def run_plant(plants: Plants, seed: int, still: bool = False) -> None:
    """Make edits of one plant until something is wrong."""
    with plants(seed, still) as run:
        try:
            run.begin()
            for _ in range(LENGTH):
                run.step()
            return
        except Difference as error:
            told_first = str(error)
    steps, text = shrunk(plants, seed, run.steps, still)
    few = [f"With {len(steps)} steps only:", *(f"  {step}" for step in steps), text.split("\nafter ")[0]]
    pytest.fail("\n".join([f"Seed {seed}: {told_first}", "", *few]), pytrace=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_plan_is_that_of_the_model_while_the_clock_goes_on(plants: Plants, seed: int) -> None:
    run_plant(plants, seed)


@pytest.mark.parametrize("seed", range(1000, 1002))
def test_the_plan_of_what_is_still_to_come_is_that_of_the_model(plants: Plants, seed: int) -> None:
    run_plant(plants, seed, still=True)
