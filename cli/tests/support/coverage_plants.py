"""Small plants with machines, people and requirements, made up by chance and stored.

Teams, people, their memberships, absences, shifts and holidays are those of `roster_plants.py`; here the homes of the
teams get areas, lines and machines with plans of their own, and everything that coverage follows from besides."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import psycopg

from support.roster_model import instant
from support.roster_plants import OFFSET, ONE_DAY, Dice, Maker, stamp, write

LEVELS = ("basic", "advanced", "expert")
REFUSED = ("SC", "23", "P0")
OVER = "overriding system value"


class CoveragePlant:
    """A plant in the database, and what may be changed in it."""

    def __init__(
        self, connection: psycopg.Connection[Any], seed: int, seeded: dict[str, int], length: int | None = None
    ) -> None:
        self.connection = connection
        self.dice = Dice(random.Random(seed))
        self.made = Maker(self.dice, seeded, length)
        self.plant = self.made.plant
        self.first, self.last = self.made.first - 2 * ONE_DAY, self.made.last + 2 * ONE_DAY
        self.people = [person.id for person in self.plant.people]
        self.teams = [team.id for team in self.plant.teams]
        self.homes = sorted({team.home for team in self.plant.teams})
        self.tree: list[int] = list(self.homes)
        self.machines: list[int] = []
        self.lines: list[int] = []
        self.told: list[str] = []

    def id(self) -> int:
        """A new one."""
        return next(self.made.numbers)

    def store(self) -> None:
        """Store it, without plans and rosters."""
        write(self.connection, self.plant, lambda item, error: None)
        self.execute(
            "insert into sched.emp_positions (id, position_code, position_name, department_id)"
            f" {OVER} values (%s, 'SETTER', 'Setter', %s)", OFFSET + 500_000, OFFSET,
        )  # fmt: skip
        for person in self.people:
            self.execute(
                "update sched.emp_employees set position_id = %s, resource_id = %s where id = %s",
                self.position(), self.dice.one((*self.homes, None)), person,
            )  # fmt: skip
        for home in self.homes:
            self.add_machines(home)
        for steps, step in (
            (3, self.add_team_resource),
            (len(self.people) * 2, self.add_qualification),
            (3, self.add_assignment),
            (5, self.add_requirement),
            (3, self.add_stop),
            (2, self.add_overtime),
        ):
            for _ in self.dice.some(steps, 1 if step == self.add_requirement else 0):
                self.attempt(step)

    def generate(self) -> None:
        """Generate plans and rosters."""
        self.connection.execute("select sched_engine.generate(null, %s, %s)", [self.first, self.last])
        self.connection.execute("select sched_engine.generate_roster(null, %s, %s)", [self.first, self.last])

    def execute(self, statement: str, *values: Any) -> int:
        """Store something; how many rows that were."""
        self.told.append(f"{statement} {values}")
        return self.connection.execute(statement.encode(), values).rowcount

    def attempt(self, step: Callable[[], object]) -> bool:
        """Do something that a door may refuse; whether it did not."""
        kept = len(self.told)
        try:
            with self.connection.transaction():
                step()
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith(REFUSED):
                raise
            del self.told[kept:]
            return False
        return True

    # Choices.

    def position(self) -> int:
        """One of two positions."""
        return self.dice.one((OFFSET, OFFSET, OFFSET + 500_000))

    def anywhere(self) -> int:
        """Any part of the plant, mostly lines and machines."""
        return self.dice.one((*self.tree, *self.lines, *self.machines))

    def dates(self) -> tuple[date, date | None]:
        """From when to when something holds; often for ever."""
        first = self.dice.one((date(2025, 1, 1), date(2025, 1, 1), self.made.day(2, 1)))
        last = self.dice.one((None, None, first + self.dice.number(0, 5) * ONE_DAY, self.made.day(1, 2)))
        return first, last if last is None or last >= first else first

    def moment(self, on: date | None = None) -> int:
        """An instant."""
        start = datetime.combine(on or self.made.day(2, 2), time())
        return instant(self.made.zone, start) + self.dice.number(0, 95) * 900

    # What may be added.

    def add_resource(self, kind: str, parent: int, *, machine: bool = False) -> int:
        """A part of the plant."""
        made = self.id()
        self.execute(
            "insert into sched.resources (id, resource_code, resource_name, resource_type, parent_resource_id,"
            f" requires_scheduling) {OVER} values (%s, %s, 'Part', %s, %s, %s)",
            made, f"{kind[:2].upper()}{made}", kind, parent, machine,
        )  # fmt: skip
        self.tree.append(made)
        return made

    def add_machines(self, home: int) -> None:
        """Areas, lines and machines below a home, with their patterns."""
        dice = self.dice
        self.attempt(lambda: self.assign_pattern(home, date(2025, 1, 1)))
        for _ in dice.some(2, 1):
            area = self.add_resource("area", home)
            for _ in dice.some(2, 1):
                line = self.add_resource("work_center", area)
                self.lines.append(line)
                if dice.number(0, 2) == 0:
                    self.attempt(lambda at=line: self.assign_pattern(at, date(2025, 1, 1)))
                for _ in dice.some(2, 1):
                    self.machines.append(self.add_resource("work_unit", line, machine=True))

    def assign_pattern(self, resource: int, first: date | None = None) -> None:
        """A resource follows one of the patterns."""
        self.execute(
            "insert into sched.resource_pattern_assignments (resource_id, pattern_id, effective_date, assigned_by)"
            " values (%s, %s, %s, 'tests')",
            resource, self.dice.one(self.plant.patterns).id, first or self.made.day(),
        )  # fmt: skip

    def add_team_resource(self) -> None:
        """A team works on something."""
        self.execute(
            "insert into sched.emp_team_resources (team_id, resource_id, start_date, end_date) values (%s, %s, %s, %s)",
            self.dice.one(self.teams), self.anywhere(), *self.dates(),
        )  # fmt: skip

    def add_qualification(self) -> None:
        """Somebody may operate something."""
        self.execute(
            "insert into sched.emp_resource_qualifications (employee_id, resource_id, qualification_level,"
            " certification_date, expiry_date, is_active) values (%s, %s, %s, %s, %s, %s)",
            self.dice.one(self.people), self.anywhere(), self.dice.one(LEVELS), *self.dates(),
            not self.dice.rarely(),
        )  # fmt: skip

    def add_assignment(self) -> None:
        """Somebody is at a resource for some time."""
        start = self.moment()
        self.execute(
            "insert into sched.emp_resource_assignments (employee_id, resource_id, start_time, end_time)"
            " values (%s, %s, %s, %s)",
            self.dice.one(self.people), self.anywhere(), stamp(start),
            stamp(start + self.dice.one((1, 8, 32, 200)) * 900),
        )  # fmt: skip

    def shift_codes(self) -> Sequence[str]:
        """Those of the patterns."""
        return sorted({r.code for p in self.plant.patterns for r in p.rules if r.operating and r.code}) or ["D"]

    def add_requirement(self) -> None:
        """Somebody is needed."""
        dice = self.dice
        per = dice.one(("machine", "machine", "resource"))
        self.execute(
            "insert into sched.emp_requirements (resource_id, per, shift_code, head_count, min_level, position_id,"
            " machines_per_person, start_date, end_date) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            self.anywhere(), per, dice.one((None, None, *self.shift_codes())), dice.one((1, 1, 1, 2, 3)),
            dice.one((None, None, *LEVELS)), dice.one((None, None, None, self.position())),
            dice.one((1, 1, 2, 3)) if per == "machine" else 1, *self.dates(),
        )  # fmt: skip

    def add_stop(self) -> None:
        """Something stops."""
        start = self.moment()
        self.execute(
            "insert into sched.schedule_exceptions (resource_id, exception_type, impact_type, description,"
            " start_datetime, end_datetime, created_by) values (%s, %s, 'no_operation', 'Stop', %s, %s, 'tests')",
            self.anywhere(), self.dice.one(("maintenance", "breakdown")), stamp(start),
            stamp(start + self.dice.one((1, 5, 24, 100)) * 900),
        )  # fmt: skip

    def add_overtime(self) -> None:
        """A machine runs longer."""
        start = self.moment()
        self.execute(
            "insert into sched.schedule_exceptions (resource_id, exception_type, impact_type, description,"
            " start_datetime, end_datetime, shift_code, created_by)"
            " values (%s, 'overtime', 'additional', 'More', %s, %s, %s, 'tests')",
            self.anywhere(), stamp(start), stamp(start + self.dice.one((2, 16, 40)) * 900),
            self.dice.one((None, *self.shift_codes())),
        )  # fmt: skip


def days(first: date, last: date) -> list[date]:
    """Dates, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
