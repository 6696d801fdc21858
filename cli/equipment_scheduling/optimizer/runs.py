"""The automaton of a person's days: which sequences of worked and free days keep their runs and their weekends.

The weekends are part of it because the solver then sees at once what they do to the days that can be worked: with
both apart, the bound that it proves is far lower."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import cache

from equipment_scheduling.optimizer.problem import Person, Problem, Runs


class Day(IntEnum):
    """What a day is to the count of weekends."""

    PLAIN = 0
    FIRST = 1  # of a weekend
    SECOND = 2


def label(worked: int, day: Day) -> int:
    """How a day is written in a sequence."""
    return worked + 2 * day


# How many days they have worked (positive) or rested (negative) on end, whether that may end now already because the
# run began before the horizon, and the weekends so far.
Standing = tuple[int, bool, int]


class Automaton:
    """States are numbered from 0, where the horizon begins; a sequence fits while there is a next state."""

    def __init__(self, runs: Runs, most_weekends: int | None) -> None:
        self._runs, self._most_weekends = runs, most_weekends
        begin: Standing = (runs.before, True, 0) if runs.before > 0 else (0, True, 0)
        numbers: dict[Standing, int] = {begin: 0}
        self.next: dict[tuple[int, int], int] = {}
        waiting = [begin]
        while waiting:
            standing = waiting.pop()
            for day in Day if most_weekends is not None else (Day.PLAIN,):
                for worked in (0, 1):
                    after = self._after(standing, worked, day)
                    if after is not None:
                        if after not in numbers:
                            numbers[after] = len(numbers)
                            waiting.append(after)
                        self.next[numbers[standing], label(worked, day)] = numbers[after]
        self.states = range(len(numbers))

    def _after(self, standing: Standing, worked: int, day: Day) -> Standing | None:
        days, at_edge, weekends = standing
        if worked and (day is Day.FIRST or (day is Day.SECOND and days <= 0)):
            weekends += 1
        if self._most_weekends is not None and weekends > self._most_weekends:
            return None
        run = self._run_after(days, at_edge, worked)
        return None if run is None else (*run, weekends)

    def _run_after(self, days: int, at_edge: bool, worked: int) -> tuple[int, bool] | None:
        runs = self._runs
        if worked:
            if days > 0:
                return (days + 1, at_edge and days + 1 < runs.least_work) if days < runs.most_work else None
            rested = days == 0 or -days >= runs.least_rest
            return (1, days == 0 and runs.least_work > 1) if rested else None
        if days == 0:  # the rest began before the horizon, or may have
            return -runs.least_rest, False
        if days > 0:
            return (-1, False) if at_edge or days >= runs.least_work else None
        return max(days - 1, -runs.least_rest), False

    def steps(self) -> list[tuple[int, int, int]]:
        """As the solver wants them: state, label, next state."""
        return [(state, each, after) for (state, each), after in self.next.items()]

    def run(self, state: int | None, labels: Iterable[int]) -> int | None:
        """Where a sequence leads from a state; None: nowhere, it does not fit."""
        for each in labels:
            if state is None:
                return None
            state = self.next.get((state, each))
        return state


@cache
def _automaton(runs: Runs, most_weekends: int | None) -> Automaton:
    return Automaton(runs, most_weekends)


def automaton_of(person: Person, problem: Problem) -> Automaton:
    """Of somebody; without runs, any number of days on end will do."""
    return _automaton(person.runs or Runs(most_work=problem.days), person.most_weekends)


def kinds_of(problem: Problem) -> list[Day]:
    """What each day is."""
    kinds = [Day.PLAIN] * problem.days
    for first, second in problem.weekends:
        kinds[first], kinds[second] = Day.FIRST, Day.SECOND
    return kinds
