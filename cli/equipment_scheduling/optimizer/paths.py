"""The cheapest rosters of people, each by themselves: shortest paths from day to day, of many people at a time.

A place is a state of the automaton, with what was worked on the day before (0: nothing); on each day a path is at a
place, with so many minutes worked since the horizon began. Costs are whole numbers, so that a path is exactly the
cheapest, on every machine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray

from equipment_scheduling.optimizer.problem import Limit, Person, Problem
from equipment_scheduling.optimizer.runs import Automaton, automaton_of, kinds_of, label

MOST_STEPS = 20_000_000  # of all people, about
SCALE = 1000  # prices are whole thousandths: what is found at them is exact
NEVER = 1 << 28  # what costs so much is not possible
Numbers = NDArray[np.int32]
Place = tuple[int, int]


def minutes_of(problem: Problem, person: Person) -> Limit | None:
    """The limit that counts the minutes of all that somebody may work; None where there is none that must hold."""
    for limit in person.limits:
        minutes = {duty: problem.duties[duty].minutes for duty in person.duties}
        if limit.weight is None and dict(limit.amounts) == minutes:
            return limit
    return None


@dataclass
class Steps:
    """Of a day: from the places `sources`, in groups that begin at `begins`, to the places `targets`, a group each."""

    sources: NDArray[np.intp]
    begins: NDArray[np.intp]
    targets: NDArray[np.intp]
    worked: int  # 0: nothing, else which duty of the day
    duty: int  # its place in the problem
    amount: int


@dataclass
class Found:
    """Of each person the cost of their cheapest path, and what leads there."""

    costs: Numbers
    _paths: Paths
    _spent: list[Numbers]
    _given: list[Numbers]
    _ends: NDArray[np.intp]

    def duties(self, nr: int) -> frozenset[int]:
        """Those on the path of a person, from its end."""
        paths, made = self._paths, set()
        spots = self._spent[-1].shape[2]
        place, spot = divmod(int(self._ends[nr]), spots)
        for day in reversed(range(len(paths.steps))):
            spent, before = int(self._spent[day + 1][place, nr, spot]), self._spent[day]
            for steps, source in paths.into(day, place):
                where = spot + paths.bands[day + 1][0] - steps.amount - paths.bands[day][0]
                given = int(self._given[day][nr, steps.worked])
                if 0 <= where < before.shape[2] and int(before[source, nr, where]) + given == spent:
                    place, spot = source, where
                    if steps.worked:
                        made.add(steps.duty)
                    break
        return frozenset(made)


class Paths:
    """Those of people with the same automaton and the same limit of their minutes."""

    def __init__(self, problem: Problem, person: Person) -> None:
        self._problem = problem
        self._limit = minutes_of(problem, person)
        self._unit = gcd(*(duty.minutes for duty in problem.duties)) or 1
        fits = automaton_of(person, problem)
        self.on_day = duties_by_day(problem)
        self.width = 1 + max(map(len, self.on_day))
        self._numbers: dict[Place, int] = {(0, 0): 0}
        self.steps = [self._steps(fits, day, list(self._numbers)) for day in range(problem.days)]
        self.most = NEVER if self._limit is None or self._limit.most is None else self._limit.most - self._limit.given
        self.least = 0 if self._limit is None or self._limit.least is None else self._limit.least - self._limit.given
        self.bands = self._bands()
        self._into: dict[int, dict[int, list[tuple[Steps, int]]]] = {}

    def _steps(self, fits: Automaton, day: int, places: list[Place]) -> list[Steps]:
        """From every place known so far; those that they lead to become known."""
        kind = kinds_of(self._problem)[day]
        made = []
        for worked, duty in enumerate([-1, *self.on_day[day]]):
            reached: dict[int, list[int]] = defaultdict(list)
            for state, last in places:
                after = fits.next.get((state, label(int(worked > 0), kind)))
                if after is not None and not self._clashes(day, last, duty):
                    target = self._numbers.setdefault((after, worked), len(self._numbers))
                    reached[target].append(self._numbers[state, last])
            if reached:
                sizes = [len(sources) for sources in reached.values()]
                made.append(
                    Steps(
                        np.array([source for sources in reached.values() for source in sources]),
                        np.cumsum([0, *sizes[:-1]]),
                        np.array(list(reached)),
                        worked,
                        duty,
                        self._problem.duties[duty].minutes // self._unit if worked and self._limit else 0,
                    )
                )
        return made

    def _clashes(self, day: int, last: int, duty: int) -> bool:
        if not last or duty < 0:
            return False
        before = self.on_day[day - 1]
        return last <= len(before) and duty in self._problem.clashes.get(before[last - 1], ())

    def _bands(self) -> list[tuple[int, int]]:
        """By day, how many units may have been worked so that the limit can still be kept: a narrow band."""
        size, days = len(self._numbers), len(self.steps)
        nowhere = -NEVER
        done, yet = np.full((days + 1, size), nowhere), np.full((days + 1, size), nowhere)
        done[0, 0], yet[days] = 0, 0
        for day in range(days):
            for steps in self.steps[day]:
                most = np.maximum.reduceat(done[day, steps.sources], steps.begins) + steps.amount
                done[day + 1, steps.targets] = np.maximum(done[day + 1, steps.targets], most)
        for day in reversed(range(days)):
            for steps in self.steps[day]:
                further = np.repeat(yet[day + 1, steps.targets], self._sizes(steps)) + steps.amount
                np.maximum.at(yet[day], steps.sources, further)
        low, high = -(-self.least // self._unit), self.most // self._unit
        if self._limit is None:
            return [(0, 0)] * (days + 1)
        return [
            (max(low - max(int(yet[day].max()), 0), 0), max(min(int(done[day].max()), high), 0))
            for day in range(days + 1)
        ]

    def _sizes(self, steps: Steps) -> NDArray[np.intp]:
        return np.diff(np.append(steps.begins, len(steps.sources)))

    @cached_property
    def cells(self) -> int:
        """How much one person takes."""
        return sum(
            (high - low + 1) * sum(len(steps.sources) for steps in today)
            for today, (low, high) in zip(self.steps, self.bands, strict=False)
        )

    def into(self, day: int, place: int) -> Sequence[tuple[Steps, int]]:
        """The steps of a day that lead to a place, and where from."""
        if day not in self._into:
            leading: dict[int, list[tuple[Steps, int]]] = defaultdict(list)
            for steps in self.steps[day]:
                targets = np.repeat(steps.targets, self._sizes(steps))
                for source, target in zip(steps.sources.tolist(), targets.tolist(), strict=True):
                    leading[target].append((steps, source))
            self._into[day] = leading
        return self._into[day].get(place, ())

    def cheapest(self, costs: Numbers) -> Found:
        """By person, day and what is worked (0: nothing), what that costs."""
        people, size = costs.shape[0], len(self._numbers)
        low, high = self.bands[0]
        spent = np.full((size, people, high - low + 1), NEVER, np.int32)
        if low == 0 <= high:
            spent[0, :, 0] = 0
        kept, given = [spent], []
        for day, today in enumerate(self.steps):
            first, last = self.bands[day + 1]
            after = np.full((size, people, max(last - first + 1, 1)), NEVER, np.int32)
            for steps in today:
                self._walk(spent, after, steps, costs[:, day, steps.worked], first - steps.amount - self.bands[day][0])
            spent = after
            kept.append(spent)
            given.append(costs[:, day])
        flat = np.ascontiguousarray(spent.transpose(1, 0, 2)).reshape(people, -1)
        ends = flat.argmin(axis=1)
        return Found(flat[np.arange(people), ends], self, kept, given, ends)

    def _walk(self, spent: Numbers, after: Numbers, steps: Steps, cost: Numbers, shift: int) -> None:
        """Minutes `spot` after the day were `spot + shift` before it."""
        begin, end = max(-shift, 0), min(after.shape[2], spent.shape[2] - shift)
        if begin >= end:
            return
        reached = np.minimum.reduceat(spent[steps.sources, :, begin + shift : end + shift], steps.begins, axis=0)
        reached += cost[:, None]
        np.minimum(reached, NEVER, out=reached)
        after[steps.targets, :, begin:end] = np.minimum(after[steps.targets, :, begin:end], reached)


def duties_by_day(problem: Problem) -> list[list[int]]:
    """Their places in the problem."""
    made: list[list[int]] = [[] for _ in range(problem.days)]
    for nr, duty in enumerate(problem.duties):
        made[duty.day].append(nr)
    return made


def has_paths(problem: Problem) -> bool:
    """Whether paths say what matters between the days of a person, and are not too many."""
    follow = all(
        problem.duties[clash].day - problem.duties[duty].day <= 1
        for duty, clashes in problem.clashes.items()
        for clash in clashes
    )
    duties = sum(len(today) ** 2 for today in duties_by_day(problem))
    size = sum(duties * len(automaton_of(person, problem).states) for person in problem.people)
    own = max((abs(cost) for person in problem.people for cost in person.costs.values()), default=0)
    counted = Counter(duty for demand in problem.demands for duty in demand.duties)
    asked = max((max(demand.under, demand.over) for demand in problem.demands), default=0)
    dearest = (own + asked * max(counted.values(), default=0)) * SCALE * problem.days
    is_plain = not any(person.at_work for person in problem.people)
    return follow and is_plain and size <= MOST_STEPS and dearest < NEVER // 2
