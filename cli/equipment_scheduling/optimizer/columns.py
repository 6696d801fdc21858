"""Whole rosters of people as columns of a linear program, which takes of each person one, in parts.

Far smaller than the program of `relaxation` where the horizon is long, and its bound is at least as high. The program
prices the demands; a roster that is cheap at these prices becomes a column (`paths` finds the cheapest), until there is
none. What the program takes in parts is then rounded to a roster; far from the best, yet a better beginning than any
that is made without these prices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp  # type: ignore[attr-defined]

from equipment_scheduling.optimizer import check
from equipment_scheduling.optimizer.paths import NEVER, SCALE, Numbers, Paths, has_paths, minutes_of
from equipment_scheduling.optimizer.problem import Person, Problem, Roster

MOST_CELLS = 100_000_000  # of the paths of all people: some hundred MB
# How much prices stay as they were when the bound was best: they jump about else, and columns at such prices are poor.
FAITHFUL = 0.75
SHARES = 0.5, 0.3, 0.1, 0.0  # of the program's prices, in each round of `rounded`
WORK_OF_A_CELL = 1e-8  # in units of the solver, about; with what the program takes


@dataclass
class Column:
    """A roster of one person in the program."""

    name: str
    duties: frozenset[int]
    variable: pywraplp.Variable


@dataclass
class Group:
    """People whose paths are the same but for what they cost."""

    paths: Paths
    people: list[Person]


class Pricing:
    """The cheapest rosters of people at given prices of the demands."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.work = 0.0
        self._groups = self._grouped()
        self._spot = {}
        for paths in [group.paths for group in self._groups][:1]:
            self._width = paths.width
            for day, duties in enumerate(paths.on_day):
                for nr, duty in enumerate(duties, 1):
                    self._spot[duty] = day, nr
        self._own = {person.name: self._own_costs(person) for person in problem.people}
        self.counts: dict[str, list[tuple[int, int]]] = {  # by person: demands and duties that count for them
            person.name: [
                (nr, duty)
                for nr, demand in enumerate(problem.demands)
                if demand.people is None or person.name in demand.people
                for duty in demand.duties
                if duty in person.duties
            ]
            for person in problem.people
        }
        self._spots = {
            name: (
                np.array([self._spot[duty][0] for _, duty in pairs], np.intp),
                np.array([self._spot[duty][1] for _, duty in pairs], np.intp),
                np.array([nr for nr, _ in pairs], np.intp),
            )
            for name, pairs in self.counts.items()
        }

    def _grouped(self) -> list[Group]:
        groups: dict[object, Group] = {}
        for person in self.problem.people:
            limit = minutes_of(self.problem, person)
            key = (
                person.runs,
                person.most_weekends,
                limit is None or (limit.least, limit.most, limit.given),
            )
            if key not in groups:
                groups[key] = Group(Paths(self.problem, person), [])
            groups[key].people.append(person)
        return list(groups.values())

    @property
    def cells(self) -> int:
        """How much all people take."""
        return sum(group.paths.cells * len(group.people) for group in self._groups)

    def _own_costs(self, person: Person) -> Numbers:
        made = np.full((self.problem.days, self._width), NEVER, np.int32)
        made[:, 0] = 0
        for duty in person.duties:
            made[self._spot[duty]] = SCALE * person.costs.get(duty, 0)
        return made

    def price(self, names: Set[str], prices: NDArray[np.int64]) -> dict[str, tuple[int, frozenset[int]]]:
        """Of each of them what their cheapest roster costs, in thousandths, and its duties."""
        made = {}
        for group in self._groups:
            people = [person for person in group.people if person.name in names]
            if not people:
                continue
            costs = np.stack([self._own[person.name] for person in people])
            for nr, person in enumerate(people):
                days, spots, demands = self._spots[person.name]
                np.subtract.at(costs[nr], (days, spots), prices[demands].astype(np.int32))
            found = group.paths.cheapest(costs)
            self.work += group.paths.cells * len(people) * WORK_OF_A_CELL
            for nr, person in enumerate(people):
                if found.costs[nr] < NEVER // 2:
                    made[person.name] = int(found.costs[nr]), found.duties(nr)
        return made


def pricing_of(problem: Problem) -> Pricing | None:
    """None where paths do not say what matters, or are too many."""
    if not has_paths(problem):
        return None
    pricing = Pricing(problem)
    return pricing if pricing.cells <= MOST_CELLS else None


def first_roster(pricing: Pricing) -> Roster | None:
    """Somebody after somebody, each at the prices that those before leave; None where somebody would break a limit."""
    roster = in_turn(pricing, {}, 0.0, np.zeros(len(pricing.problem.demands)))
    return roster if len(roster) == len(pricing.problem.people) else None


class Master:
    """The program."""

    def __init__(self, pricing: Pricing, roster: Roster) -> None:
        self.pricing, self.problem = pricing, pricing.problem
        self._lp = pywraplp.Solver.CreateSolver("GLOP")
        # It goes on from where it stood, so that new columns take it a few steps only.
        self._lp.SetSolverSpecificParametersAsString("use_preprocessing: false use_dual_simplex: false")
        self._objective = self._lp.Objective()
        self._objective.SetMinimization()
        self._objective.SetOffset(self.problem.constant)
        endless = self._lp.infinity()
        self._rows = [self._lp.Constraint(demand.wanted, demand.wanted) for demand in self.problem.demands]
        for row, demand in zip(self._rows, self.problem.demands, strict=True):
            for sign, cost in ((1, demand.under), (-1, demand.over)):
                slack = self._lp.NumVar(0, endless, "")
                row.SetCoefficient(slack, sign)
                self._objective.SetCoefficient(slack, cost)
        self._one = {person.name: self._lp.Constraint(1, 1) for person in self.problem.people}
        self._people = {person.name: person for person in self.problem.people}
        self.columns: dict[tuple[str, frozenset[int]], Column] = {}
        for name, duties in roster.items():
            self.add(name, duties)
        self.cost = float("inf")
        self.bound = float("-inf")
        low = [-demand.over * SCALE for demand in self.problem.demands]
        high = [demand.under * SCALE for demand in self.problem.demands]
        self._low, self._high = np.array(low, np.int64), np.array(high, np.int64)
        self._wanted = np.array([demand.wanted for demand in self.problem.demands], np.int64)
        self._centre: NDArray[np.float64] | None = None

    def add(self, name: str, duties: frozenset[int]) -> bool:
        """A column, unless it is there or breaks a limit."""
        key, person = (name, duties), self._people[name]
        if key in self.columns or any(check.breaches_of(self.problem, person, duties)):
            return False
        variable = self._lp.NumVar(0, self._lp.infinity(), "")
        self._one[name].SetCoefficient(variable, 1)
        times: dict[int, int] = defaultdict(int)
        for nr, duty in self.pricing.counts[name]:
            if duty in duties:
                times[nr] += 1
        for nr, amount in times.items():
            self._rows[nr].SetCoefficient(variable, amount)
        alone = Problem(self.problem.days, self.problem.duties, (person,), ())
        self._objective.SetCoefficient(variable, check.cost(alone, {name: duties}))
        self.columns[key] = Column(name, duties, variable)
        return True

    def solve(self) -> None:
        """At the columns that there are."""
        if self._lp.Solve() != pywraplp.Solver.OPTIMAL:
            raise AssertionError("the linear program went wrong")
        self.cost = self._objective.Value()
        self.prices = np.array([row.dual_value() for row in self._rows])

    def round(self, share: float) -> int:
        """New columns at prices between those of the program and those of the best bound; how many there were."""
        self.solve()
        before = self.prices if self._centre is None else self._centre
        prices = np.clip(
            np.rint((share * before + (1 - share) * self.prices) * SCALE).astype(np.int64), self._low, self._high
        )
        found = self.pricing.price(self._people.keys(), prices)
        self._bounded(found, prices)
        return sum(self.add(name, duties) for name, (_, duties) in found.items())

    def _bounded(self, found: dict[str, tuple[int, frozenset[int]]], prices: NDArray[np.int64]) -> None:
        """What no roster is below at these prices."""
        least = sum(cost for cost, _ in found.values()) + int((prices * self._wanted).sum())
        bound = self.problem.constant + least / SCALE
        if bound > self.bound:
            self.bound, self._centre = bound, prices / SCALE


def converge(master: Master, going: Callable[[], bool], near: float) -> None:
    """Columns until the bound is near enough, as a share of the cost, or none is missing at the real prices."""
    share = FAITHFUL
    while going():
        is_new = master.round(share) > 0
        if master.cost - master.bound <= near * abs(master.cost) or not (is_new or share):
            break
        share = FAITHFUL if is_new else 0.0
    master.solve()


def rounded(master: Master) -> Roster:
    """Of each person the column that the program takes most of; then one after the other their cheapest, at prices
    between those of the program and what a demand really costs with the others as they are."""
    most: dict[str, tuple[float, frozenset[int]]] = {}
    for column in master.columns.values():
        share = column.variable.solution_value()
        if column.name not in most or share > most[column.name][0]:
            most[column.name] = share, column.duties
    roster = {name: duties for name, (_, duties) in most.items()}
    for share in SHARES:
        roster = in_turn(master.pricing, roster, share, master.prices)
    return roster


def in_turn(pricing: Pricing, roster: Roster, share: float, prices: NDArray[np.float64]) -> Roster:
    """Everybody anew in turn, where that keeps their limits."""
    problem, made = pricing.problem, dict(roster)
    under = np.array([demand.under for demand in problem.demands])
    over = np.array([-demand.over for demand in problem.demands])
    missing = np.array([demand.wanted for demand in problem.demands])
    for name, duties in made.items():
        for nr, duty in pricing.counts[name]:
            missing[nr] -= duty in duties
    for person in problem.people:
        name = person.name
        for nr, duty in pricing.counts[name]:
            missing[nr] += duty in made.get(name, ())
        asked = share * prices + (1 - share) * np.where(missing > 0, under, over)
        found = pricing.price({name}, np.rint(asked * SCALE).astype(np.int64))
        if name in found and not any(check.breaches_of(problem, person, found[name][1])):
            made[name] = found[name][1]
        for nr, duty in pricing.counts[name]:
            missing[nr] -= duty in made.get(name, ())
    return made
