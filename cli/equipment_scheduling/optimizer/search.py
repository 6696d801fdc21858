"""Finds a roster in the time given: large neighbourhoods of the best one so far, and a proof where one is in reach.

People are first given duties one after the other. Then parts of the roster are freed and solved anew, again and again:
a few people, everybody for some days, or some people for a while; the kinds that paid most come up most often, and
how much is freed follows from what the solver can do. One worker meanwhile bounds the cost (`relaxation`), and solves
the whole with those duties only that look cheap, then with more of them, until no other could help. Where a problem is
too large for that, it bounds the cost by whole rosters of people (`columns`), and makes a better roster of these to go
on from. All decisions
follow from the solver's own count of its work, not from the clock: with one worker, and work as the limit, the same
seed gives the same answer on every machine."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.optimizer import check
from equipment_scheduling.optimizer.problem import Problem, Roster

try:
    from ortools.sat.python import cp_model

    from equipment_scheduling.optimizer.columns import Master, Pricing, converge, first_roster, pricing_of, rounded
    from equipment_scheduling.optimizer.model import Model
    from equipment_scheduling.optimizer.relaxation import MOST_STEPS, Relaxation, Relaxed, steps_of
except ModuleNotFoundError as error:
    raise RefusedError(
        "The optimizer needs OR-Tools, which is not installed",
        hint="pip install 'equipment-scheduling[optimizer]' where the relay runs",
    ) from error

SOLVED = cp_model.OPTIMAL, cp_model.FEASIBLE
WORK_OF_A_STEP = 0.25  # at most, in the solver's deterministic units: some seconds
CHEAP = 0.06  # a step that was solved with less may free more
SHARE_OF_BOUND = 0.4  # of the effort, at most, where a problem is large, for its columns
NEAR = 0.008  # the bound of a large problem need not be nearer
LONG = 14  # days: a period of people who are freed for weeks
SETTLED = 10  # steps without a gain on end, after which one worker alone turns to the proof


@dataclass(frozen=True, slots=True)
class Effort:
    """How much may be spent: `seconds` of the clock and, to be the same everywhere, `work` of the solver.

    The search ends when the roster is proved to cost too much by no more than the share `enough`."""

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1
    work: float | None = None
    enough: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come. No roster costs less than `bound`."""

    cost: int
    bound: int
    seconds: float

    @property
    def gap(self) -> float:
        """What the roster may cost too much, as a share of its cost."""
        return max(self.cost - self.bound, 0) / max(abs(self.cost), 1)


@dataclass(frozen=True, slots=True)
class Answer:
    """A roster that breaks nothing, as `check` found, and what is known of how good it is."""

    roster: Roster
    cost: int
    bound: int
    seconds: float

    @property
    def is_proved(self) -> bool:
        """Whether no roster costs less."""
        return self.cost <= self.bound


@dataclass
class Kind:
    """A kind of neighbourhood: how much it frees, and what that was worth lately."""

    size: float
    worth: float = 100.0


def lower_bound(problem: Problem) -> int:
    """What every roster costs at least, without looking: every demand met, and every cost that saves something."""
    gains = sum(min(cost, 0) for person in problem.people for cost in person.costs.values())
    return problem.constant + gains


@dataclass
class Search:
    """One search; `told` hears of progress, `stopped` may end it early."""

    problem: Problem
    effort: Effort = field(default_factory=Effort)
    told: Callable[[Progress], None] = lambda _: None
    stopped: Callable[[], bool] = lambda: False
    start: Roster | None = None

    def __post_init__(self) -> None:
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._work = 0.0
        self._bound = lower_bound(self.problem)
        self._random = random.Random(self.effort.seed)
        self._whole: cp_model.CpSolver | None = None
        self._is_large = steps_of(self.problem) > MOST_STEPS
        self._pricing = pricing_of(self.problem) if self._is_large else None
        self._idle = 0
        self._people = {person.name: person for person in self.problem.people}
        days = self.problem.days
        self._kinds = {
            "people": Kind(min(3, len(self.problem.people))),
            "days": Kind(min(8, days)),
            "both": Kind(min(5, len(self.problem.people))),
        }
        if days > 2 * LONG:
            self._kinds["weeks"] = Kind(min(12, len(self.problem.people)))

    def run(self) -> Answer:
        """Search until proved, stopped, or the effort is spent."""
        self.roster = self.start or self._first()
        self.cost = check.cost(self.problem, self.roster)
        self._tell()
        if self.effort.workers == 1:
            self._alone()
        else:
            self._together()
        if broken := check.breaches(self.problem, self.roster):
            raise AssertionError(f"the search went wrong: {broken[0]}")
        return Answer(self.roster, self.cost, min(self._bound, self.cost), self._seconds())

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _tell(self) -> None:
        self.told(Progress(self.cost, min(self._bound, self.cost), self._seconds()))

    def _left(self) -> float:
        """Seconds; none when the search is to end."""
        if self.stopped() or self.cost - self._bound <= self.effort.enough * abs(self.cost):
            return 0.0
        if self.effort.work is not None and self._work >= self.effort.work:
            return 0.0
        return max(self.effort.seconds - self._seconds(), 0.0)

    # The three ways of solving: one person, a neighbourhood, the whole.

    def _solver(self, seconds: float, work: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        given = solver.parameters
        given.num_workers = 1
        given.random_seed = self.effort.seed
        given.linearization_level = 2
        given.subsolvers.append("max_lp")
        given.symmetry_level = 0
        given.max_time_in_seconds = max(seconds, 0.01)
        given.max_deterministic_time = work
        return solver

    def _solve(
        self, roster: Roster, free: Mapping[str, range], seconds: float, most_work: float = WORK_OF_A_STEP
    ) -> tuple[Roster | None, cp_model.CpSolverStatus, float]:
        """A roster that is as good or better, how sure that is, and the work it took."""
        model = Model(self.problem, roster, free)
        solver = self._solver(seconds, most_work)
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
        status = solver.solve(model.cp)
        work = solver.response_proto.deterministic_time
        return (model.answer(solver) if status in SOLVED else None), status, work

    def _first(self) -> Roster:
        """Somebody after somebody, each as well as can be beside those before."""
        if self._pricing is not None and (made := first_roster(self._pricing)) is not None:
            self._work += self._pricing.work
            return made
        roster: Roster = {person.name: frozenset() for person in self.problem.people}
        for person in self.problem.people:
            roster = self._first_of(person.name, roster)
        return roster

    def _first_of(self, name: str, roster: Roster) -> Roster:
        """With duties for one person: the more work that takes, the more is given; only a proof says that none fit."""
        most_work = WORK_OF_A_STEP
        while (seconds := self.effort.seconds - self._seconds()) > 0:
            made, status, work = self._solve(roster, {name: range(self.problem.days)}, seconds, most_work)
            self._work += work
            if made is not None:
                return made
            if status == cp_model.INFEASIBLE:
                raise RefusedError(
                    f"{name} can be given no roster that keeps what must hold",
                    hint="loosen their limits, or leave them out",
                )
            most_work *= 4
        raise RefusedError(
            f"No roster was found for {name} within {self.effort.seconds:g} s",
            hint="give the search more time; there may be one",
        )

    def _alone(self) -> None:
        """One worker: the bound, neighbourhoods until they yield nothing further, the whole, neighbourhoods again."""
        relaxed = self._relax()
        while self._left() and self._idle < SETTLED:
            self._step(self._random)
        self._prove(relaxed)
        while self._left():
            self._step(self._random)

    def _together(self) -> None:
        """Workers: one on the bound and the whole as long as that leads further, the others on neighbourhoods."""
        threads = [
            threading.Thread(target=self._keep_stepping, args=(random.Random(self.effort.seed + nr),), daemon=True)
            for nr in range(1, self.effort.workers)
        ]
        for thread in threads:
            thread.start()
        self._prove(self._relax())
        while self._left():
            self._step(self._random)
        for thread in threads:
            thread.join()

    def _relax(self) -> Relaxed | None:
        """The bound; none where it would take too long."""
        if not self._left():
            return None
        if self._is_large:
            if self._pricing is not None:
                self._by_columns(self._pricing)
            return None
        relaxed = Relaxation(self.problem).solve()
        if relaxed is None:
            raise RefusedError("No roster keeps what must hold", hint="loosen the limits")
        self._raise_bound(relaxed.bound)
        return relaxed

    def _by_columns(self, pricing: Pricing) -> None:
        """A bound of what is large, and a roster that is made from its best columns."""
        master, counted = Master(pricing, self.roster), pricing.work

        def going() -> bool:
            nonlocal counted
            with self._lock:
                self._work += pricing.work - counted
            counted = pricing.work
            spent = max(self._seconds() / self.effort.seconds, self._work / (self.effort.work or float("inf")))
            return self._left() > 0 and spent < SHARE_OF_BOUND

        converge(master, going, NEAR)
        self._raise_bound(master.bound)
        made = rounded(master)
        with self._lock:
            self._take(made, dict.fromkeys(made, range(self.problem.days)))

    def _prove(self, relaxed: Relaxed | None) -> None:
        """The whole with ever more duties: those that cost nothing more, some more, all that matter."""
        if relaxed is None:
            return
        for share in (0.0, 0.1, 1.0):
            if not self._left():
                return
            most = share * max(self.cost - relaxed.bound, 0)
            seconds = self._left() * (0.35 if share < 1 else 0.6)
            work = None if self.effort.work is None else max(self.effort.work - self._work, 0) * 0.4
            self._solve_cheap(relaxed, most, seconds, work)

    def _keep_stepping(self, chance: random.Random) -> None:
        while self._left():
            self._step(chance)
        if self._whole is not None:
            self._whole.stop_search()

    def _step(self, chance: random.Random) -> None:
        """Free a part, solve it, keep what is as good or better."""
        worths = [kind.worth for kind in self._kinds.values()]
        name = chance.choices(list(self._kinds), [worth + 1 + max(worths) / 7 for worth in worths])[0]
        kind, roster = self._kinds[name], self.roster
        free = self._neighbourhood(name, kind, chance)
        made, status, work = self._solve(roster, free, self._left())
        with self._lock:
            self._work += work
            gain = self._take(made, free) if made else 0
            self._idle = 0 if gain else self._idle + 1
            kind.worth += (gain / max(work, 0.001) - kind.worth) / 10
            if status != cp_model.OPTIMAL:
                kind.size *= 0.92
            elif work < CHEAP:
                kind.size *= 1.06

    def _neighbourhood(self, name: str, kind: Kind, chance: random.Random) -> dict[str, range]:
        """The days on which people are freed: of a large problem half the time where demands cost, and people could
        work more. Of a small one chance finds that soon enough, and less biased."""
        everybody = [person.name for person in self.problem.people]
        days = self.problem.days
        size = max(round(kind.size), 2)
        lengths = {"people": days, "days": size, "both": max(days // 2, LONG), "weeks": LONG}
        length = min(lengths[name], days)
        is_aimed = self._is_large and chance.random() < 0.5
        if is_aimed:
            (day,) = chance.choices(range(days), self._costs_by_day())
            first = day - chance.randrange(length)
        else:
            first = chance.randint(2 - length, days - 2) if length < days else 0
        period = range(max(first, 0), min(first + length, days)) if length < days else range(days)
        if name == "days":
            return dict.fromkeys(everybody, period)
        idle = [each for each in everybody if self._is_idle(each)] if is_aimed else []
        chosen = chance.sample(idle, min(size // 2, len(idle)))
        others = [each for each in everybody if each not in chosen]
        return dict.fromkeys([*chosen, *chance.sample(others, min(size - len(chosen), len(others)))], period)

    def _costs_by_day(self) -> list[int]:
        """What demands cost on each day, and 1."""
        made, roster = [1] * self.problem.days, self.roster
        there = Counter(duty for worked in roster.values() for duty in worked)
        for demand in self.problem.demands:
            missing = demand.wanted - sum(there[duty] for duty in demand.duties)
            if demand.people is None and demand.duties:
                made[self.problem.duties[demand.duties[0]].day] += demand.under * max(missing, 0)
        return made

    def _is_idle(self, name: str) -> bool:
        """Whether somebody keeps each limit with one more duty."""
        worked = self.roster[name]
        return all(
            limit.most is None
            or not limit.amounts
            or limit.given
            + sum(amount for duty, amount in limit.amounts if duty in worked)
            + min(amount for _, amount in limit.amounts)
            <= limit.most
            for limit in self._people[name].limits
        )

    def _take(self, made: Roster, free: Mapping[str, range]) -> int:
        """Put what was freed into the best roster, which another worker may have changed meanwhile; the gain."""
        merged = self.roster | {name: made[name] for name in free}
        cost = check.cost(self.problem, merged)
        gain = self.cost - cost
        if gain >= 0:
            self.roster, self.cost = merged, cost
        if gain > 0:
            self._tell()
        return max(gain, 0)

    def _solve_cheap(self, relaxed: Relaxed, most: float, seconds: float, work: float | None) -> None:
        """The whole problem with the duties that are at most so much dearer, and those of the best roster.

        Where that is solved, a roster is cheaper only with one of the other duties: the bound."""
        everybody = {person.name: range(self.problem.days) for person in self.problem.people}
        roster = self.roster
        worth = {
            name: {duty for duty, dearer in dearers.items() if dearer <= most + 1e-6} | roster[name]
            for name, dearers in relaxed.dearer.items()
        }
        others = [
            dearer
            for name, dearers in relaxed.dearer.items()
            for duty, dearer in dearers.items()
            if duty not in worth[name]
        ]
        elsewhere = relaxed.bound + min(others, default=float("inf"))
        model = Model(self.problem, roster, everybody, worth)
        solver = self._solver(seconds, float("inf") if work is None else work)
        solver.parameters.max_presolve_iterations = 1
        self._whole = solver
        search = self

        class Listener(cp_model.CpSolverSolutionCallback):
            """Takes each better roster as soon as it is there."""

            def on_solution_callback(self) -> None:
                with search._lock:
                    search._take(model.answer(self), everybody)

        def higher(bound: float) -> None:
            search._raise_bound(min(bound, elsewhere))
            if not search._left():
                solver.stop_search()

        solver.best_bound_callback = higher
        status = solver.solve(model.cp, Listener())
        with self._lock:
            self._work += solver.response_proto.deterministic_time
        if status in SOLVED:
            self._raise_bound(min(solver.best_objective_bound, elsewhere))
        self._whole = None

    def _raise_bound(self, bound: float) -> None:
        with self._lock:
            bound_now = int(-(-(bound - 1e-6) // 1))
            if bound_now > self._bound:
                self._bound = bound_now
                self._tell()


def search(
    problem: Problem,
    effort: Effort | None = None,
    told: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
    start: Roster | None = None,
) -> Answer:
    """The best roster that the effort finds; RefusedError when somebody can be given none."""
    return Search(problem, effort or Effort(), told, stopped, start).run()
