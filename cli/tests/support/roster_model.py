"""A naive model of rosters to compare the engine with: plain loops over people and dates, and `zoneinfo`.

It follows the meaning of the words, never the SQL, and shares nothing with the model of machines. Times of day are
whole seconds since local midnight (86,400 is 24:00), walls are datetimes without a zone, and instants are whole seconds
since 1970. Sets of instants are lists of half-open stretches, in order and apart.

Whoever works when:

1. The shifts of a person on a business date are those of the primary team of that date, while the person is employed.
2. A change takes them away (`off`, `swap`) or moves them by elapsed time (`moved`).
3. Those that are left take their turns by when they are due: each begins when those before it have ended.
4. On holidays of the home of a team that does not work through them they are off.
5. What somebody takes over from another, and what is extra, adds what their own shifts do not already work; what begins
   earlier comes first. Holidays of the owner's team stay holidays, each told once.
6. Absences take people out of what they would have worked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 86_400
ONE_DAY = timedelta(days=1)
AROUND = 5  # days beyond which no shift reaches: one of a day, handed over late, moved by a day

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Rule:
    """A shift or a break; an end at or before the start is on the next day."""

    cycle_day: int
    start: int
    end: int
    operating: bool = True
    code: str | None = None


@dataclass(frozen=True)
class Pattern:
    """A cycle of days; the anchor date is day 0."""

    id: int
    cycle_days: int
    anchor: date
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Holiday:
    """An entry of the calendar of a home, for whole or part of a day; or a day that is worked all the same."""

    id: int
    home: int
    day: date
    start: int | None = None
    end: int | None = None
    works: bool = False


@dataclass(frozen=True)
class Team:
    """A team: its home has the zone and the calendar."""

    id: int
    home: int
    zone: str
    pattern: int | None
    behind: int = 0
    handover: int = 0
    works_holidays: bool = True
    active: bool = True


@dataclass(frozen=True)
class Person:
    """Somebody, employed from a first to a last date."""

    id: int
    hired: date
    left: date | None = None
    active: bool = True


@dataclass(frozen=True)
class Membership:
    """Who belongs to which team, from a first to a last business date."""

    person: int
    team: int
    first: date
    last: date | None = None
    primary: bool = True


@dataclass(frozen=True)
class Absence:
    """When somebody is not there: whole business dates (both included), or instants."""

    id: int
    person: int
    status: str
    first: date | None = None
    last: date | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Change:
    """A change of somebody's roster on a business date."""

    id: int
    person: int
    kind: str
    status: str
    day: date
    start: int | None = None
    end: int | None = None
    code: str | None = None
    minutes: int | None = None
    taker: int | None = None


class Row(NamedTuple):
    """What `planned_roster` returns."""

    person: int
    day: date
    code: str | None
    start: int
    end: int
    status: str
    team: int | None
    pattern: int | None
    second: int | None
    absence: int | None
    holiday: int | None
    change: int | None
    owner: int | None


@dataclass(frozen=True)
class Shift:
    """A shift of somebody: its working time, and where it comes from."""

    day: date
    code: str | None
    work: tuple[Stretch, ...]
    team: Team | None = None
    pattern: int | None = None
    second: int | None = None
    change: int | None = None
    owner: int | None = None

    @property
    def start(self) -> int:
        """When it begins."""
        return self.work[0][0]

    @property
    def end(self) -> int:
        """When the last of its work ends."""
        return max(end for _, end in self.work)


@dataclass
class Plant:
    """Everything the roster follows from."""

    patterns: list[Pattern] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    holidays: list[Holiday] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


# Stretches.


def without(stretches: Iterable[Stretch], holes: Iterable[Stretch]) -> list[Stretch]:
    """What is left of stretches outside of others."""
    left = [s for s in stretches if s[0] < s[1]]
    for hole in holes:
        parts = [(s, h) for start, end in left for s, h in ((start, min(end, hole[0])), (max(start, hole[1]), end))]
        left = [s for s in parts if s[0] < s[1]] if hole[0] < hole[1] else left
    return left


def common(stretches: Iterable[Stretch], others: Iterable[Stretch]) -> list[Stretch]:
    """What lies in both."""
    some = list(others)
    both = [(max(a[0], b[0]), min(a[1], b[1])) for a in stretches for b in some]
    return [s for s in both if s[0] < s[1]]


# Clocks.


def clock(zone: str, moment: int) -> datetime:
    """What the clock of a zone reads at an instant."""
    return datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def instant(zone: str, wall: datetime) -> int:
    """The first instant at which the clock of a zone reads at least `wall`."""
    near = int(wall.replace(tzinfo=UTC).timestamp())
    # Clocks are within a day of UTC; none goes back by as much as two hours.
    low, high = near - 30 * 3600, near + 30 * 3600
    step = 900
    # From quarter to quarter, as clocks change at such moments; then to the second.
    at = next(moment for moment in range(low, high, step) if clock(zone, moment) >= wall)
    return next(moment for moment in range(at - step + 1, at + 1) if clock(zone, moment) >= wall)


def between(zone: str, day: date, start: int, end: int) -> Stretch:
    """The stretch between two times of day on a date, the end on the next day when not after the start."""
    midnight = datetime.combine(day, time())
    late = end + (DAY if end <= start else 0)
    return instant(zone, midnight + timedelta(seconds=start)), instant(zone, midnight + timedelta(seconds=late))


# The shifts of teams and people.


def team_shifts(plant: Plant, team: Team, day: date) -> Iterator[Shift]:
    """The shifts of a team on a business date."""
    if not team.active or team.pattern is None:
        return
    pattern = next(p for p in plant.patterns if p.id == team.pattern)

    def rules_on(on: date, operating: bool) -> list[Rule]:
        cycle_day = ((on - pattern.anchor).days - team.behind) % pattern.cycle_days
        return [r for r in pattern.rules if r.cycle_day == cycle_day and r.operating == operating]

    breaks = [
        between(team.zone, other, rule.start, rule.end)
        for other in (day - ONE_DAY, day, day + ONE_DAY)
        for rule in rules_on(other, False)
    ]
    for rule in rules_on(day, True):
        work = sorted(without([between(team.zone, day, rule.start, rule.end)], breaks))
        if work:
            work[-1] = (work[-1][0], work[-1][1] + team.handover * 60)
            yield Shift(day, rule.code, tuple(work), team, pattern.id, rule.start)


def is_employed(person: Person, day: date) -> bool:
    """Whether somebody may work on a date."""
    return person.active and person.hired <= day and (person.left is None or day <= person.left)


def due_shifts(plant: Plant, person: Person, day: date) -> list[Shift]:
    """The shifts of the team of somebody on a date, before any change."""
    if not is_employed(person, day):
        return []
    return [
        shift
        for m in plant.memberships
        if m.person == person.id and m.primary and m.first <= day and (m.last is None or day <= m.last)
        for team in plant.teams
        if team.id == m.team
        for shift in team_shifts(plant, team, day)
    ]


def approved(plant: Plant, kind: str) -> list[Change]:
    """The changes of a kind that count."""
    return [c for c in plant.changes if c.kind == kind and c.status == "approved"]


def holiday_stretches(plant: Plant, shift: Shift) -> list[tuple[Stretch, int]]:
    """When holidays of the business date of a shift keep its team from work, the first to decide first."""
    team = shift.team
    if team is None or team.works_holidays:
        return []
    entries = [h for h in plant.holidays if h.home == team.home and h.day == shift.day and not h.works]
    return [
        (
            (shift.start, shift.end) if h.start is None or h.end is None else between(team.zone, h.day, h.start, h.end),
            h.id,
        )
        for h in sorted(entries, key=lambda h: h.id)
    ]


def parts(shift: Shift, causes: list[tuple[Stretch, int]]) -> Iterator[tuple[list[Stretch], int | None]]:
    """The work of a shift by what keeps from it, the first cause first; what nothing keeps from comes last."""
    left = list(shift.work)
    for stretch, cause in causes:
        yield common(left, [stretch]), cause
        left = without(left, [stretch])
    yield left, None


class Piece(NamedTuple):
    """Some of the work of a shift, with one status."""

    shift: Shift
    stretches: list[Stretch]
    status: str
    holiday: int | None = None
    absence: int | None = None


def own_pieces(plant: Plant, person: Person, days: list[date]) -> Iterator[Piece]:
    """What somebody's own shifts are: off, holidays, and work (rules 1 to 4)."""
    waiting = []
    for day in days:
        change = next(
            (
                c
                for kind in ("off", "swap", "moved")
                for c in approved(plant, kind)
                if (c.person, c.day) == (person.id, day)
            ),
            None,
        )
        for shift in due_shifts(plant, person, day):
            if change is None:
                waiting.append(shift)
            elif change.kind in ("off", "swap"):
                yield Piece(altered(shift, change=change.id), list(shift.work), "off")
            else:
                by = (change.minutes or 0) * 60
                waiting.append(altered(shift, change=change.id, work=[(s + by, e + by) for s, e in shift.work]))
    busy = None
    for shift in sorted(waiting, key=lambda s: (s.start, s.day, s.second or 0)):
        work = list(shift.work) if busy is None else without(shift.work, [(0, busy)])
        busy = max(busy or shift.end, shift.end)
        if work:
            for stretches, holiday in parts(altered(shift, work=work), holiday_stretches(plant, shift)):
                yield Piece(shift, stretches, "scheduled" if holiday is None else "holiday", holiday)


def altered(
    shift: Shift, *, change: int | None = None, work: Iterable[Stretch] | None = None, owner: int | None = None
) -> Shift:
    """A shift that somebody has changed."""
    return Shift(
        shift.day,
        shift.code,
        shift.work if work is None else tuple(work),
        shift.team,
        shift.pattern,
        shift.second,
        change or shift.change,
        owner or shift.owner,
    )


def added_shifts(plant: Plant, person: Person, days: list[date]) -> list[Shift]:
    """What somebody takes over, with the holidays of whoever's it was, and what is extra."""
    found = []
    for change in approved(plant, "swap"):
        if change.taker == person.id and change.day in days and is_employed(person, change.day):
            owner = next(p for p in plant.people if p.id == change.person)
            due = due_shifts(plant, owner, change.day)
            found += [altered(shift, change=change.id, owner=owner.id) for shift in due]
    for change in approved(plant, "extra"):
        if change.person == person.id and change.day in days and is_employed(person, change.day):
            assert change.start is not None
            assert change.end is not None
            found.append(Shift(change.day, change.code, ((change.start, change.end),), change=change.id))
    return found


def pieces(plant: Plant, person: Person, days: list[date]) -> Iterator[Piece]:
    """Rules 1 to 5: everything but absences."""
    told: dict[str, list[Stretch]] = {"scheduled": [], "holiday": []}
    for piece in own_pieces(plant, person, days):
        yield piece
        if piece.status in told:
            told[piece.status] += piece.stretches
    added = [
        Piece(altered(shift, work=stretches), stretches, "scheduled" if holiday is None else "holiday", holiday)
        for shift in added_shifts(plant, person, days)
        for stretches, holiday in parts(shift, holiday_stretches(plant, shift))
        if stretches
    ]
    for piece in sorted(added, key=lambda p: (p.shift.start, p.shift.change or 0, p.shift.second or 0)):
        yield Piece(piece.shift, without(piece.stretches, told[piece.status]), piece.status, piece.holiday)
        told[piece.status] += piece.stretches


def absence_stretches(plant: Plant, person: Person, shift: Shift) -> list[tuple[Stretch, int]]:
    """When somebody is absent from a shift: by whole days first."""
    own = [a for a in plant.absences if a.person == person.id and a.status == "approved"]
    always = (-(10**12), 10**12)
    whole = [(always, a.id) for a in own if a.first and a.last and a.first <= shift.day <= a.last]
    timed = [((a.start, a.end), a.id) for a in own if a.start is not None and a.end is not None]
    return whole + sorted(timed)


def roster_of(plant: Plant, person: Person, first: date, last: date) -> Iterator[Row]:
    """The roster of one person."""
    days = [first + n * ONE_DAY for n in range(-AROUND, (last - first).days + AROUND + 1)]
    found = []
    for piece in pieces(plant, person, days):
        if piece.status != "scheduled":
            found.append(piece)
            continue
        cut = altered(piece.shift, work=piece.stretches)
        for stretches, absence in parts(cut, absence_stretches(plant, person, piece.shift)):
            status = "scheduled" if absence is None else "absent"
            found.append(Piece(piece.shift, stretches, status, absence=absence))
    for piece in found:
        shift = piece.shift
        if first <= shift.day <= last:
            for start, end in joined(piece.stretches):
                yield Row(
                    person.id, shift.day, shift.code, start, end, piece.status, shift.team and shift.team.id,
                    shift.pattern, shift.second, piece.absence, piece.holiday, shift.change, shift.owner,
                )  # fmt: skip


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches that touch made into one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def roster(plant: Plant, first: date, last: date) -> list[Row]:
    """The rows of the business dates `first` to `last`, both included, in order."""
    return in_order(row for person in plant.people for row in roster_of(plant, person, first, last))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by person and time."""
    return sorted(rows, key=lambda row: tuple((value is None, value) for value in row))
