"""The stored roster, edit by edit, while the clock goes on.

Random teams and people get random edits, each committed, at moments chosen to be awkward: exactly when shifts begin and
end, around clock changes. After each edit

- what lies ahead is what the naive model of `support/roster_model.py` says; all of it is while the clock stands still,
- shifts that have begun stay as they were planned: only absences, and changes that take a shift away or bring one,
  decide about them,
- generating everything anew changes nothing.

`SCHED_ROSTER_STEPS=5000` makes so many edits instead of a fixed set.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from conftest import FreshDatabase
from support.roster_model import (
    Absence,
    Change,
    Holiday,
    Membership,
    Pattern,
    Person,
    Row,
    Team,
    is_employed,
    roster,
)
from support.roster_plants import (
    BUILT_IN,
    OFFSET,
    ONE_DAY,
    ZONES,
    Dice,
    Maker,
    clock_text,
    insert,
    odd_rules,
    read,
    write,
)

LENGTH = 40  # edits of one plant
STEPS = int(os.environ.get("SCHED_ROSTER_STEPS", "0"))
SEEDS = range(STEPS // LENGTH + 1) if STEPS else range(3)
# Beyond what a shift that has begun can hold up: one of a day, handed over late, moved by a day, in another zone.
SETTLED = 60 * 3600
STORED = "sched.emp_schedules"


class Run:
    """One plant in a database of its own, and the model of it."""

    def __init__(self, url: str, seed: int, still: bool) -> None:
        self.connection = psycopg.connect(url, autocommit=True, application_name="sched tests")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set synchronous_commit = off")
        self.connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
        seeded = dict(self.connection.execute(query, [list(BUILT_IN)]).fetchall())
        self.random = random.Random(seed)
        self.dice = Dice(self.random)
        self.made = Maker(self.dice, seeded, length=9)
        self.plant = self.made.plant
        self.still = still
        self.first, self.last = self.made.first - 3 * ONE_DAY, self.made.last + 3 * ONE_DAY
        start = self.first - 20 * ONE_DAY if still else self.made.first
        self.t = int(datetime.combine(start, time(self.random.randrange(24), 30), UTC).timestamp())
        self.steps: list[str] = []
        with self.at(), self.connection.transaction():
            write(self.connection, self.plant, lambda item, error: None)
        with self.at():
            self.generate()
        self.stored = read(self.connection, STORED, [])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def at(self) -> Iterator[None]:
        """A transaction at the present moment."""
        with self.connection.transaction():
            self.connection.execute(
                "select set_config('sched.now', %s, true)", [datetime.fromtimestamp(self.t, UTC).isoformat()]
            )
            yield

    def generate(self) -> tuple[int, ...]:
        """Generate all rosters: rows inserted, updated and deleted."""
        query = "select inserted, updated, deleted from sched_engine.generate_roster(null, %s, %s)"
        return self.connection.execute(query, [self.first, self.last]).fetchone() or ()

    # Steps.

    def step(self) -> None:
        """Let time pass, and do something."""
        if not self.still:
            self.pass_time()
        edit = self.random.choice(
            [
                self.move_person, self.change_person, self.change_team, self.change_pattern, self.move_home,
                self.add_holiday, self.remove_holiday, self.add_absence, self.add_absence, self.edit_absence,
                self.add_change, self.add_change, self.add_change, self.edit_change,
            ]
        )  # fmt: skip
        late = self.random.random() < 0.1
        before, kept = self.stored, self.copy()
        self.told: list[str] = []
        touches_past = edit in (self.add_absence, self.edit_absence, self.add_change, self.edit_change)
        try:
            if late:
                self.configure("0")
            with self.at():
                edit()
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith(("SC", "23")):
                raise AssertionError(f"{error}\n{self.history()}") from error
            self.plant.__dict__.update(kept)
            return
        finally:
            if late:
                self.configure("40000")
        self.steps.append(f"{stamp(self.t)} {edit.__name__}{' late' if late else ''}: {'; '.join(self.told)}")
        if late:
            with self.at():
                while self.connection.execute("select * from sched_engine.refresh_next_roster(2)").fetchall():
                    pass
        self.stored = read(self.connection, STORED, [])
        self.check(before, touches_past)

    def pass_time(self) -> None:
        """Usually to a moment at which something begins or ends."""
        soon = sorted({m for row in self.stored for m in (row.start, row.end) if self.t <= m < self.t + 40 * 3600})
        if soon and self.random.random() < 0.7:
            self.t = self.random.choice(soon) + self.random.choice((-1, 0, 0, 0, 1, 600))
        else:
            self.t += self.random.randrange(0, 14 * 3600)

    def copy(self) -> dict[str, Any]:
        """The model as it is."""
        return {name: list(items) for name, items in self.plant.__dict__.items()}

    def configure(self, most: str) -> None:
        """Up to which size an edit is applied at commit."""
        self.connection.execute(
            "update sched.system_configuration set config_value = %s where config_key = 'refresh_inline_machine_days'",
            [most],
        )

    def execute(self, statement: str, *values: Any) -> None:
        """Part of an edit."""
        self.told.append(" ".join(map(str, [statement, *values])))
        self.connection.execute(statement.encode(), values)

    def swap(self, items: list[Any], old: Any, new: Any) -> None:
        """Put another in the place of an item of the model."""
        items[items.index(old)] = new

    # Edits.

    def near(self) -> date:
        """A date around the present one, mostly."""
        return (
            self.made.day(2, 2)
            if self.still
            else datetime.fromtimestamp(self.t, UTC).date() + self.dice.number(-2, 5) * ONE_DAY
        )

    def some(self, items: list[Any]) -> Any:
        """One of the items; without any there is nothing to edit."""
        if not items:
            raise psycopg.errors.CheckViolation("nothing to edit")
        return self.random.choice(items)

    def move_person(self) -> None:
        """From one team into another, or for good."""
        person: Person = self.some(self.plant.people)
        day = self.near()
        own = [m for m in self.plant.memberships if m.person == person.id and m.primary]
        for m in own:
            if m.last is None or m.last >= day:
                if m.first >= day:
                    self.execute("delete from sched.emp_team_assignments where employee_id = %s and team_id = %s"
                                 " and start_date = %s", m.person, m.team, m.first)  # fmt: skip
                    self.plant.memberships.remove(m)
                else:
                    self.execute(
                        "update sched.emp_team_assignments set end_date = %s"
                        " where employee_id = %s and team_id = %s and start_date = %s",
                        day - ONE_DAY, m.person, m.team, m.first,
                    )  # fmt: skip
                    self.swap(self.plant.memberships, m, replace(m, last=day - ONE_DAY))
        if self.random.random() < 0.85:
            self.add(self.plant.memberships, Membership(person.id, self.some(self.plant.teams).id, day))

    def add(self, items: list[Any], item: Any) -> None:
        """Store an item, in the model too."""
        statement, values = insert(item)
        self.execute(statement, *values)
        items.append(item)

    def change_person(self) -> None:
        """When somebody is employed, and whether they are active."""
        person: Person = self.some(self.plant.people)
        new = self.random.choice(
            [replace(person, active=not person.active), replace(person, left=None if person.left else self.near()),
             replace(person, hired=self.near() if person.hired.year < 2026 else date(2020, 1, 1))]
        )  # fmt: skip
        self.execute(
            "update sched.emp_employees set hire_date = %s, termination_date = %s, is_active = %s where id = %s",
            new.hired, new.left, new.active, new.id,
        )  # fmt: skip
        self.swap(self.plant.people, person, new)

    def change_team(self) -> None:
        """How a team runs."""
        team: Team = self.some(self.plant.teams)
        pattern: Pattern = self.some(self.plant.patterns)
        if self.random.random() < 0.6 and team.pattern is not None:
            pattern = next(p for p in self.plant.patterns if p.id == team.pattern)
        new = self.random.choice(
            [replace(team, behind=self.dice.number(0, pattern.cycle_days - 1), pattern=pattern.id),
             replace(team, handover=self.dice.one((0, 15, 120))),
             replace(team, works_holidays=not team.works_holidays), replace(team, active=not team.active)]
        )  # fmt: skip
        self.execute(
            "update sched.emp_teams set pattern_id = %s, cycle_offset_days = %s, handover_minutes = %s,"
            " works_holidays = %s, is_active = %s where id = %s",
            new.pattern, new.behind if new.pattern else 0, new.handover, new.works_holidays, new.active, new.id,
        )  # fmt: skip
        self.swap(self.plant.teams, team, new)

    def change_pattern(self) -> None:
        """Its rules, or which date is day 0."""
        pattern: Pattern = self.some([p for p in self.plant.patterns if p.id > OFFSET])
        if self.random.random() < 0.3:
            new = replace(pattern, anchor=pattern.anchor + ONE_DAY)
            self.execute("update sched.operating_patterns set anchor_date = %s where id = %s", new.anchor, new.id)
        else:
            new = replace(pattern, rules=odd_rules(self.dice, pattern.cycle_days))
            self.execute("delete from sched.pattern_rules where pattern_id = %s", new.id)
            for r in new.rules:
                self.execute(
                    "insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, is_operating,"
                    " shift_code) values (%s, %s, %s, %s, %s, %s)",
                    new.id, r.cycle_day, clock_text(r.start), clock_text(r.end), r.operating, r.code,
                )  # fmt: skip
        self.swap(self.plant.patterns, pattern, new)

    def move_home(self) -> None:
        """The home of teams is in another time zone."""
        home = self.some([team.home for team in self.plant.teams])
        zone = self.dice.one(ZONES)
        self.execute("update sched.resources set time_zone = %s where id = %s", zone, home)
        for team in [t for t in self.plant.teams if t.home == home]:
            self.swap(self.plant.teams, team, replace(team, zone=zone))

    def add_holiday(self) -> None:
        """One more."""
        home = self.some([team.home for team in self.plant.teams])
        self.add(self.plant.holidays, replace(self.made.holiday(home), day=self.near()))

    def remove_holiday(self) -> None:
        """One less."""
        holiday: Holiday = self.some(self.plant.holidays)
        self.execute("delete from sched.holidays where id = %s", holiday.id)
        self.plant.holidays.remove(holiday)

    def add_absence(self) -> None:
        """Somebody is not there."""
        made = self.made.absence(self.some(self.plant.people))
        self.add(self.plant.absences, self.some([made] if made else []))

    def edit_absence(self) -> None:
        """It is approved, cancelled or forgotten."""
        absence: Absence = self.some(self.plant.absences)
        if self.random.random() < 0.3:
            self.execute("delete from sched.emp_absences where id = %s", absence.id)
            self.plant.absences.remove(absence)
            return
        new = replace(absence, status=self.dice.one(("approved", "cancelled", "requested")))
        self.execute("update sched.emp_absences set absence_status = %s where id = %s", new.status, new.id)
        self.swap(self.plant.absences, absence, new)

    def add_change(self) -> None:
        """A shift more, off, moved or swapped."""
        made = self.made.change(self.some(self.plant.people))
        self.add(self.plant.changes, self.some([made] if made else []))

    def edit_change(self) -> None:
        """It is approved, cancelled or forgotten."""
        change: Change = self.some(self.plant.changes)
        if self.random.random() < 0.3:
            self.execute("delete from sched.emp_roster_changes where id = %s", change.id)
            self.plant.changes.remove(change)
            return
        new = replace(change, status=self.dice.one(("approved", "cancelled", "refused")))
        self.execute("update sched.emp_roster_changes set change_status = %s where id = %s", new.status, new.id)
        self.swap(self.plant.changes, change, new)

    # Checks.

    def check(self, before: list[Row], touches_past: bool) -> None:
        """Everything that must hold."""
        wanted = roster(self.plant, self.first, self.last)
        ahead = (lambda row: True) if self.still else (lambda row: row.start >= self.t + SETTLED)
        self.same("What lies ahead is not that of the model.", filter(ahead, self.stored), filter(ahead, wanted))
        self.sound()
        if not touches_past:
            # What is extra, or comes from somebody else, is there while they may work.
            old, new = ([row for row in rows if row.pattern and not row.owner] for rows in (before, self.stored))
            begun = {key(row) for row in old if row.start < self.t}
            self.same(
                "A shift that has begun is not as it was.",
                # What a change has moved comes whole, also where something else takes its start into the past.
                (row for row in new if key(row) in begun or (row.start < self.t and row.change is None)),
                (row for row in old if key(row) in begun),
            )
        else:
            self.same(
                "The hours of a shift that has begun are not as they were.",
                hours_of(self.stored, before, self.t),
                hours_of(before, before, self.t),
            )
        waiting = self.connection.execute("select count(*) from sched.emp_stale_dates").fetchone()
        assert waiting == (0,), f"edits wait: {self.history()}"
        with self.at():
            counts = self.generate()
        if any(counts):
            after = read(self.connection, STORED, [])
            self.same(f"Generating changed rows: {counts}.", self.stored, after)

    def sound(self) -> None:
        """Nobody works twice at once."""
        for person in self.plant.people:
            own = sorted(
                (r for r in self.stored if r.person == person.id and r.status == "scheduled"), key=lambda r: r.start
            )
            for one, following in pairwise(own):
                assert one.end <= following.start, f"{told(one)} and {told(following)} overlap\n{self.history()}"

    def same(self, what: str, found: Any, wanted: Any) -> None:
        """Compare, and tell what differs."""
        stored, model = set(found), set(wanted)
        if stored != model:
            lines = [f"  stored  {told(row)}" for row in sorted(stored - model, key=str)]
            lines += [f"  missing {told(row)}" for row in sorted(model - stored, key=str)]
            raise AssertionError("\n".join([what, *lines[:20], self.history()]))

    def history(self) -> str:
        """What was done last."""
        people = [(p, is_employed(p, self.made.first)) for p in self.plant.people]
        return "\n".join([f"after {len(self.steps)} edits, the last:", *self.steps[-4:], str(people), str(self.plant)])


def key(row: Row) -> tuple[Any, ...]:
    """Which shift of whom a row is of."""
    return row.person, row.day, row.pattern, row.second, row.owner, row.change if row.pattern is None else None


def hours_of(rows: list[Row], before: list[Row], t: int) -> set[tuple[Any, ...]]:
    """The time of each shift of somebody's own that had begun, whatever became of it."""
    own = [row for row in before if row.pattern is not None and row.owner is None]
    # What is off stands as it was due; when it comes back, it takes its turn.
    begun = {key(row) for row in own if row.start < t} - {key(row) for row in own if row.status == "off"}
    times: dict[tuple[Any, ...], list[tuple[int, int]]] = {}
    for row in sorted(rows, key=lambda row: row.start):
        if key(row) in begun:
            parts = times.setdefault(key(row), [])
            if parts and parts[-1][1] == row.start:
                parts[-1] = (parts[-1][0], row.end)
            else:
                parts.append((row.start, row.end))
    return {(*shift, *parts) for shift, parts in times.items()}


def stamp(moment: int) -> str:
    """An instant for people."""
    return f"{datetime.fromtimestamp(moment, UTC):%m-%dT%H:%M:%SZ}"


def told(row: Any) -> str:
    """A row in one line."""
    if not isinstance(row, Row):
        return str(row)
    return (
        f"{row.person} {row.day} {row.code} {stamp(row.start)} {stamp(row.end)} {row.status} team {row.team}"
        f" {row.pattern}/{row.second} absence {row.absence} holiday {row.holiday} change {row.change} owner {row.owner}"
    )


@pytest.mark.parametrize("still", [True, False], ids=["clock stands still", "clock goes on"])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_stored_roster_follows_every_edit(
    fresh_database: FreshDatabase, server: Any, seed: int, still: bool
) -> None:
    url = fresh_database()
    run = Run(url, seed, still)
    try:
        for _ in range(LENGTH):
            run.step()
    finally:
        run.close()
        server.drop(url)
