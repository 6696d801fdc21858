"""The problem with duties that may be worked in part: a linear program, solved in seconds.

Its cost bounds that of every roster, and its reduced costs say of each duty of a person by how much a roster costs more
than this bound at least when they work it. So a roster that is best among those of cheap duties is best of all when it
costs no more than the bound and the dearest of them. A person's days are a path through their automaton."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ortools.linear_solver.python import model_builder as lp

from equipment_scheduling.optimizer.problem import Limit, Person, Problem
from equipment_scheduling.optimizer.runs import Day, automaton_of, kinds_of, label

MOST_STEPS = 60_000  # of all paths together: with more, the linear program takes longer than it is worth
NEARLY = 1e-6


@dataclass(frozen=True)
class Relaxed:
    """`dearer`: by person and duty, how much more than `bound` a roster with it costs; those worked in part, 0."""

    bound: float
    dearer: dict[str, dict[int, float]]


class Relaxation:
    """The linear program of a problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._model = lp.Model()  # type: ignore[no-untyped-call]
        self._kinds = kinds_of(problem)
        self._costs: list[tuple[lp.Variable, int]] = []
        self._works: dict[str, dict[int, lp.Variable]] = {}
        self._missing: dict[int, list[lp.Variable]] = defaultdict(list)  # by what each costs
        for person in problem.people:
            self._person(person)
        self._demands()
        self._model.minimize(self._sum(self._costs) + problem.constant)

    def _sum(self, terms: Iterable[tuple[lp.Variable, int]]) -> lp.LinearExpr:
        pairs = list(terms)
        amounts = [float(amount) for _, amount in pairs]
        return lp.LinearExpr.weighted_sum([each for each, _ in pairs], amounts)

    def _number(self, most: float = 1.0) -> lp.Variable:
        return self._model.new_var(0, most, False, None)

    def _person(self, person: Person) -> None:
        works = {duty: self._number() for duty in sorted(person.duties)}
        self._works[person.name] = works
        on_day: dict[int, list[lp.Variable]] = defaultdict(list)
        for duty, variable in works.items():
            on_day[self._problem.duties[duty].day].append(variable)
            clashing = [works[each] for each in self._problem.clashes.get(duty, ()) if each in works]
            if clashing and len({self._problem.duties[each].day for each in self._problem.clashes[duty]}) == 1:
                self._model.add(lp.LinearExpr.sum([variable, *clashing]) <= 1)
            if person.costs.get(duty):
                self._costs.append((variable, person.costs[duty]))
        self._path(person, on_day)
        for limit in person.limits:
            self._limit(works, limit, is_of_all=len(limit.amounts) == len(works))

    def _path(self, person: Person, on_day: dict[int, list[lp.Variable]]) -> None:
        """One unit flows through the automaton, from day to day; where it works, a duty does."""
        if person.runs is None and person.most_weekends is None:
            for duties in on_day.values():
                self._model.add(lp.LinearExpr.sum(duties) <= 1)
            return
        fits = automaton_of(person, self._problem)
        arriving: dict[int, list[lp.Variable]] = {0: []}
        for day in range(self._problem.days):
            leaving: dict[int, list[lp.Variable]] = {state: [] for state in arriving}
            after: dict[int, list[lp.Variable]] = defaultdict(list)
            at_work: list[lp.Variable] = []
            for state, outgoing in leaving.items():
                for worked in (0, 1):
                    reached = fits.next.get((state, label(worked, self._kinds[day])))
                    is_open = day in person.at_work if worked else day not in person.at_work
                    if reached is None or not (is_open or (worked and on_day[day])):
                        continue
                    variable = self._number()
                    outgoing.append(variable)
                    after[reached].append(variable)
                    if worked and day not in person.at_work:
                        at_work.append(variable)
            for state, outgoing in leaving.items():
                incoming = lp.LinearExpr.sum(arriving[state]) if day else 1
                self._model.add(lp.LinearExpr.sum(outgoing) == incoming)
            if on_day[day]:
                self._model.add(lp.LinearExpr.sum(on_day[day]) - lp.LinearExpr.sum(at_work) == 0)
            arriving = after

    def _limit(self, works: dict[int, lp.Variable], limit: Limit, *, is_of_all: bool) -> None:
        terms = [(works[duty], amount) for duty, amount in limit.amounts if duty in works]
        if not terms:
            return
        amounts = [amount for _, amount in terms]
        least = None if limit.least is None else limit.least - limit.given
        most = None if limit.most is None else limit.most - limit.given
        slack: list[lp.Variable] = []
        if limit.weight is not None:
            slack = [self._number(float("inf"))]
            self._costs.append((slack[0], limit.weight))
        elif is_of_all and min(amounts) > 1:
            duties = self._sum((variable, 1) for variable in works.values())
            if least is not None:
                self._model.add(duties >= -(-least // max(amounts)))
            if most is not None:
                self._model.add(duties <= most // min(amounts))
        if least is not None:
            self._model.add(self._sum([*terms, *((each, 1) for each in slack)]) >= least)
        if most is not None:
            self._model.add(self._sum([*terms, *((each, -1) for each in slack)]) <= most)

    def _demands(self) -> None:
        could: dict[int, list[tuple[str, lp.Variable]]] = defaultdict(list)
        for name, works in self._works.items():
            for duty, variable in works.items():
                could[duty].append((name, variable))
        for demand in self._problem.demands:
            under, over = self._number(float("inf")), self._number(float("inf"))
            counts = demand.people
            there = [each for duty in demand.duties for name, each in could[duty] if counts is None or name in counts]
            self._model.add(self._sum([*((each, 1) for each in there), (under, 1), (over, -1)]) == demand.wanted)
            self._costs += [(under, demand.under), (over, demand.over)]
            if demand.under > 1:
                self._missing[demand.under].append(under)

    def _solved(self) -> lp.Solver | None:
        solver = lp.Solver("glop")
        solver.enable_output(False)
        return solver if solver.solve(self._model) == lp.SolveStatus.OPTIMAL else None

    def solve(self) -> Relaxed | None:
        """The bound; None: there is no roster at all.

        A whole number of people is missing: where the program says 8.6 of what costs most, nine are, or eight at what
        that costs. The cheaper of both is followed, and the dearer one remains an upper bound of the bound."""
        solver, cap = self._solved(), float("inf")
        for missing in sorted(self._missing, reverse=True)[:1]:
            if solver is None:
                break
            variables = self._missing[missing]
            short = sum(solver.value(each) for each in variables)
            if abs(short - round(short)) < NEARLY:
                break
            sides = []
            for low, high in ((float("-inf"), float(int(short))), (float(int(short) + 1), float("inf"))):
                side = self._model.add_linear_constraint(lp.LinearExpr.sum(variables), low, high)
                sides.append((self._solved(), low, high))
                side.lower_bound, side.upper_bound = float("-inf"), float("inf")
            solved = sorted(((each.objective_value, nr) for nr, (each, *_) in enumerate(sides) if each is not None))
            if not solved:
                return None
            cap = solved[1][0] if len(solved) > 1 else cap
            solver = sides[solved[0][1]][0]
        if solver is None:
            return None
        return Relaxed(
            min(solver.objective_value, cap),
            {
                name: {duty: self._dearer(solver, variable, cap) for duty, variable in works.items()}
                for name, works in self._works.items()
            },
        )

    def _dearer(self, solver: lp.Solver, variable: lp.Variable, cap: float) -> float:
        """Not more than the other side costs more, where the duty may be free."""
        if solver.value(variable) > NEARLY:
            return 0.0
        return max(min(solver.reduced_cost(variable), cap - solver.objective_value), 0.0)


def steps_of(problem: Problem) -> int:
    """How large the program is: the steps of all paths."""
    bound = [person for person in problem.people if person.runs or person.most_weekends is not None]
    return sum(len(automaton_of(person, problem).next) for person in bound) * problem.days // len(Day)
