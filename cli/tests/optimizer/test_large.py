"""What is done where a problem is large: paths and columns against enumeration, and a first roster that takes work."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.optimizer import check
from equipment_scheduling.optimizer import search as searching
from equipment_scheduling.optimizer.columns import SCALE, Master, Pricing, converge, first_roster, rounded
from equipment_scheduling.optimizer.paths import has_paths
from equipment_scheduling.optimizer.problem import Demand, Duty, Limit, Person, Problem, Runs
from equipment_scheduling.optimizer.search import Effort, search

DAYS = 7


def problem_of_two_kinds(seed: int) -> Problem:
    """Three people, a week of early and late shifts of different length: no early one after a late one."""
    chance = np.random.default_rng(seed)
    duties = tuple(Duty("EL"[nr % 2], nr // 2, (480, 600)[nr % 2]) for nr in range(2 * DAYS))
    people = tuple(
        Person(
            name,
            frozenset(nr for nr in range(2 * DAYS) if chance.random() < 0.8),
            runs=Runs(int(chance.integers(2, 5)), int(chance.integers(1, 3)), int(chance.integers(1, 3))),
            most_weekends=int(chance.integers(0, 2)),
            costs={nr: int(chance.integers(-5, 30)) for nr in range(2 * DAYS)},
        )
        for name in "ABC"
    )
    limited = tuple(
        Person(
            person.name, person.duties, person.runs,
            (Limit(tuple((nr, duties[nr].minutes) for nr in sorted(person.duties)), least=960, most=1700),),
            person.most_weekends, costs=person.costs,
        )
        for person in people
    )  # fmt: skip
    demands = tuple(Demand((nr,), int(chance.integers(0, 3)), 100, 1) for nr in range(2 * DAYS))
    clashes = {nr: frozenset({nr + 1}) for nr in range(1, 2 * DAYS - 1, 2)}
    return Problem(DAYS, duties, limited, demands, clashes, ((5, 6),), constant=7)


def rosters_of(problem: Problem, person: Person) -> list[frozenset[int]]:
    """Every choice of a duty or none a day that keeps what must hold."""
    days = [[None, *(nr for nr in (2 * day, 2 * day + 1) if nr in person.duties)] for day in range(DAYS)]
    choices = (frozenset(nr for nr in row if nr is not None) for row in product(*days))
    return [some for some in choices if not any(check.breaches_of(problem, person, some))]


@pytest.mark.parametrize("seed", range(4))
def test_a_path_is_the_cheapest_roster_of_a_person(seed: int) -> None:
    problem = problem_of_two_kinds(seed)
    prices = np.random.default_rng(seed).integers(-1000, 100_000, len(problem.demands))
    found = Pricing(problem).price({person.name for person in problem.people}, prices)
    for person in problem.people:
        costs = [sum(SCALE * person.costs[nr] - int(prices[nr]) for nr in some) for some in rosters_of(problem, person)]
        assert (person.name in found) is bool(costs)
        if costs:
            cost, duties = found[person.name]
            assert cost == min(costs) == sum(SCALE * person.costs[nr] - int(prices[nr]) for nr in duties)
            assert not list(check.breaches_of(problem, person, duties))


@pytest.mark.parametrize("seed", range(4))
def test_columns_bound_every_roster(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of_two_kinds(seed)
    choices = [rosters_of(problem, person) for person in problem.people]
    if not all(choices):
        assert first_roster(Pricing(problem)) is None
        return
    proved = search(problem, Effort(seconds=60, workers=1, work=20.0))
    assert proved.is_proved
    monkeypatch.setattr(searching, "MOST_STEPS", -1)
    effort = Effort(seconds=60, workers=1, seed=3, work=0.05)
    answer = search(problem, effort)
    master = Master(Pricing(problem), answer.roster)
    converge(master, lambda: True, 0.0)
    assert master.bound <= proved.cost
    assert master.bound == pytest.approx(master.cost, abs=0.1)
    assert not check.breaches(problem, rounded(master))
    assert answer.bound <= proved.cost <= answer.cost == check.cost(problem, answer.roster)
    assert search(problem, effort).roster == answer.roster


def test_what_paths_do_not_know_is_left_alone() -> None:
    problem = problem_of_two_kinds(0)
    assert has_paths(problem)
    far = Problem(DAYS, problem.duties, problem.people, problem.demands, {0: frozenset({5})})
    assert not has_paths(far)


def test_who_takes_more_work_than_a_step_is_given_a_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver gives up at once with so little, which proves nothing."""
    problem = next(each for each in map(problem_of_two_kinds, range(9)) if first_roster(Pricing(each)))
    monkeypatch.setattr(searching, "WORK_OF_A_STEP", 1e-9)
    answer = search(problem, Effort(seconds=60, workers=1), stopped=lambda: True)
    assert not check.breaches(problem, answer.roster)


def test_only_a_proof_says_that_there_is_no_roster() -> None:
    problem = problem_of_two_kinds(0)
    with pytest.raises(RefusedError, match="No roster was found for A within"):
        search(problem, Effort(seconds=0, workers=1))
    duties = frozenset(range(2 * DAYS))
    greedy = Person("A", duties, Runs(2), (Limit(tuple((nr, 1) for nr in duties), least=7),))
    with pytest.raises(RefusedError, match="can be given no roster"):
        search(Problem(DAYS, problem.duties, (greedy,), ()), Effort(seconds=60, workers=1))
