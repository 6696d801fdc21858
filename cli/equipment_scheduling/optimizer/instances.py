"""The public instances of Curtois and Qu (schedulingbenchmarks.org), in their text format.

At the edges of the horizon least runs do not bind; a weekend counts when its Saturday or Sunday is worked; every
horizon begins on a Monday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.optimizer.problem import Demand, Duty, Limit, Person, Problem, Roster, Runs

WEEK = 7


@dataclass(frozen=True)
class Staff:
    """A line of SECTION_STAFF."""

    name: str
    most_of: dict[str, int]
    most_minutes: int
    least_minutes: int
    most_work: int
    least_work: int
    least_rest: int
    most_weekends: int
    days_off: set[int] = field(default_factory=set)


@dataclass
class Instance:
    """What a file says, in its own words."""

    days: int = 0
    minutes: dict[str, int] = field(default_factory=dict)
    not_after: dict[str, set[str]] = field(default_factory=dict)
    staff: dict[str, Staff] = field(default_factory=dict)
    on_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    off_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    cover: list[tuple[int, str, int, int, int]] = field(default_factory=list)


def lines_of(path: Path) -> Iterator[tuple[int, str, list[str]]]:
    """The number, section and fields of each line that says something."""
    section = ""
    for number, text in enumerate(path.read_text().splitlines(), 1):
        line = text.strip()
        if line.startswith("SECTION_"):
            section = line
        elif line and not line.startswith("#"):
            yield number, section, line.split(",")


def read(path: Path) -> Instance:
    """Read a file; RefusedError names the line that cannot be read."""
    made = Instance()
    for number, section, fields in lines_of(path):
        try:
            take(made, section, fields)
        except (ValueError, KeyError, IndexError) as error:
            raise RefusedError(
                f"Line {number} of {path.name} cannot be read",
                detail=",".join(fields),
                hint="the format is that of schedulingbenchmarks.org, as text",
            ) from error
    if not (made.days and made.minutes and made.staff):
        raise RefusedError(
            f"{path.name} lacks a horizon, shifts or staff",
            hint="the format is that of schedulingbenchmarks.org, as text",
        )
    return made


def take(made: Instance, section: str, fields: list[str]) -> None:
    """One line."""
    if section == "SECTION_HORIZON":
        made.days = int(fields[0])
    elif section == "SECTION_SHIFTS":
        made.minutes[fields[0]] = int(fields[1])
        made.not_after[fields[0]] = set(filter(None, fields[2].split("|")))
    elif section == "SECTION_STAFF":
        most_of = {shift: int(most) for shift, most in (each.split("=") for each in fields[1].split("|"))}
        most, least, most_work, least_work, least_rest, weekends = (int(each) for each in fields[2:8])
        made.staff[fields[0]] = Staff(fields[0], most_of, most, least, most_work, least_work, least_rest, weekends)
    elif section == "SECTION_DAYS_OFF":
        made.staff[fields[0]].days_off.update(int(day) for day in fields[1:])
    elif section == "SECTION_COVER":
        made.cover.append((int(fields[0]), fields[1], int(fields[2]), int(fields[3]), int(fields[4])))
    else:
        into = {"SECTION_SHIFT_ON_REQUESTS": made.on_requests, "SECTION_SHIFT_OFF_REQUESTS": made.off_requests}[section]
        into.append((fields[0], int(fields[1]), fields[2], int(fields[3])))


def problem_of(instance: Instance) -> Problem:
    """As the model knows it: a duty for each shift on each day."""
    kinds = list(instance.minutes)
    place = {(day, kind): day * len(kinds) + nr for day in range(instance.days) for nr, kind in enumerate(kinds)}
    duties = tuple(Duty(kind, day, instance.minutes[kind]) for day, kind in place)
    return Problem(
        days=instance.days,
        duties=duties,
        people=tuple(person_of(instance, staff, place) for staff in instance.staff.values()),
        demands=tuple(
            Demand((place[day, kind],), wanted, under, over) for day, kind, wanted, under, over in instance.cover
        ),
        clashes={
            place[day, kind]: frozenset(place[day + 1, after] for after in instance.not_after[kind])
            for day, kind in place
            if day + 1 < instance.days and instance.not_after[kind]
        },
        weekends=tuple((day, day + 1) for day in range(5, instance.days - 1, WEEK)),
        constant=sum(weight for *_, weight in instance.on_requests),
    )


def person_of(instance: Instance, staff: Staff, place: dict[tuple[int, str], int]) -> Person:
    """One of the staff, with their requests as costs."""
    usable = {
        each: duty
        for each, duty in place.items()
        if each[0] not in staff.days_off and staff.most_of.get(each[1], 0) > 0
    }
    costs: dict[int, int] = defaultdict(int)
    for sign, requests in ((-1, instance.on_requests), (1, instance.off_requests)):
        for name, day, kind, weight in requests:
            if name == staff.name and (day, kind) in usable:
                costs[usable[day, kind]] += sign * weight
    limits = [
        Limit(
            tuple((duty, instance.minutes[kind]) for (_, kind), duty in usable.items()),
            least=staff.least_minutes,
            most=staff.most_minutes,
        )
    ]
    for kind, most in staff.most_of.items():
        if 0 < most < instance.days:
            limits.append(Limit(tuple((duty, 1) for (_, each), duty in usable.items() if each == kind), most=most))
    return Person(
        name=staff.name,
        duties=frozenset(usable.values()),
        runs=Runs(staff.most_work, staff.least_work, staff.least_rest),
        limits=tuple(limits),
        most_weekends=staff.most_weekends,
        costs=dict(costs),
    )


def shifts_of(instance: Instance, problem: Problem, roster: Roster) -> dict[str, dict[int, str]]:
    """A roster in the words of the instance: by person and day, the shift."""
    return {
        name: {problem.duties[duty].day: problem.duties[duty].name for duty in sorted(roster[name])}
        for name in instance.staff
    }
