"""The stored gaps, edit by edit, while the clock goes on.

Random plants get random edits of everything that coverage follows from, each committed; some are left to the worker.
After each of them the stored gaps are those of the naive model of `support/coverage_model.py`, on the dates for which
gaps are kept, and the events have told what became different.

`SCHED_COVERAGE_STEPS=2000` makes so many edits instead of a fixed set.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from conftest import FreshDatabase
from support.coverage_model import Gap, kept_gaps, stored_gaps
from support.coverage_plants import LEVELS, REFUSED, CoveragePlant
from support.roster_plants import BUILT_IN, ONE_DAY, insert

LENGTH = 25  # edits of one plant
STEPS = int(os.environ.get("SCHED_COVERAGE_STEPS", "0"))
SEEDS = range(STEPS // LENGTH + 1) if STEPS else range(2)
WAITING = """
    select (select count(*) from sched.stale_dates) + (select count(*) from sched.emp_stale_dates)
        + (select count(*) from sched.emp_stale_coverage)
"""
EVENTS = """
    select e.id, e.event_type, e.data from sched.events as e
    where e.id > %s and e.event_type in ('coverage.gap_opened', 'coverage.gap_closed') order by e.id
"""


class Run:
    """One plant in a database of its own."""

    def __init__(self, url: str, seed: int) -> None:
        self.connection = psycopg.connect(url, autocommit=True, application_name="sched tests")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set synchronous_commit = off")
        self.connection.execute("update sched.holiday_calendars set is_default = false where is_default")
        query = "select pattern_code::text, id from sched.operating_patterns where pattern_code = any(%s)"
        seeded = dict(self.connection.execute(query, [list(BUILT_IN)]).fetchall())
        self.random = random.Random(seed)
        self.made = CoveragePlant(self.connection, seed, seeded, length=5)
        self.dice = self.made.dice
        start = datetime.combine(self.made.first - 10 * ONE_DAY, time(self.random.randrange(24), 30), UTC)
        self.t = start
        self.steps: list[str] = []
        self.last_event = 0
        self.gaps: list[Gap] = []
        with self.at():
            self.made.store()
            self.made.generate()
        self.work()
        self.check("store")

    @contextmanager
    def at(self) -> Iterator[None]:
        """A transaction at the present moment."""
        with self.connection.transaction():
            self.connection.execute("select set_config('sched.now', %s, true)", [self.t.isoformat()])
            yield

    def work(self) -> None:
        """What the worker does."""
        for function in ("refresh_next(3)", "refresh_next_roster(2)", "refresh_next_coverage()"):
            for _ in range(200):
                with self.at():
                    if not self.connection.execute(f"select * from sched_engine.{function}".encode()).fetchall():
                        break

    def step(self) -> None:
        """Let time pass, and do something."""
        self.pass_time()
        edit = self.random.choice(self.edits())
        late = self.random.random() < 0.2
        kept = len(self.made.told)
        if late:
            self.configure("0")
        try:
            with self.at():
                for chosen in (edit, self.random.choice(self.edits()))[: self.random.choice((1, 1, 1, 2))]:
                    chosen()
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith(REFUSED):
                raise AssertionError(f"{error}\n{self.history()}") from error
            return
        finally:
            if late:
                self.configure("40000")
        told = "; ".join(self.made.told[kept:])
        self.steps.append(f"{self.t} {edit.__name__}{' late' if late else ''}: {told}")
        self.work()
        self.check(edit.__name__)

    def pass_time(self) -> None:
        """Nothing, hours, or to the moment at which something begins or ends."""
        if self.t < datetime.combine(self.made.first, time(), UTC) and self.random.random() < 0.1:
            self.t = datetime.combine(self.made.first, time(), UTC)
        moments = sorted({m for gap in self.gaps for m in gap[3:5] if self.t <= m < self.t + timedelta(hours=20)})
        if moments and self.random.random() < 0.3:
            self.t = self.random.choice(moments)
        elif self.random.random() < 0.5:
            self.t += timedelta(minutes=15 * self.random.randrange(20))

    def configure(self, most: str) -> None:
        """Up to which size an edit is applied at commit."""
        self.connection.execute(
            "update sched.system_configuration set config_value = %s where config_key = 'refresh_inline_machine_days'",
            [most],
        )

    # Edits.

    def edits(self) -> list[Callable[[], object]]:
        """Everything that coverage follows from."""
        made = self.made
        return [
            made.add_stop, made.add_stop, made.add_overtime, self.edit_exception, self.edit_exception,
            self.add_absence, self.add_absence, self.edit_absence, self.add_change, self.add_change, self.edit_change,
            made.add_qualification, self.edit_qualification, self.edit_qualification,
            made.add_team_resource, self.edit_team_resource, self.move_person, self.change_person,
            made.add_assignment, self.edit_assignment, made.add_requirement, self.edit_requirement,
            self.edit_requirement, self.delete_requirement, self.add_holiday, self.move_machine, self.regenerate,
            self.change_home, self.assign_pattern,
        ]  # fmt: skip

    def execute(self, statement: str, *values: Any) -> None:
        """Part of an edit."""
        self.made.execute(statement, *values)

    def row(self, table: str, column: str = "id") -> Any:
        """One of the rows of a table; without any there is nothing to edit."""
        found = self.connection.execute(f"select {column} from sched.{table} order by 1".encode()).fetchall()
        if not found:
            raise psycopg.errors.CheckViolation("nothing to edit")
        return self.random.choice(found)[0]

    def edit_exception(self) -> None:
        """A stop or overtime is cancelled, comes back or is moved."""
        chosen = self.row("schedule_exceptions")
        if self.random.random() < 0.5:
            self.execute("update sched.schedule_exceptions set is_active = not is_active where id = %s", chosen)
        else:
            self.execute(
                "update sched.schedule_exceptions set start_datetime = start_datetime + %s, end_datetime ="
                " end_datetime + %s where id = %s", *[timedelta(hours=self.random.choice((-3, 1, 8)))] * 2, chosen,
            )  # fmt: skip

    def add(self, item: Any) -> None:
        """Something that the plants of rosters have."""
        if item is None:
            raise psycopg.errors.CheckViolation("nothing to add")
        statement, values = insert(item)
        self.execute(statement, *values)

    def add_absence(self) -> None:
        """Somebody is not there."""
        self.add(self.made.made.absence(self.random.choice(self.made.plant.people)))

    def edit_absence(self) -> None:
        """It is approved, cancelled or forgotten."""
        chosen = self.row("emp_absences")
        if self.random.random() < 0.3:
            self.execute("delete from sched.emp_absences where id = %s", chosen)
        else:
            status = self.random.choice(("approved", "cancelled", "requested"))
            self.execute("update sched.emp_absences set absence_status = %s where id = %s", status, chosen)

    def add_change(self) -> None:
        """A shift more, off, moved or swapped."""
        self.add(self.made.made.change(self.random.choice(self.made.plant.people)))

    def edit_change(self) -> None:
        """It is approved, cancelled or forgotten."""
        chosen = self.row("emp_roster_changes")
        if self.random.random() < 0.3:
            self.execute("delete from sched.emp_roster_changes where id = %s", chosen)
        else:
            status = self.random.choice(("approved", "cancelled", "refused"))
            self.execute("update sched.emp_roster_changes set change_status = %s where id = %s", status, chosen)

    def edit_qualification(self) -> None:
        """It expires, is withdrawn or renewed, or is of another level."""
        chosen = self.row("emp_resource_qualifications")
        expiry = self.random.choice((None, self.made.made.day(2, 2)))
        column, value = self.random.choice(
            [("expiry_date", expiry), ("is_active", self.random.random() < 0.5),
             ("qualification_level", self.random.choice(LEVELS))]
        )  # fmt: skip
        self.execute(f"update sched.emp_resource_qualifications set {column} = %s where id = %s", value, chosen)

    def edit_team_resource(self) -> None:
        """A team no longer works on something, or from another date on."""
        team = self.row("emp_team_resources", "team_id")
        if self.random.random() < 0.5:
            self.execute("delete from sched.emp_team_resources where team_id = %s", team)
        else:
            day = self.made.made.day(2, 2)
            self.execute("update sched.emp_team_resources set end_date = %s where team_id = %s", day, team)

    def move_person(self) -> None:
        """From one team into another, or for good."""
        person = self.random.choice(self.made.people)
        day = self.made.made.day(2, 2)
        self.execute(
            "delete from sched.emp_team_assignments where employee_id = %s and is_primary and start_date >= %s",
            person, day,
        )  # fmt: skip
        self.execute(
            "update sched.emp_team_assignments set end_date = %s where employee_id = %s and is_primary"
            " and (end_date is null or end_date >= %s)", day - ONE_DAY, person, day,
        )  # fmt: skip
        if self.random.random() < 0.7:
            self.execute(
                "insert into sched.emp_team_assignments (employee_id, team_id, start_date) values (%s, %s, %s)",
                person, self.random.choice(self.made.teams), day,
            )  # fmt: skip

    def change_person(self) -> None:
        """Another position, or another part of the plant."""
        self.execute(
            "update sched.emp_employees set position_id = %s, resource_id = %s where id = %s",
            self.made.position(), self.dice.one((*self.made.tree, None)), self.random.choice(self.made.people),
        )  # fmt: skip

    def edit_assignment(self) -> None:
        """Somebody watches something longer, or no longer."""
        person = self.row("emp_resource_assignments", "employee_id")
        if self.random.random() < 0.5:
            self.execute("delete from sched.emp_resource_assignments where employee_id = %s", person)
        else:
            self.execute(
                "update sched.emp_resource_assignments set end_time = end_time + interval '90 minutes'"
                " where employee_id = %s", person,
            )  # fmt: skip

    def edit_requirement(self) -> None:
        """It asks for something else."""
        chosen = self.row("emp_requirements")
        column, value = self.random.choice(
            [("head_count", self.random.randrange(1, 4)), ("min_level", self.random.choice((None, *LEVELS))),
             ("shift_code", self.random.choice((None, *self.made.shift_codes()))),
             ("position_id", self.random.choice((None, self.made.position()))),
             ("end_date", self.random.choice((None, self.made.made.day(2, 2)))),
             ("resource_id", self.made.anywhere())]
        )  # fmt: skip
        self.execute(f"update sched.emp_requirements set {column} = %s where id = %s", value, chosen)

    def delete_requirement(self) -> None:
        """Nobody is needed there any more."""
        self.execute("delete from sched.emp_requirements where id = %s", self.row("emp_requirements"))

    def add_holiday(self) -> None:
        """One more."""
        self.add(self.made.made.holiday(self.random.choice(self.made.homes)))

    def move_machine(self) -> None:
        """A machine becomes part of another line."""
        self.execute(
            "update sched.resources set parent_resource_id = %s where id = %s",
            self.random.choice(self.made.lines), self.random.choice(self.made.machines),
        )  # fmt: skip

    def change_home(self) -> None:
        """A team is at home elsewhere."""
        self.execute(
            "update sched.emp_teams set resource_id = %s where id = %s",
            self.random.choice(self.made.tree), self.random.choice(self.made.teams),
        )  # fmt: skip

    def assign_pattern(self) -> None:
        """Something follows another pattern."""
        self.made.assign_pattern(self.made.anywhere())

    def regenerate(self) -> None:
        """Rosters or plans of some dates anew, often for some only, and on dates that were not kept."""
        first = self.made.first - self.random.randrange(3) * ONE_DAY
        last = self.made.last + self.random.randrange(3) * ONE_DAY
        if self.random.random() < 0.3:
            self.execute("select sched_engine.generate(null, %s, %s)", first, last)
        else:
            some = self.random.sample(self.made.people, self.random.randint(1, len(self.made.people)))
            self.execute("select sched_engine.generate_roster(%s, %s, %s)", some, first, last)

    # Checks.

    def check(self, what: str) -> None:
        """Gaps and events are those of the model."""
        assert self.connection.execute(WAITING).fetchone() == (0,), f"edits wait after {what}\n{self.history()}"
        wanted = kept_gaps(self.connection)
        found = stored_gaps(self.connection)
        lines = [f"  stored  {gap}" for gap in found if gap not in wanted]
        lines += [f"  missing {gap}" for gap in wanted if gap not in found]
        assert not lines, "\n".join([f"The gaps are not those of the model after {what}.", *lines[:20], self.history()])
        before, self.gaps = self.gaps, found
        self.check_events(before)

    def check_events(self, before: list[Gap]) -> None:
        """What was told is what became different."""
        events = self.connection.execute(EVENTS, [self.last_event]).fetchall()
        self.last_event = events[-1][0] if events else self.last_event
        more = changes(before, self.gaps)
        for kind, sign in (("coverage.gap_opened", 1), ("coverage.gap_closed", -1)):
            told = [payload for _, event_type, payload in events if event_type == kind]
            wanted = [(who, a, b, sign * n) for who, a, b, n in more if sign * n > 0]
            ids = {who for who, *_ in wanted}
            assert ids <= {who for payload in told for who in payload["requirement_ids"]}, f"{told}\n{self.history()}"
            if len(events) <= 1 or len({event_type for _, event_type, _ in events}) == len(events):
                assert len(told) == bool(wanted), f"{kind}: {told}, {wanted}\n{self.history()}"
                for payload in told:
                    assert set(payload["requirement_ids"]) == ids, f"{told}, {wanted}\n{self.history()}"
                    assert payload["requirements"] == len(ids)
                    assert payload["person_hours"] == pytest.approx(hours(wanted), abs=0.01), self.history()
                    assert instant(payload["start_time"]) == min(a for _, a, _, _ in wanted), self.history()
                    assert instant(payload["end_time"]) == max(b for _, _, b, _ in wanted), self.history()
        net = sum(p["person_hours"] * (1 if kind == "coverage.gap_opened" else -1) for _, kind, p in events)
        assert net == pytest.approx(hours(more), abs=0.01 * len(events) + 0.001), f"{events}\n{self.history()}"

    def history(self) -> str:
        """What was done last."""
        return "\n".join([f"after {len(self.steps)} edits at {self.t}, the last:", *self.steps[-3:]])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def instant(text: str) -> datetime:
    """An instant of an event, which is in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hours(parts: list[tuple[int, datetime, datetime, int]]) -> float:
    """Person-hours."""
    return sum((b - a).total_seconds() / 3600 * n for _, a, b, n in parts)


def changes(before: list[Gap], after: list[Gap]) -> list[tuple[int, datetime, datetime, int]]:
    """Of each requirement, in which stretches how many more are missing."""
    found = []
    for who in {gap.requirement for gap in (*before, *after)}:
        own = [(gap, sign) for gaps, sign in ((before, -1), (after, 1)) for gap in gaps if gap.requirement == who]
        for start, end in pairwise(sorted({moment for gap, _ in own for moment in (gap.start, gap.end)})):
            more = sum(s * (g.required - g.present) for g, s in own if g.start <= start and end <= g.end)
            if more:
                found.append((who, start, end, more))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stored_gaps_follow_every_edit(fresh_database: FreshDatabase, server: Any, seed: int) -> None:
    url = fresh_database()
    run = Run(url, seed)
    try:
        for _ in range(LENGTH):
            run.step()
    finally:
        run.close()
        server.drop(url)
