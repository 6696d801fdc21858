"""The model for the solver: a problem, or the part of it that is free while the rest stays as a roster has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from equipment_scheduling.optimizer.problem import Demand, Limit, Person, Problem, Roster
from equipment_scheduling.optimizer.runs import automaton_of, kinds_of, label


def total(terms: Iterable[tuple[cp_model.IntVar, int]]) -> cp_model.LinearExpr:
    """The sum of variables times numbers."""
    pairs = list(terms)
    amounts = [amount for _, amount in pairs]
    return cp_model.LinearExpr.weighted_sum([each for each, _ in pairs], amounts)


@dataclass
class Freed:
    """The variables of one person: of the duties on their free days, and whether they work on each of these."""

    person: Person
    days: range
    fixed: frozenset[int]  # the duties that they work on other days
    duties: dict[int, cp_model.IntVar]
    works: dict[int, cp_model.IntVar]


@dataclass
class Model:
    """Build with a problem, a roster, and the days on which each person is free to work something else: any duty, or
    of some only those that `worth` names."""

    problem: Problem
    roster: Roster
    free: Mapping[str, range]
    worth: Mapping[str, Set[int]] = field(default_factory=dict)
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    people: list[Freed] = field(default_factory=list)
    _costs: list[tuple[cp_model.IntVar, int]] = field(default_factory=list)
    _constant: int = 0

    def __post_init__(self) -> None:
        self._constant = self.problem.constant
        self.kinds = kinds_of(self.problem)
        for person in self.problem.people:
            if person.name in self.free:
                self.people.append(self._person(person, self.free[person.name]))
            else:
                self._constant += settled_cost(person, self.roster[person.name])
        self._demands()
        self.cp.minimize(total(self._costs) + self._constant)

    def _person(self, person: Person, days: range) -> Freed:
        duties, problem = self.problem.duties, self.problem
        fixed = frozenset(duty for duty in self.roster[person.name] if duties[duty].day not in days)
        shut = frozenset(clash for duty in fixed for clash in problem.clashes.get(duty, ()))
        freed = Freed(person, days, fixed, {}, {})
        on_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for duty in sorted((person.duties & self.worth.get(person.name, person.duties)) - shut):
            day = duties[duty].day
            if day in days and day not in person.at_work and not problem.clashes.get(duty, frozenset()) & fixed:
                variable = self.cp.new_bool_var("")
                freed.duties[duty] = variable
                on_day[day].append(variable)
                if person.costs.get(duty):
                    self._costs.append((variable, person.costs[duty]))
        self._constant += sum(person.costs.get(duty, 0) for duty in fixed)
        for day in days:
            if day not in person.at_work:
                freed.works[day] = self.cp.new_bool_var("")
                self.cp.add(cp_model.LinearExpr.sum(on_day[day]) == freed.works[day])
        self._clashes(freed)
        for limit in person.limits:
            self._limit(freed, limit)
        self._runs(freed)
        for duty, variable in freed.duties.items():
            self.cp.add_hint(variable, duty in self.roster[person.name])
        return freed

    def _clashes(self, freed: Freed) -> None:
        """As cliques: a duty with those of one later day that it rules out."""
        for duty, variable in freed.duties.items():
            by_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
            for clash in self.problem.clashes.get(duty, ()):
                if clash in freed.duties:
                    by_day[self.problem.duties[clash].day].append(freed.duties[clash])
            for others in by_day.values():
                self.cp.add_at_most_one([variable, *others])

    def _limit(self, freed: Freed, limit: Limit) -> None:
        given = limit.given + sum(amount for duty, amount in limit.amounts if duty in freed.fixed)
        terms = [(freed.duties[duty], amount) for duty, amount in limit.amounts if duty in freed.duties]
        most_there = given + sum(amount for _, amount in terms)
        least = limit.least if limit.least is not None and limit.least > given else None
        most = limit.most if limit.most is not None and limit.most < most_there else None
        if limit.weight is not None:
            self._soften(terms, given, least, most, limit.weight)
            return
        if least is None and most is None:
            return
        if not terms:
            self.cp.add_bool_or([])  # there is no way
            return
        low, high = (0 if least is None else least - given), (most_there if most is None else most) - given
        self.cp.add_linear_constraint(total(terms), low, high)
        amounts = sorted({amount for _, amount in terms})
        if freed.days == range(self.problem.days) and amounts and amounts[0] > 1:
            # What follows for the days worked: the solver does not see it by itself.
            works = cp_model.LinearExpr.sum(list(freed.works.values()))
            if len(limit.amounts) == len(freed.person.duties):
                self.cp.add_linear_constraint(works, max(-(-low // amounts[-1]), 0), high // amounts[0])

    def _soften(
        self, terms: list[tuple[cp_model.IntVar, int]], given: int, least: int | None, most: int | None, weight: int
    ) -> None:
        """What is missing or too much costs."""
        there = given + sum(amount for _, amount in terms)
        if least is not None:
            missing = self.cp.new_int_var(0, least - given, "")
            self.cp.add(total(terms) + missing >= least - given)
            self._costs.append((missing, weight))
        if most is not None:
            beyond = self.cp.new_int_var(0, there - most, "")
            self.cp.add(total(terms) - beyond <= most - given)
            self._costs.append((beyond, weight))

    def _runs(self, freed: Freed) -> None:
        """From the state in which the days before leave them, to one from which the days after fit."""
        if freed.person.runs is None and freed.person.most_weekends is None:
            return
        fits = automaton_of(freed.person, self.problem)
        worked = freed.person.at_work | {self.problem.duties[duty].day for duty in freed.fixed}
        before = fits.run(0, self._labels(worked, range(freed.days.start)))
        after = self._labels(worked, range(freed.days.stop, self.problem.days))
        ends = [state for state in fits.states if fits.run(state, after) is not None]
        row = [freed.works.get(day, 1) + 2 * self.kinds[day] for day in freed.days]
        assert before is not None, "the roster does not keep its runs"
        if row:
            self.cp.add_automaton(row, before, ends, fits.steps())

    def _labels(self, worked: Set[int], days: range) -> list[int]:
        return [label(day in worked, self.kinds[day]) for day in days]

    def _demands(self) -> None:
        settled = {freed.person.name: freed.fixed for freed in self.people}
        could: dict[int, list[tuple[str, cp_model.IntVar]]] = defaultdict(list)
        there: dict[int, list[str]] = defaultdict(list)
        for freed in self.people:
            for duty, variable in freed.duties.items():
                could[duty].append((freed.person.name, variable))
        for name, worked in (self.roster | settled).items():
            for duty in worked:
                there[duty].append(name)
        for demand in self.problem.demands:
            counts = demand.people
            self._demand(
                demand,
                sum(counts is None or name in counts for duty in demand.duties for name in there[duty]),
                [each for duty in demand.duties for name, each in could[duty] if counts is None or name in counts],
            )

    def _demand(self, demand: Demand, there: int, could: list[cp_model.IntVar]) -> None:
        missing = demand.wanted - there
        if not could:
            self._constant += demand.under * max(missing, 0) + demand.over * max(-missing, 0)
            return
        working = cp_model.LinearExpr.sum(could)
        under = self.cp.new_int_var(0, max(missing, 0), "")
        over = self.cp.new_int_var(0, max(len(could) - missing, 0), "")
        self.cp.add(working + under - over == missing)
        self._costs += [(under, demand.under), (over, demand.over)]

    def answer(self, solver: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Roster:
        """The roster that the solver found, with what was not free."""
        made = dict(self.roster)
        for freed in self.people:
            chosen = {duty for duty, variable in freed.duties.items() if solver.boolean_value(variable)}
            made[freed.person.name] = freed.fixed | chosen
        return made


def settled_cost(person: Person, worked: frozenset[int]) -> int:
    """What somebody costs whose duties are settled, besides the demands they meet."""
    cost = sum(person.costs.get(duty, 0) for duty in worked)
    for limit in person.limits:
        if limit.weight:
            reached = limit.given + sum(amount for duty, amount in limit.amounts if duty in worked)
            below = 0 if limit.least is None else limit.least - reached
            above = 0 if limit.most is None else reached - limit.most
            cost += limit.weight * max(below, above, 0)
    return cost
