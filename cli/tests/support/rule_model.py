"""A naive model of work rules to compare the engine with: loops over the work of one person, window by window.

Instants are whole seconds since 1970. A breach is (first instant, last instant, what was measured at worst): in hours
as exact fractions, or in shifts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from support import roster_model

HOUR = 3600
Breach = tuple[int, int, Fraction]
instant = cache(roster_model.instant)


class Work(NamedTuple):
    """A stretch that is worked; `shift` tells to which shift of the date it belongs."""

    day: date
    start: int
    end: int
    shift: int = 0


@dataclass(frozen=True)
class Rule:
    """A work rule, with the names of its columns."""

    measure: str
    limit: Fraction
    window: int | None = None
    rolling: bool = True
    anchor: date = date(2000, 1, 3)
    anchor_time: time = time(0)
    averaged: int | None = None
    night: tuple[time, time] | None = None

    @property
    def hours(self) -> int:
        """Hours over which it sums."""
        return 24 * self.averaged if self.averaged else self.window or 0

    @property
    def count(self) -> int:
        """Windows in those."""
        return self.hours // (self.window or 1)

    @property
    def most(self) -> Fraction:
        """Seconds that may be worked in those."""
        assert self.window
        return self.limit * HOUR * self.hours / self.window

    def average(self, seconds: Fraction | int) -> Fraction:
        """What is measured, in hours."""
        assert self.window
        return Fraction(seconds) * self.window / (HOUR * self.hours)


def breaches(rule: Rule, work: list[Work], zone: str, first: date, last: date) -> list[Breach]:
    """Where the work of a person breaks the rule, by shifts of these business dates."""
    work = sorted(work, key=lambda one: one.start)

    def asked(day: date) -> bool:
        return first <= day <= last

    if rule.measure in ("working_hours", "night_hours"):
        if rule.night:
            work = by_night(rule, work, zone)
        return rolling(rule, work, asked) if rule.rolling else fixed(rule, work, zone, asked)
    if rule.measure in ("daily_rest", "weekly_rest"):
        return rest_in_windows(rule, work, asked) if rule.window else rest_between(rule, work, asked)
    assert rule.measure == "consecutive_shifts"
    return runs(rule, work, asked)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """How long both hold."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def worked(work: list[Work], start: int, end: int) -> int:
    """Seconds worked from one instant to another."""
    return sum(overlap((one.start, one.end), (start, end)) for one in work)


def joined(tested: Iterable[tuple[int, int, Fraction, bool]], worst: Callable[..., Fraction]) -> list[Breach]:
    """Windows that break a rule one after the other, as one breach."""
    found: list[list[tuple[int, int, Fraction]]] = []
    goes_on = False
    for start, end, measured, is_broken in tested:
        if is_broken:
            if not goes_on:
                found.append([])
            found[-1].append((start, end, measured))
        goes_on = is_broken
    return [(run[0][0], run[-1][1], worst(one[2] for one in run)) for run in found]


def rolling(rule: Rule, work: list[Work], asked: Callable[[date], bool]) -> list[Breach]:
    """Windows that end with work."""
    tested = []
    for one in sorted(work, key=lambda one: one.end):
        start = one.end - rule.hours * HOUR
        sum_of_it = worked(work, start, one.end)
        tested.append((start, one.end, rule.average(sum_of_it), sum_of_it > rule.most and asked(one.day)))
    return joined(tested, max)


def fixed(rule: Rule, work: list[Work], zone: str, asked: Callable[[date], bool]) -> list[Breach]:
    """Windows one after the other, by the clock."""
    found = []
    if not work:
        return found
    days = rule.hours // 24
    first = datetime.fromtimestamp(work[0].start, UTC).date() - timedelta(2 * days + 3)
    begin = rule.anchor + timedelta((first - rule.anchor).days // days * days)
    while True:
        start = instant(zone, datetime.combine(begin, rule.anchor_time))
        end = instant(zone, datetime.combine(begin + timedelta(days), rule.anchor_time))
        if start >= max(one.end for one in work):
            return found
        sum_of_it = worked(work, start, end)
        if sum_of_it > rule.most and any(
            asked(one.day) and overlap((one.start, one.end), (start, end)) for one in work
        ):
            found.append((start, end, rule.average(sum_of_it)))
        begin += timedelta(days)


def by_night(rule: Rule, work: list[Work], zone: str) -> list[Work]:
    """The parts of work in the night; or, of working hours, all of the shifts with three hours in it."""
    assert rule.night

    def pieces(one: Work) -> Iterator[Work]:
        assert rule.night
        begins, ends = rule.night
        day = datetime.fromtimestamp(one.start, UTC).date() - timedelta(3)
        for _ in range(8):
            over = timedelta(ends <= begins)
            night = (
                instant(zone, datetime.combine(day, begins)),
                instant(zone, datetime.combine(day + over, ends)),
            )
            if overlap(night, (one.start, one.end)):
                yield one._replace(start=max(night[0], one.start), end=min(night[1], one.end))
            day += timedelta(1)

    if rule.measure == "night_hours":
        return [piece for one in work for piece in pieces(one)]
    nightly: dict[tuple[date, int], int] = {}
    for one in work:
        key = (one.day, one.shift)
        nightly[key] = nightly.get(key, 0) + sum(piece.end - piece.start for piece in pieces(one))
    return [one for one in work if nightly[one.day, one.shift] >= 3 * HOUR]


def rest_in_windows(rule: Rule, work: list[Work], asked: Callable[[date], bool]) -> list[Breach]:
    """The longest time without work in the window that begins with each stretch."""
    tested = []
    for one in work:
        end = one.start + rule.hours * HOUR
        free_from, rests = one.end, [0]
        for other in work:
            if one.start < other.start < end:
                rests.append(other.start - free_from)
                free_from = max(free_from, other.end)
        longest = most_common_length([*rests, end - free_from], rule.count)
        tested.append((one.start, end, longest / HOUR, longest < rule.limit * HOUR and asked(one.day)))
    return joined(tested, min)


def most_common_length(rests: list[int], count: int) -> Fraction:
    """The longest rest that can be had so many times, when a long one may be divided."""
    lengths = [Fraction(rest, parts) for rest in rests if rest > 0 for parts in range(1, count + 1)]
    return max((one for one in lengths if sum(rest // one for rest in rests if rest > 0) >= count), default=Fraction(0))


def shifts(work: list[Work]) -> list[Work]:
    """Whole shifts, and as one those that are no more than an hour apart."""
    found: dict[tuple[date, int], Work] = {}
    for one in work:
        before = found.get((one.day, one.shift), one)
        found[one.day, one.shift] = before._replace(start=min(before.start, one.start), end=max(before.end, one.end))
    merged: list[Work] = []
    for one in sorted(found.values(), key=lambda one: (one.start, one.end, one.day)):
        if merged and one.start <= merged[-1].end + HOUR:
            last = merged[-1]
            merged[-1] = last._replace(day=min(last.day, one.day), end=max(last.end, one.end))
        else:
            merged.append(one)
    return merged


def rest_between(rule: Rule, work: list[Work], asked: Callable[[date], bool]) -> list[Breach]:
    """From one shift to the next."""
    return [
        (one.end, other.start, Fraction(other.start - one.end, HOUR))
        for one, other in pairwise(shifts(work))
        if other.start - one.end < rule.limit * HOUR and asked(other.day)
    ]


def runs(rule: Rule, work: list[Work], asked: Callable[[date], bool]) -> list[Breach]:
    """Shifts on dates in a row."""
    found: list[Breach] = []
    run: list[Work] = []
    for one in [*sorted(shifts(work), key=lambda one: (one.day, one.start)), None]:
        if one is None or not run or (one.day - run[-1].day).days > 1:
            beyond = [(nr, two) for nr, two in enumerate(run, 1) if nr > rule.limit and asked(two.day)]
            if beyond:
                start = min(two.start for two in run)
                found.append((start, max(two.end for _, two in beyond), Fraction(beyond[-1][0])))
            run = []
        if one is not None:
            run.append(one)
    return found
