"""Judges a roster. Nothing of the model is used: what it gets wrong is found here.

`cost` and `breaches` follow the words of `problem` day by day; `instance_cost` follows those of a public instance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from equipment_scheduling.optimizer.instances import WEEK, Instance
from equipment_scheduling.optimizer.problem import Person, Problem, Roster


def breaches(problem: Problem, roster: Roster) -> list[str]:
    """What must hold and does not, a line each."""
    return [line for person in problem.people for line in breaches_of(problem, person, roster[person.name])]


def breaches_of(problem: Problem, person: Person, worked: frozenset[int]) -> Iterator[str]:
    """Of one person."""
    if not worked <= person.duties:
        yield f"{person.name} works what they may not"
    by_day = Counter(problem.duties[duty].day for duty in worked)
    if max(by_day.values(), default=0) > 1 or person.at_work & by_day.keys():
        yield f"{person.name} works twice on a day"
    for duty in worked:
        if problem.clashes.get(duty, frozenset()) & worked:
            yield f"{person.name} works what clashes with {problem.duties[duty].name} of day {problem.duties[duty].day}"
    days = person.at_work | by_day.keys()
    weekends = sum(any(day in days for day in weekend) for weekend in problem.weekends)
    if person.most_weekends is not None and weekends > person.most_weekends:
        yield f"{person.name} works {weekends} weekends"
    for limit in person.limits:
        total = limit.given + sum(amount for duty, amount in limit.amounts if duty in worked)
        if limit.weight is None and outside(total, limit.least, limit.most):
            yield f"{person.name} has {total}, not {limit.least} to {limit.most}"
    yield from breaches_of_runs(problem, person, days)


def breaches_of_runs(problem: Problem, person: Person, days: frozenset[int] | set[int]) -> Iterator[str]:
    """Too many or too few days on end."""
    if person.runs is None:
        return
    stretches = [(working, list(run)) for working, run in groupby(range(problem.days), key=lambda day: day in days)]
    for working, run in stretches:
        inside = run[0] > 0 and run[-1] < problem.days - 1
        length = len(run) + (max(person.runs.before, 0) if run[0] == 0 and working else 0)
        if working and length > person.runs.most_work:
            yield f"{person.name} works {length} days on end from day {run[0]}"
        if inside and length < (person.runs.least_work if working else person.runs.least_rest):
            yield f"{person.name} {'works' if working else 'rests'} {length} days only from day {run[0]}"


def outside(total: int, least: int | None, most: int | None) -> int:
    """By how much a total misses its limits."""
    return max(0 if least is None else least - total, 0 if most is None else total - most, 0)


def cost(problem: Problem, roster: Roster) -> int:
    """What a roster costs."""
    total = problem.constant
    for demand in problem.demands:
        counted = roster.keys() if demand.people is None else demand.people
        there = sum(len(roster[name] & set(demand.duties)) for name in counted)
        total += demand.under * max(demand.wanted - there, 0) + demand.over * max(there - demand.wanted, 0)
    for person in problem.people:
        worked = roster[person.name]
        total += sum(person.costs.get(duty, 0) for duty in worked)
        for limit in person.limits:
            reached = limit.given + sum(amount for duty, amount in limit.amounts if duty in worked)
            total += (limit.weight or 0) * outside(reached, limit.least, limit.most)
    return total


def instance_cost(instance: Instance, shifts: dict[str, dict[int, str]]) -> int:
    """What a roster of a public instance costs; ValueError when it breaks what must hold."""
    for name, staff in instance.staff.items():
        works = shifts[name]
        row = [works.get(day) for day in range(instance.days)]
        minutes = sum(instance.minutes[shift] for shift in works.values())
        kinds = Counter(works.values())
        pairs = pairwise(row)
        weekends = sum(row[day] is not None or row[day + 1] is not None for day in range(5, instance.days, WEEK))
        if (
            not staff.least_minutes <= minutes <= staff.most_minutes
            or any(kinds[kind] > staff.most_of.get(kind, 0) for kind in kinds)
            or any(first and second in instance.not_after[first] for first, second in pairs)
            or weekends > staff.most_weekends
            or staff.days_off & works.keys()
            or not fits(
                "".join("x" if shift else "." for shift in row), staff.most_work, staff.least_work, staff.least_rest
            )
        ):
            raise ValueError(f"the roster of {name} breaks what must hold")
    cover = Counter((day, shift) for works in shifts.values() for day, shift in works.items())
    total = 0
    for day, kind, wanted, under, over in instance.cover:
        there = cover[day, kind]
        total += under * (wanted - there) if there < wanted else over * (there - wanted)
    total += sum(weight for name, day, kind, weight in instance.on_requests if shifts[name].get(day) != kind)
    return total + sum(weight for name, day, kind, weight in instance.off_requests if shifts[name].get(day) == kind)


def fits(row: str, most_work: int, least_work: int, least_rest: int) -> bool:
    """Whether a row of worked (x) and free (.) days keeps the lengths of runs."""
    if any(len(run) > most_work for run in row.split(".")):
        return False
    short_work = any(0 < len(run) < least_work for run in inside_runs(row, "x"))
    short_rest = any(0 < len(run) < least_rest for run in inside_runs(row, "."))
    return not (short_work or short_rest)


def inside_runs(row: str, sign: str) -> list[str]:
    """The runs of a sign that touch neither edge."""
    other = "." if sign == "x" else "x"
    runs = row.split(other)
    return runs[1:-1] if len(runs) > 1 else []
