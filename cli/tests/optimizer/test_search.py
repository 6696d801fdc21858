"""The search against enumeration: small problems whose optimum is found by trying every roster."""

from __future__ import annotations

import random
from functools import reduce
from itertools import combinations, product
from pathlib import Path

import pytest

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.optimizer import check, instances
from equipment_scheduling.optimizer.instances import Instance, Staff
from equipment_scheduling.optimizer.problem import Demand, Duty, Limit, Person, Problem, Roster, Runs
from equipment_scheduling.optimizer.search import Effort, Progress, search

SEEDS = range(3)
QUICK = Effort(seconds=60, workers=1, seed=3, work=20.0)
TEXT = """# Two people, a week.
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=2,2400,960,4,2,2,1
B,E=7|L=0,2400,960,5,1,1,0

SECTION_DAYS_OFF
A,3

SECTION_SHIFT_ON_REQUESTS
A,0,L,5

SECTION_SHIFT_OFF_REQUESTS
B,1,E,7

SECTION_COVER
0,E,1,100,1
0,L,1,100,1
1,E,1,100,1
5,E,1,100,1
6,L,1,100,1
"""


def small_instance(seed: int) -> Instance:
    """Three people, seven days, one or two shifts."""
    chance = random.Random(seed)
    kinds = ["E", "L"][: chance.randint(1, 2)]
    made = Instance(days=7, minutes={kind: chance.choice((480, 600)) for kind in kinds})
    made.not_after = {kind: {"E"} if kind == "L" and chance.random() < 0.7 else set() for kind in kinds}
    for name in "ABC":
        made.staff[name] = Staff(
            name, {kind: chance.choice((0, 2, 7, 7)) for kind in kinds}, chance.choice((2400, 3000)),
            chance.choice((0, 480)), chance.randint(2, 5), chance.randint(1, 2), chance.randint(1, 3),
            chance.randint(0, 1), {day for day in range(7) if chance.random() < 0.1},
        )  # fmt: skip
        for requests in (made.on_requests, made.off_requests):
            requests.append((name, chance.randrange(7), chance.choice(kinds), chance.randint(1, 5)))
    made.cover = [(day, kind, chance.randint(0, 2), 100, 1) for day in range(7) for kind in kinds]
    return made


def rows_of(instance: Instance, staff: Staff) -> list[dict[int, str]]:
    """Every roster of one person that keeps what must hold, as the instance says it."""
    found = []
    alone = Instance(days=instance.days, minutes=instance.minutes, not_after=instance.not_after)
    alone.staff = {staff.name: staff}
    for row in product([None, *instance.minutes], repeat=instance.days):
        works = {day: shift for day, shift in enumerate(row) if shift}
        try:
            check.instance_cost(alone, {staff.name: works})
        except ValueError:
            continue
        found.append(works)
    return found


def enumerated(instance: Instance) -> int | None:
    """The least cost of all rosters, person by person: equal covers are kept once, with the least cost."""
    slots = [(day, kind) for day in range(instance.days) for kind in instance.minutes]
    best: dict[tuple[int, ...], int] = {tuple(0 for _ in slots): 0}
    for name, staff in instance.staff.items():
        own: dict[tuple[int, ...], int] = {}
        for works in rows_of(instance, staff):
            row = tuple(int(works.get(day) == kind) for day, kind in slots)
            cost = sum(
                weight for who, day, kind, weight in instance.on_requests if who == name and works.get(day) != kind
            )
            cost += sum(
                weight for who, day, kind, weight in instance.off_requests if who == name and works.get(day) == kind
            )
            own[row] = min(cost, own.get(row, cost))
        following: dict[tuple[int, ...], int] = {}
        for (there, spent), (row, cost) in product(best.items(), own.items()):
            key = tuple(map(int.__add__, there, row))
            following[key] = min(spent + cost, following.get(key, spent + cost))
        best = following
    place = {slot: nr for nr, slot in enumerate(slots)}

    def covering(there: tuple[int, ...]) -> int:
        return sum(
            under * max(wanted - there[place[day, kind]], 0) + over * max(there[place[day, kind]] - wanted, 0)
            for day, kind, wanted, under, over in instance.cover
        )

    return min((spent + covering(there) for there, spent in best.items()), default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_optimum_is_the_one_that_enumeration_finds(seed: int) -> None:
    instance = small_instance(seed)
    least = enumerated(instance)
    problem = instances.problem_of(instance)
    if least is None:
        with pytest.raises(RefusedError):
            search(problem, QUICK)
        return
    answer = search(problem, QUICK)
    assert (answer.cost, answer.is_proved) == (least, True)
    assert check.instance_cost(instance, instances.shifts_of(instance, problem, answer.roster)) == least


def plain_problem(seed: int) -> Problem:
    """What plants have: soft limits, duties that clash, demands that only some people count for, what is given."""
    chance = random.Random(seed)
    duties = tuple(Duty(str(nr), nr // 2, 60 * chance.randint(2, 9)) for nr in range(8))
    names = ["1", "2", "3"]
    people = tuple(
        Person(
            name, frozenset(nr for nr in range(8) if chance.random() < 0.8),
            runs=Runs(chance.randint(2, 3), before=chance.randint(-1, 2)) if chance.random() < 0.5 else None,
            limits=(
                Limit(tuple((nr, duties[nr].minutes) for nr in range(8)), most=900, given=300, weight=2),
                Limit(tuple((nr, 1) for nr in range(4)), most=chance.randint(1, 2)),
                Limit(tuple((nr, 1) for nr in range(8)), least=1, weight=50),
            ),
            costs={nr: chance.randint(-5, 40) for nr in range(8)},
        )
        for name in names
    )  # fmt: skip
    demands = (
        *(Demand((nr, nr + 1) if chance.random() < 0.3 else (nr,), chance.randint(0, 2), 300) for nr in range(0, 7)),
        Demand((0, 2), 1, 0, 200, frozenset(chance.sample(names, 2))),
    )
    return Problem(4, duties, people, demands, {0: frozenset({2, 3}), 5: frozenset({6})}, constant=seed)


def rosters_of(problem: Problem, person: Person) -> list[frozenset[int]]:
    """Every choice of duties that keeps what must hold."""
    alone = Problem(problem.days, problem.duties, (person,), (), problem.clashes, problem.weekends)
    choices = (frozenset(some) for size in range(5) for some in combinations(sorted(person.duties), size))
    return [some for some in choices if not check.breaches(alone, {person.name: some})]


@pytest.mark.parametrize("seed", SEEDS)
def test_soft_limits_and_demands_of_some_are_weighed(seed: int) -> None:
    problem = plain_problem(seed)
    everything = product(*(rosters_of(problem, person) for person in problem.people))
    names = [person.name for person in problem.people]
    least = min((check.cost(problem, dict(zip(names, some, strict=True))) for some in everything), default=None)
    if least is None:
        with pytest.raises(RefusedError):
            search(problem, QUICK)
        return
    answer = search(problem, QUICK)
    assert (answer.cost, answer.is_proved) == (least, True)


def test_one_worker_gives_the_same_answer_again() -> None:
    instance = small_instance(2)
    for name in "DEFGH":
        instance.staff[name] = Staff(name, dict.fromkeys(instance.minutes, 7), 3000, 960, 4, 2, 2, 1)
    problem = instances.problem_of(instance)
    heard: list[list[tuple[int, int]]] = []

    def answered() -> Roster:
        heard.append([])

        def told(now: Progress) -> None:
            heard[-1].append((now.cost, now.bound))

        return search(problem, Effort(seconds=120, workers=1, seed=5, work=0.3), told).roster

    first = answered()
    assert first == answered()
    assert heard[0] == heard[1]
    costs, bounds = zip(*heard[0], strict=True)
    assert list(costs) == sorted(costs, reverse=True)
    assert list(bounds) == sorted(bounds)


def test_two_workers_find_the_optimum_too() -> None:
    instance = small_instance(7)
    answer = search(instances.problem_of(instance), Effort(seconds=60, workers=2))
    assert answer.cost == enumerated(instance)


def test_a_search_that_is_stopped_gives_what_it_has() -> None:
    instance = small_instance(3)
    problem = instances.problem_of(instance)
    answer = search(problem, QUICK, stopped=lambda: True)
    assert not check.breaches(problem, answer.roster)
    assert answer.bound <= answer.cost == check.cost(problem, answer.roster)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Instance.txt"
    path.write_text(TEXT)
    instance = instances.read(path)
    assert (instance.days, instance.minutes, instance.not_after) == (7, {"E": 480, "L": 480}, {"E": set(), "L": {"E"}})
    assert instance.staff["A"] == Staff("A", {"E": 7, "L": 2}, 2400, 960, 4, 2, 2, 1, {3})
    assert search(instances.problem_of(instance), QUICK).cost == enumerated(instance)
    path.write_text(TEXT.replace("0,L,1,100,1", "0,L,one,100,1"))
    with pytest.raises(RefusedError, match="Line 24 of Instance"):
        instances.read(path)
    path.write_text("SECTION_HORIZON\n7\n")
    with pytest.raises(RefusedError, match="lacks"):
        instances.read(path)


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ("xx..xx.", True), ("xxxx...", False), ("x..xx..", True), (".x..xx.", False), ("xx.xx..", False),
        ("......x", True), (".......", True), ("..xxx..", True), ("xxx.xxx", False),
    ],
)  # fmt: skip
def test_the_judge_knows_runs(row: str, fits: bool) -> None:
    assert check.fits(row, 3, 2, 2) is fits


def test_the_judge_sees_each_breach() -> None:
    duties = tuple(Duty(str(nr), nr, 60) for nr in range(4))
    limit = Limit(tuple((nr, 60) for nr in range(4)), most=120)
    person = Person(
        "1", frozenset(range(3)), Runs(2, 1, 2, before=1), (limit,), most_weekends=0, at_work=frozenset({3})
    )
    problem = Problem(4, duties, (person,), (), {0: frozenset({1})}, ((2, 3),))
    found = reduce(lambda text, line: text + line, check.breaches(problem, {"1": frozenset({0, 1, 2, 3})}), "")
    for word in ("may not", "twice", "clashes", "weekends", "has 240", "on end"):
        assert word in found
    person = Person("1", frozenset(range(4)), Runs(2, 1, 2))
    problem = Problem(4, duties, (person,), ())
    assert "rests 1 days" in check.breaches(problem, {"1": frozenset({0, 2})})[0]
