"""What is to be decided, in whole numbers: people, the duties that they may work, what is asked of both.

Days are counted from 0, the first of the horizon. Costs have no unit: what is cheaper is better."""

from __future__ import annotations

from dataclasses import dataclass, field

Roster = dict[str, frozenset[int]]  # by person, the duties (their places in Problem.duties) that they work


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to work on a day: a shift, or the part of one that is needed."""

    name: str
    day: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Demand:
    """How many people are wanted on these duties together, and what each too few or too many costs.

    With `people`, only they count."""

    duties: tuple[int, ...]
    wanted: int
    under: int
    over: int = 0
    people: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """What a person's duties may add up to, each counted with its amount, beside what is `given` already.

    Without a `weight` it must hold; with one, each unit below `least` or above `most` costs so much."""

    amounts: tuple[tuple[int, int], ...]
    least: int | None = None
    most: int | None = None
    given: int = 0
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Runs:
    """How many days somebody may and must work, and rest, on end. At the edges of the horizon `least` does not bind.

    `before` is how many days they have worked on end when the horizon begins; -1: not known, or none."""

    most_work: int
    least_work: int = 1
    least_rest: int = 1
    before: int = -1


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, with what binds them. On the days of `at_work` they work already, and take no duty."""

    name: str
    duties: frozenset[int]
    runs: Runs | None = None
    limits: tuple[Limit, ...] = ()
    most_weekends: int | None = None
    at_work: frozenset[int] = frozenset()
    costs: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """One roster to make. `clashes`: by duty, those of later days that the same person cannot work besides it.

    Nobody works two duties of one day. `weekends` are pairs of days that follow each other. `constant` is part of every
    cost."""

    days: int
    duties: tuple[Duty, ...]
    people: tuple[Person, ...]
    demands: tuple[Demand, ...]
    clashes: dict[int, frozenset[int]] = field(default_factory=dict)
    weekends: tuple[tuple[int, int], ...] = ()
    constant: int = 0
