"""A naive model of coverage to compare the engine with: one instant after the other, from what is stored.

It knows the stored plan of the machines, the stored roster and the tables of people and requirements, and nothing of
how the engine computes. Between two moments at which anything begins or ends nothing changes; there, in plain loops:

1. Demand: a requirement needs people while machines at or below its resource operate, by rows of their plan whose date
   lies in its validity and whose shift is its shift (when it names one). `resource`: so many in all. `machine`: so many
   at each machine; when a person may watch k machines, n of them need n * count / k people, rounded up, at the
   requirement's resource.
2. Supply: whoever is scheduled then. They are where they are assigned to, else where the team of the row works on that
   date, else at its home; without a team of the row, their primary team decides, and without any the part of the plant
   that they belong to.
3. Who can fill a place: whoever is at, above or below it, has the position, and has the qualification for it on the
   date of their row.
4. Present: requirements are served in order (expert first, none last; with a position before without; by id), each with
   as many more as a largest matching can have of its places and those before.
5. Surplus: how many more a largest matching could have if the requirement had any number of places.

Largest matchings are found by trying all of them (`tried`), or by a maximum flow of networkx (`flow`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import networkx as nx
import psycopg

LEVELS = ("basic", "advanced", "expert")
ALL = 10_000  # any number of places


@dataclass(frozen=True)
class Requirement:
    """So many people, where and when."""

    id: int
    resource: int
    per: str
    shift: str | None
    count: int
    level: str | None
    position: int | None
    first: date
    last: date | None
    machines: int

    @property
    def order(self) -> tuple[Any, ...]:
        """Who is served first."""
        return (-1 if self.level is None else LEVELS.index(self.level)) * -1, self.position is None, self.id


class MachineRow(NamedTuple):
    """A stretch in which a machine operates."""

    machine: int
    start: datetime
    end: datetime
    day: date
    shift: str | None


class PersonRow(NamedTuple):
    """A stretch in which somebody is scheduled."""

    person: int
    team: int | None
    start: datetime
    end: datetime
    day: date


class Dated(NamedTuple):
    """Something of something, from a first to a last date."""

    owner: int
    thing: int
    first: date
    last: date | None

    def on(self, day: date) -> bool:
        """Whether it holds on a date."""
        return self.first <= day and (self.last is None or day <= self.last)


class Qualification(NamedTuple):
    """What somebody may operate."""

    person: int
    resource: int
    level: str
    first: date
    last: date | None


class Assigned(NamedTuple):
    """Where somebody is, whatever their team does."""

    person: int
    resource: int
    start: datetime
    end: datetime


class Place(NamedTuple):
    """So many places of a requirement at one resource."""

    requirement: Requirement
    resource: int
    count: int


class Somebody(NamedTuple):
    """A person at an instant: where they are, and the date of their row."""

    person: int
    day: date
    worksite: frozenset[int]


class Row(NamedTuple):
    """What `coverage` returns."""

    requirement: int
    resource: int
    day: date
    start: datetime
    end: datetime
    required: int
    present: int
    missing: int
    surplus: int


class Gap(NamedTuple):
    """A stretch in which somebody is missing."""

    requirement: int
    resource: int
    day: date
    start: datetime
    end: datetime
    required: int
    present: int


# Largest matchings. A person is the set of the kinds of places that they can fill; each kind has so many places.

Counts = tuple[int, ...]
People = tuple[frozenset[int], ...]
Rank = Callable[[Counts, People], int]


@lru_cache(maxsize=200_000)
def tried(counts: Counts, people: People) -> int:
    """The size of a largest matching, by trying: the first person is left out, or fills any place that they can."""
    if not people:
        return 0
    rest = people[1:]
    best = tried(counts, rest)
    for kind in people[0]:
        if counts[kind]:
            left = (*counts[:kind], counts[kind] - 1, *counts[kind + 1 :])
            best = max(best, 1 + tried(left, rest))
    return best


@lru_cache(maxsize=50_000)
def flow(counts: Counts, people: People) -> int:
    """The same by a maximum flow."""
    graph = nx.DiGraph()
    graph.add_nodes_from(("from", "to"))
    for number, kinds in enumerate(people):
        graph.add_edge("from", ("person", number), capacity=1)
        for kind in kinds:
            graph.add_edge(("person", number), ("places", kind), capacity=1)
    for kind, count in enumerate(counts):
        if count:
            graph.add_edge(("places", kind), "to", capacity=count)
    return int(nx.maximum_flow_value(graph, "from", "to"))


def rank(counts: Counts, people: People) -> int:
    """The size of a largest matching: by trying where that is quick."""
    known = tuple(sorted((kinds for kinds in people if kinds), key=sorted))
    few = tuple(min(count, len(known)) for count in counts)
    return tried(few, known) if len(known) <= 7 else flow(few, known)


@dataclass
class Plant:
    """What coverage follows from, as it is stored."""

    parents: dict[int, int | None] = field(default_factory=dict)
    machine_rows: list[MachineRow] = field(default_factory=list)
    person_rows: list[PersonRow] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    qualifications: list[Qualification] = field(default_factory=list)
    team_resources: list[Dated] = field(default_factory=list)
    primary_teams: list[Dated] = field(default_factory=list)
    assigned: list[Assigned] = field(default_factory=list)
    homes: dict[int, int] = field(default_factory=dict)
    belongs: dict[int, int | None] = field(default_factory=dict)
    positions: dict[int, int] = field(default_factory=dict)
    paths: dict[int, list[int]] = field(default_factory=dict, repr=False)

    # The tree.

    def path(self, resource: int) -> list[int]:
        """A resource and those above it."""
        if resource not in self.paths:
            above = self.parents[resource]
            self.paths[resource] = [resource, *([] if above is None else self.path(above))]
        return self.paths[resource]

    def near(self, one: int, other: int) -> bool:
        """Whether one is at, above or below the other."""
        return one in self.path(other) or other in self.path(one)

    # One instant.

    def places(self, requirement: Requirement, operating: Sequence[MachineRow]) -> tuple[list[Place], date | None]:
        """The places of a requirement, and their business date."""
        rows = [
            row
            for row in operating
            if requirement.resource in self.path(row.machine)
            and requirement.first <= row.day
            and (requirement.last is None or row.day <= requirement.last)
            and requirement.shift in (None, row.shift)
        ]
        machines = sorted({row.machine for row in rows})
        if not machines:
            return [], None
        day = min(row.day for row in rows)
        if requirement.per == "resource":
            return [Place(requirement, requirement.resource, requirement.count)], day
        if requirement.machines > 1:
            people = -(-len(machines) * requirement.count // requirement.machines)
            return [Place(requirement, requirement.resource, people)], day
        return [Place(requirement, machine, requirement.count) for machine in machines], day

    def worksite(self, row: PersonRow, at: datetime) -> frozenset[int]:
        """Where somebody is."""
        here = [a.resource for a in self.assigned if a.person == row.person and a.start <= at < a.end]
        if here:
            return frozenset(here)
        team = row.team
        if team is None:
            team = next((m.thing for m in self.primary_teams if m.owner == row.person and m.on(row.day)), None)
        if team is None:
            part = self.belongs[row.person]
            return frozenset(() if part is None else (part,))
        works_on = [w.thing for w in self.team_resources if w.owner == team and w.on(row.day)]
        return frozenset(works_on or [self.homes[team]])

    def can_fill(self, who: Somebody, place: Place) -> bool:
        """Whether somebody can fill a place."""
        requirement = place.requirement
        if requirement.position not in (None, self.positions[who.person]):
            return False
        if not any(self.near(place.resource, site) for site in who.worksite):
            return False
        return requirement.level is None or any(
            q.person == who.person
            and LEVELS.index(q.level) >= LEVELS.index(requirement.level)
            and q.first <= who.day
            and (q.last is None or who.day <= q.last)
            and q.resource in self.path(place.resource)
            for q in self.qualifications
        )

    def at(self, at: datetime, find: Rank = rank) -> list[tuple[Requirement, date, int, int, int]]:
        """For each requirement that needs anybody: its date, how many it needs, has, and could have more."""
        operating = [row for row in self.machine_rows if row.start <= at < row.end]
        people = [
            Somebody(row.person, row.day, self.worksite(row, at))
            for row in self.person_rows
            if row.start <= at < row.end
        ]
        return self.served(operating, people, find)

    def served(
        self, operating: Sequence[MachineRow], people: Sequence[Somebody], find: Rank
    ) -> list[tuple[Requirement, date, int, int, int]]:
        """The same for who is there and what operates."""
        needed = []
        for requirement in sorted(self.requirements, key=lambda r: r.order):
            own, day = self.places(requirement, operating)
            if day is not None:
                needed.append((requirement, day, own))
        places = [place for _, _, own in needed for place in own]
        able: People = tuple(
            frozenset(n for n, place in enumerate(places) if self.can_fill(who, place)) for who in people
        )
        full = tuple(place.count for place in places)
        found, before, through = [], 0, 0
        for requirement, day, own in needed:
            span = range(through, through + len(own))
            through += len(own)
            reached = find(tuple(count if n < through else 0 for n, count in enumerate(full)), able)
            required, present = sum(place.count for place in own), reached - before
            before = reached
            surplus = 0
            if present == required:
                endless = tuple(ALL if n in span else count for n, count in enumerate(full))
                surplus = find(endless, able) - find(full, able)
            found.append((requirement, day, required, present, surplus))
        return found

    # All of the time.

    def moments(self) -> list[datetime]:
        """When anything begins or ends."""
        stretches: Iterable[Any] = (*self.machine_rows, *self.person_rows, *self.assigned)
        return sorted({moment for row in stretches for moment in (row.start, row.end)})

    def coverage(self, find: Rank = rank) -> list[Row]:
        """Maximal stretches of each requirement with equal figures, in order."""
        moments = self.moments()
        open_rows: dict[int, Row] = {}
        found: list[Row] = []
        known: dict[Any, list[tuple[Requirement, date, int, int, int]]] = {}
        for start, end in pairwise(moments):
            operating = sorted(
                (row for row in self.machine_rows if row.start <= start < row.end), key=lambda row: row[:2]
            )
            people = sorted(
                (
                    Somebody(row.person, row.day, self.worksite(row, start))
                    for row in self.person_rows
                    if row.start <= start < row.end
                ),
                key=lambda who: who[:2],
            )
            key = (tuple((r.machine, r.day, r.shift) for r in operating), tuple(people))
            if key not in known:
                known[key] = self.served(operating, people, find)
            now: dict[int, Row] = {}
            for requirement, day, required, present, surplus in known[key]:
                row = Row(
                    requirement.id,
                    requirement.resource,
                    day,
                    start,
                    end,
                    required,
                    present,
                    required - present,
                    surplus,
                )
                before = open_rows.get(requirement.id)
                if before is not None and same(before, row):
                    row = row._replace(start=before.start)
                now[requirement.id] = row
            found += [row for id_, row in open_rows.items() if id_ not in now or now[id_].start != row.start]
            open_rows = now
        return sorted([*found, *open_rows.values()], key=lambda row: (row.requirement, row.start))

    def gaps(self, find: Rank = rank) -> list[Gap]:
        """Maximal stretches with equal figures but for the surplus, in which anybody is missing."""
        found: list[Gap] = []
        for row in self.coverage(find):
            if row.missing:
                gap = Gap(*row[:7])
                last = found[-1] if found else None
                if last is not None and (last.end, *last[:3], *last[5:]) == (gap.start, *gap[:3], *gap[5:]):
                    found[-1] = last._replace(end=gap.end)
                else:
                    found.append(gap)
        return found


def same(before: Row, row: Row) -> bool:
    """Whether one goes on as the other."""
    return before.end == row.start and (before.day, *before[5:]) == (row.day, *row[5:])


# From the database.

TREE = "select id, parent_resource_id from sched.resources"
MACHINE_ROWS = """
    select s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_date, s.shift_code
    from sched.equipment_schedules as s
    inner join sched.resources as r on r.id = s.resource_id
    where s.schedule_status = 'operating' and r.requires_scheduling and r.is_active
"""
PERSON_ROWS = """
    select s.employee_id, s.team_id, s.shift_start_time, s.shift_end_time, s.schedule_date
    from sched.emp_schedules as s
    where s.schedule_status = 'scheduled'
"""
REQUIREMENTS = """
    select q.id, q.resource_id, q.per::text, q.shift_code, q.head_count, q.min_level::text, q.position_id,
        q.start_date::date, q.end_date::date, q.machines_per_person
    from sched.emp_requirements as q
"""
QUALIFICATIONS = """
    select q.employee_id, q.resource_id, q.qualification_level::text, q.certification_date::date, q.expiry_date::date
    from sched.emp_resource_qualifications as q
    where q.is_active
"""
TEAM_RESOURCES = "select team_id, resource_id, start_date::date, end_date::date from sched.emp_team_resources"
PRIMARY_TEAMS = """
    select employee_id, team_id, start_date::date, end_date::date from sched.emp_team_assignments where is_primary
"""
ASSIGNED = """
    select employee_id, resource_id, start_time::timestamptz, end_time::timestamptz from sched.emp_resource_assignments
"""
HOMES = "select id, resource_id from sched.emp_teams"
EMPLOYEES = "select id, resource_id, position_id from sched.emp_employees"


def stored_plant(connection: psycopg.Connection[Any]) -> Plant:
    """Everything as it is stored."""

    def rows(query: str) -> list[tuple[Any, ...]]:
        with connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
            return cursor.execute(query.encode()).fetchall()

    employees = rows(EMPLOYEES)
    return Plant(
        parents=dict(rows(TREE)),  # type: ignore[arg-type]
        machine_rows=[MachineRow(*row) for row in rows(MACHINE_ROWS)],
        person_rows=[PersonRow(*row) for row in rows(PERSON_ROWS)],
        requirements=[Requirement(*row) for row in rows(REQUIREMENTS)],
        qualifications=[Qualification(*row) for row in rows(QUALIFICATIONS)],
        team_resources=[Dated(*row) for row in rows(TEAM_RESOURCES)],
        primary_teams=[Dated(*row) for row in rows(PRIMARY_TEAMS)],
        assigned=[Assigned(*row) for row in rows(ASSIGNED)],
        homes=dict(rows(HOMES)),  # type: ignore[arg-type]
        belongs={row[0]: row[1] for row in employees},
        positions={row[0]: row[2] for row in employees},
    )


COVERAGE = """
    select c.requirement_id, c.resource_id, c.schedule_date, c.start_time, c.end_time, c.required, c.present, c.missing,
        c.surplus
    from sched_engine.coverage(%s, %s, %s) as c
    order by 1, 4
"""
GAPS = """
    select g.requirement_id, g.resource_id, g.schedule_date, g.start_time, g.end_time, g.required, g.present
    from sched.emp_coverage_gaps as g
    order by 1, 4
"""


KEPT = """
    select lower(u.part)::date, upper(u.part)::date
    from sched.emp_coverage_dates as d
    cross join unnest(d.dates) as u (part)
"""


def kept_gaps(connection: psycopg.Connection[Any]) -> list[Gap]:
    """The gaps on the dates for which they are kept."""
    with connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        kept: list[tuple[date, date]] = cursor.execute(KEPT).fetchall()
    return [gap for gap in stored_plant(connection).gaps() if any(a <= gap.day < b for a, b in kept)]


def engine_coverage(
    connection: psycopg.Connection[Any], resources: list[int] | None, first: date, last: date
) -> list[Row]:
    """What the engine says."""
    with connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        return [Row(*row) for row in cursor.execute(COVERAGE, [resources, first, last])]


def stored_gaps(connection: psycopg.Connection[Any]) -> list[Gap]:
    """The gaps that are stored."""
    with connection.cursor(row_factory=psycopg.rows.tuple_row) as cursor:
        return [Gap(*row) for row in cursor.execute(GAPS)]


def without_surplus(rows: Iterable[Row]) -> list[Row]:
    """The same rows without it, for comparisons that leave it out."""
    return [row._replace(surplus=0) for row in rows]
