"""The stored plan of a plant as it should be after every edit, told by a model that knows what time it is.

Nothing here is taken from the engine or from `oracle.py`, which says what a plan made at once would be. This one
keeps what is stored, machine by machine: shifts with their working stretches, and rows. Every edit is made at a
moment t that never goes back; `Plant.apply(edit, t)` makes the next state of it:

- a shift whose real start lies before t stays as it is stored, but for what exceptions cut out of it;
- every other shift is what patterns, assignments, zones, flags, calendars and moves say now;
- a shift of the model of now that should have started before t, but was not planned then, does not come about.

Resources, patterns, calendars, holidays and exceptions are known by their code or name. Walls are datetimes without
a zone, instants are datetimes in UTC, times of day whole seconds since midnight (86,400 is 24:00).

Where the words leave a choice, this is what is meant here:

a. A shift that comes about although its new start has passed (only its move has been changed) gives way to shifts
   that have begun. The shifts behind it in the queue wait for it.
b. Shifts of dates that are not generated take part in the queue and in what overtime finds taken, as the model of now
   gives them. Their rows are not stored. What has passed of them counts as not planned.
c. What is planned for missing or rewritten dates gives way to whole shifts of the dates around, breaks included. Shifts
   of the model of now that did not come about on these hold up nothing.
d. Overtime gives way to every overtime standing before it, also when that has no rows (a date that is not generated
   or is locked), and to rows of locked dates. Overtime of these gives way to nothing.
e. Shifts that are due at the same time, of one date and with one end, queue by their nominal starts.
f. A shift to which those before it leave no working time is stored by nothing: it has not begun, whatever the time,
   and holds up others where the model of now puts it. One that did not come about holds up nothing, even if begun
   shifts would have left it only a break.
g. An excluded wall time of a recurring exception excludes what the rule gives for that reading in any zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr

DAY_SECONDS = 86_400
ONE_DAY = timedelta(days=1)
DAWN = datetime.min.replace(tzinfo=UTC)
DOOMSDAY = datetime.max.replace(tzinfo=UTC)
# How long before a date a shift that is still to begin may have its business date: it lasts a day, is moved by a day,
# waits for another one, and zones are half a day away.
REACH = 5 * ONE_DAY
GRAVEST_FIRST = ("breakdown", "shutdown", "maintenance", "holiday", "other", "overtime")

Stretch = tuple[datetime, datetime]
Identity = tuple[date, str, int]
Turn = tuple[datetime, date, datetime, datetime]


class Row(NamedTuple):
    """A stored row, with codes and names instead of ids."""

    machine: str
    day: date
    code: str | None
    start: datetime
    end: datetime
    status: str
    capacity: int
    pattern: str | None
    exception: str | None
    holiday: str | None


# The clock of a zone.


@cache
def zone_of(name: str) -> ZoneInfo:
    """The zone of this name."""
    return ZoneInfo(name)


def reading(zone: str, moment: datetime) -> datetime:
    """What the clock shows at an instant."""
    return moment.astimezone(zone_of(zone)).replace(tzinfo=None)


@lru_cache(maxsize=1_000_000)
def moment_of(zone: str, wall: datetime) -> datetime:
    """The first instant at which the clock shows at least `wall`."""
    guesses = sorted(wall.replace(tzinfo=zone_of(zone), fold=fold).astimezone(UTC) for fold in (0, 1))
    for guess in guesses:
        if reading(zone, guess) == wall:
            return guess
    early, late = guesses  # the clock jumps over it somewhere between the two
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=(late - early).total_seconds() // 2)
        if reading(zone, middle) < wall:
            early = middle
        else:
            late = middle
    return late


def wall_at(day: date, seconds: int) -> datetime:
    """Seconds after the midnight that starts a date."""
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


# Stretches of time.


def left_over(whole: Stretch, holes: Iterable[Stretch]) -> list[Stretch]:
    """What is left of a stretch outside of others."""
    pieces = [whole]
    for hole_start, hole_end in holes:
        if hole_start >= hole_end or whole[1] <= hole_start or hole_end <= whole[0]:
            continue
        remaining: list[Stretch] = []
        for start, end in pieces:
            if hole_end <= start or end <= hole_start:
                remaining.append((start, end))
                continue
            if start < hole_start:
                remaining.append((start, hole_start))
            if hole_end < end:
                remaining.append((hole_end, end))
        pieces = remaining
    return [piece for piece in pieces if piece[0] < piece[1]]


# The tree of the plant, with its past.


@dataclass(frozen=True)
class Place:
    """Where a resource stands in the tree, and what it is, from some moment on."""

    parent: str | None
    zone: str | None = None
    active: bool = True
    scheduled: bool = False


@dataclass(frozen=True)
class Chapter:
    """A time in which nothing about the place of a resource changed."""

    start: datetime
    end: datetime
    path: frozenset[str]
    zone: str
    planned: bool


@dataclass
class Tree:
    """Every place each resource has had. Before its first it is taken to have stood there already."""

    places: dict[str, list[tuple[datetime, Place]]] = field(default_factory=dict)
    turns: set[datetime] = field(default_factory=set)
    version: int = 0
    told: dict[str, list[Chapter]] = field(default_factory=dict)

    def put(self, code: str, place: Place, t: datetime) -> None:
        """Set the place of a resource from t on."""
        past = [(since, was) for since, was in self.places.get(code, []) if since < t]
        self.places[code] = [*past, (t, place)]
        self.turns.add(t)
        self.told.clear()
        self.version += 1

    def place(self, code: str, at: datetime = DOOMSDAY) -> Place:
        """The place at an instant, by default that of now."""
        history = self.places[code]
        return next((place for since, place in reversed(history) if since <= at), history[0][1])

    def upwards(self, code: str, at: datetime = DOOMSDAY) -> Iterator[str]:
        """The resource and what is above it, nearest first."""
        up: str | None = code
        while up is not None:
            yield up
            up = self.place(up, at).parent

    def zone(self, code: str, at: datetime = DOOMSDAY) -> str:
        """Its own zone, or that of the nearest resource above it that has one."""
        return next(zone for up in self.upwards(code, at) if (zone := self.place(up, at).zone))

    def chapters(self, code: str) -> list[Chapter]:
        """The life of a resource from the first to the last instant."""
        if code not in self.told:
            life: list[Chapter] = []
            for start, end in pairwise([DAWN, *sorted(self.turns), DOOMSDAY]):
                place = self.place(code, start)
                above, planned = frozenset(self.upwards(code, start)), place.active and place.scheduled
                here = Chapter(start, end, above, self.zone(code, start), planned)
                if life and life[-1] == replace(here, start=life[-1].start, end=life[-1].end):
                    here = replace(here, start=life.pop().start)
                life.append(here)
            self.told[code] = life
        return self.told[code]

    def chapter(self, code: str, at: datetime) -> Chapter:
        """How things stood at an instant."""
        return next(c for c in reversed(self.chapters(code)) if c.start <= at)


# What people enter.


@dataclass(frozen=True)
class Rule:
    """A shift or a break of a pattern; an end at or before the start is on the next day."""

    cycle_day: int
    start: int
    end: int
    operating: bool = True
    code: str | None = None

    def length(self) -> int:
        """Seconds on the wall clock."""
        return self.end - self.start + (DAY_SECONDS if self.end <= self.start else 0)

    def on(self, day: date, zone: str) -> Stretch:
        """When it is, if it starts on this date."""
        return (
            moment_of(zone, wall_at(day, self.start)),
            moment_of(zone, wall_at(day, self.start + self.length())),
        )


@dataclass(frozen=True)
class Pattern:
    """A cycle of days; the anchor date is day 0."""

    code: str
    cycle_days: int
    rules: tuple[Rule, ...]
    anchor: date = date(2000, 1, 2)

    def starting_on(self, day: date, operating: bool) -> Iterator[Rule]:
        """The shifts or breaks that start on a date."""
        number = (day - self.anchor).days % self.cycle_days
        return (r for r in self.rules if r.cycle_day == number and r.operating == operating)


@dataclass(frozen=True)
class Assignment:
    """A pattern from a first to a last business date; no last: until replaced."""

    resource: str
    pattern: str
    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a date."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Entry:
    """A date in a calendar; without start and end it is the whole day; `works`: the plant works on it."""

    name: str
    calendar: str
    day: date
    start: int | None = None
    end: int | None = None
    works: bool = False

    def stretch(self, zone: str) -> Stretch:
        """When work stops."""
        if self.start is None or self.end is None:
            return DAWN, DOOMSDAY
        return Rule(0, self.start, self.end).on(self.day, zone)


@dataclass(frozen=True)
class Change:
    """An exception: a stop, a reduction, a move or overtime."""

    name: str
    resource: str
    kind: str
    impact: str
    start: datetime
    end: datetime | None = None
    capacity: int | None = None
    minutes: int | None = None
    code: str | None = None
    rule: str | None = None
    skipped: frozenset[datetime] = frozenset()
    active: bool = True

    def occurrences(self, life: list[Chapter], since: datetime, until: datetime) -> list[Stretch]:
        """When it happens from about `since` to `until`, given the life of its resource: repeated by the clock of
        the zone that the resource had when the occurrence starts, and as long on that clock as the first time."""
        if self.rule is None or self.end is None:
            return [(self.start, self.end or DOOMSDAY)]
        found = []
        for chapter in life:
            if chapter.end < since or until < chapter.start:
                continue
            begin, over = reading(chapter.zone, self.start), reading(chapter.zone, self.end)
            walls = rruleset()
            walls.rrule(rrulestr(self.rule, dtstart=begin))  # type: ignore[arg-type]
            for wall in self.skipped:
                walls.exdate(wall)
            low = reading(chapter.zone, max(since, chapter.start, DAWN + ONE_DAY)) - ONE_DAY
            high = reading(chapter.zone, min(until, chapter.end, DOOMSDAY - 2 * ONE_DAY)) + ONE_DAY
            for wall in walls.between(low, high, inc=True):
                start = moment_of(chapter.zone, wall)
                end = moment_of(chapter.zone, wall + (over - begin))
                if start < end and chapter.start <= start < chapter.end:
                    found.append((start, end))
        return sorted(found)


class Span(NamedTuple):
    """A stretch in which an exception concerns a machine. `day`: the business date of overtime."""

    start: datetime
    end: datetime
    cause: Change
    day: date | None = None

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies inside."""
        return self.start <= at < self.end


# Shifts.


@dataclass(frozen=True)
class Due:
    """A shift that the model of now gives, where it should be: moved, but not yet in the queue."""

    identity: Identity
    code: str | None
    nominal: datetime
    due: datetime
    end: datetime
    breaks: tuple[Stretch, ...]
    move: str | None

    def turn(self) -> Turn:
        """Its place in the queue."""
        return self.due, self.identity[0], self.end, self.nominal


@dataclass(frozen=True)
class Shift:
    """A shift of the stored plan. It takes up its time from `start`, the real one, to `end`; it works in `work`;
    `off` says which parts of that lie in which holiday."""

    identity: Identity
    code: str | None
    nominal: datetime
    due: datetime
    start: datetime
    end: datetime
    work: tuple[Stretch, ...]
    move: str | None
    off: tuple[tuple[datetime, datetime, str], ...] = ()

    @property
    def day(self) -> date:
        """The business date."""
        return self.identity[0]

    def turn(self) -> Turn:
        """Its place in the queue."""
        return self.due, self.day, self.end, self.nominal


class Nominal(NamedTuple):
    """A shift of a pattern in a zone, where the pattern puts it."""

    wall: int
    code: str | None
    start: datetime
    end: datetime
    breaks: tuple[Stretch, ...]


@lru_cache(maxsize=100_000)
def shifts_of(pattern: Pattern, zone: str, day: date) -> tuple[Nominal, ...]:
    """The shifts of a business date with their breaks; one that the clock jumps over altogether is none."""
    pauses = [
        rule.on(near, zone)
        for near in (day - ONE_DAY, day, day + ONE_DAY)
        for rule in pattern.starting_on(near, operating=False)
    ]
    found = []
    for rule in pattern.starting_on(day, operating=True):
        start, end = rule.on(day, zone)
        if start < end:
            inside = tuple((a, b) for a, b in pauses if a < b and a < end and start < b)
            found.append(Nominal(rule.start, rule.code, start, end, inside))
    return tuple(found)


# The plant.


@dataclass
class Plant:
    """Everything that was entered, and the stored plan."""

    tree: Tree = field(default_factory=Tree)
    patterns: dict[str, Pattern] = field(default_factory=dict)
    assignments: list[Assignment] = field(default_factory=list)
    calendars: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of a resource, the first one asked first
    default_calendar: str | None = None
    entries: dict[str, Entry] = field(default_factory=dict)  # in the order in which they were entered
    changes: dict[str, Change] = field(default_factory=dict)  # likewise
    lock: date = date.min
    generated: dict[str, set[date]] = field(default_factory=dict)
    shifts: dict[str, list[Shift]] = field(default_factory=dict)
    unstored: dict[str, list[Shift]] = field(default_factory=dict)  # of dates that are not generated
    locked_rows: dict[str, list[Row]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    remembered: dict[str, tuple[Any, list[Stretch]]] = field(default_factory=dict)

    def apply(self, edit: Edit, t: datetime, refresh: bool = True) -> None:
        """Make an edit at t. Without `refresh` the stored plan follows later, when `refresh(t)` is called."""
        edit.change(self, t)
        if refresh:
            self.refresh(t)

    def machines(self) -> list[str]:
        """Whatever has been generated."""
        return sorted(self.generated)

    def is_planned(self, machine: str) -> bool:
        """Whether the model of now gives it any shifts."""
        place = self.tree.place(machine)
        return place.active and place.scheduled

    def refresh(self, t: datetime) -> None:
        """Bring the stored plan of every machine up to date."""
        for machine in self.machines():
            spans = self.spans(machine)
            self.replan(machine, t, spans)
            self.rows[machine] = sorted(self.cut(machine, spans), key=lambda row: (row.start, row.end))

    # What the model of now says.

    def pattern_on(self, path: Iterable[str], day: date) -> Pattern | None:
        """The pattern of a date, as assigned to the nearest resource of a path."""
        for up in path:
            for assignment in self.assignments:
                if assignment.resource == up and assignment.holds(day):
                    return self.patterns[assignment.pattern]
        return None

    def stops_on(self, machine: str, day: date) -> list[Entry]:
        """The holidays that stop work on a date, the one that decides first."""
        nearest = next((self.calendars[up] for up in self.tree.upwards(machine) if self.calendars.get(up)), None)
        asked = nearest or ([self.default_calendar] if self.default_calendar else [])
        for calendar in asked:
            entries = [e for e in self.entries.values() if e.calendar == calendar and e.day == day]
            if entries:
                return [e for e in entries if not e.works]
        return []

    def horizon(self) -> Stretch:
        """From when to when occurrences of exceptions matter."""
        days = frozenset().union(*self.generated.values()) or {date(2000, 1, 1)}
        return (
            datetime.combine(min(days), time(), UTC) - 2 * REACH,
            datetime.combine(max(days), time(), UTC) + 2 * REACH,
        )

    def occurrences(self, change: Change) -> list[Stretch]:
        """When an exception happens; remembered until it, the tree or the horizon is another."""
        key = (change, self.tree.version, self.horizon())
        if self.remembered.get(change.name, (None, []))[0] != key:
            self.remembered[change.name] = key, change.occurrences(self.tree.chapters(change.resource), *key[2])
        return self.remembered[change.name][1]

    def spans(self, machine: str) -> list[Span]:
        """When exceptions concern a machine, those first that stand before others. Of stops and reductions the very
        instants at which their resource was the machine or above it; overtime whole, if it was so at its start; moves
        whole, because the start of a shift tells."""
        found: list[Span] = []
        since, until = self.horizon()
        life = self.tree.chapters(machine)
        ever_above = frozenset().union(*(chapter.path for chapter in life))
        standing = sorted(enumerate(self.changes.values()), key=lambda c: (GRAVEST_FIRST.index(c[1].kind), -c[0]))
        for _, change in standing:
            if not change.active or change.resource not in ever_above:
                continue
            for start, end in self.occurrences(change):
                if end <= since or until <= start:
                    continue
                if change.impact == "shifted":
                    found.append(Span(start, end, change))
                elif change.impact == "additional":
                    then = self.tree.chapter(machine, start)
                    if change.resource in then.path and then.planned:
                        found.append(Span(start, end, change, reading(then.zone, start).date()))
                else:
                    for chapter in life:
                        if change.resource in chapter.path and chapter.start < end and start < chapter.end:
                            found.append(Span(max(start, chapter.start), min(end, chapter.end), change))
        return found

    def dues(self, machine: str, first: date, last: date, spans: list[Span]) -> list[Due]:
        """The shifts of the business dates `first` to `last` as the model of now gives them."""
        if not self.is_planned(machine):
            return []
        zone, upwards = self.tree.zone(machine), list(self.tree.upwards(machine))
        moves = [span for span in spans if span.cause.impact == "shifted"]
        found = []
        for number in range((last - first).days + 1):
            day = first + number * ONE_DAY
            pattern = self.pattern_on(upwards, day)
            for shift in shifts_of(pattern, zone, day) if pattern else ():
                path = self.tree.chapter(machine, shift.start).path if moves else frozenset()
                move = next((m.cause for m in moves if m.holds(shift.start) and m.cause.resource in path), None)
                by = timedelta(minutes=(move.minutes or 0) if move else 0)
                found.append(
                    Due(
                        (day, pattern.code if pattern else "", shift.wall),
                        shift.code,
                        shift.start,
                        shift.start + by,
                        shift.end + by,
                        tuple((a + by, b + by) for a, b in shift.breaks),
                        move.name if move else None,
                    )
                )
        return found

    # The queue.

    def replan(self, machine: str, t: datetime, spans: list[Span]) -> None:
        """The shifts of a machine after an edit at t."""
        generated = self.generated[machine]
        begun = [s for s in self.shifts[machine] if (s.start < t or s.day <= self.lock) and s.work]
        waiting = {s.identity: s for s in self.shifts[machine] if s.start >= t and s.day > self.lock}
        kept = {s.identity for s in begun}
        first = (t - REACH).date()
        last = max(generated, default=first) + REACH
        dues = [d for d in self.dues(machine, first, last, spans) if d.identity not in kept]
        come = self.queue(
            [d for d in dues if d.identity[0] > self.lock], begun, waiting, t, self.locked_overtime(machine)
        )
        come = [self.with_holidays(machine, shift) for shift in come]
        self.shifts[machine] = begun + [s for s in come if s.day in generated]
        self.unstored[machine] = [s for s in come if s.day not in generated]

    @staticmethod
    def queue(
        dues: list[Due],
        begun: list[Shift],
        waiting: dict[Identity, Shift],
        t: datetime,
        overtime: Iterable[Stretch] = (),
    ) -> list[Shift]:
        """The shifts that come about of those that are due, one after the other. Shifts that have begun never give
        way. What should have started before t but was not planned then does not come about, unless the stored plan
        held that very shift as one still to come: then only its move can have been changed."""
        come: list[Shift] = []
        busy = DAWN
        first = min((due.due for due in dues), default=t)
        never_give_way = [*((s.start, s.end) for s in begun if s.end > first), *overtime]
        together: list[Due | Shift] = [*dues, *begun]
        for one in sorted(together, key=lambda one: one.turn()):
            if isinstance(one, Shift):
                busy = max(busy, one.end)
                continue
            start = max(one.due, busy)
            planned = waiting.get(one.identity)
            shift = come_to_be(one, start, never_give_way)
            alone = come_to_be(one, start, [])
            has_work = alone is None or bool(alone.work)
            if start < t and (planned is None or planned.nominal != one.nominal) and has_work:
                continue
            if shift is not None:
                come.append(shift)
                busy = max(busy, one.end)
        return come

    def with_holidays(self, machine: str, shift: Shift) -> Shift:
        """The shift with the holidays of its business date as they are now."""
        stops = self.stops_on(machine, shift.day)
        if not stops:
            return shift
        zone = self.tree.zone(machine)
        off = []
        for work in shift.work:
            free = [work]
            for entry in stops:  # of several the first one is told
                start, end = entry.stretch(zone)
                for a, b in free:
                    if max(a, start) < min(b, end):
                        off.append((max(a, start), min(b, end), entry.name))
                free = [piece for part in free for piece in left_over(part, [(start, end)])]
        return replace(shift, off=tuple(off))

    # Dates planned for the first time, or once more.

    def plan_anew(self, machine: str, days: set[date], t: datetime) -> None:
        """Plan dates by the model of now, whatever has passed of them, beside what is stored for other dates."""
        spans = self.spans(machine)
        around = [s for s in self.shifts[machine] if s.day not in days]
        begun = [s for s in around if s.start < t or s.day <= self.lock]
        # What did not come about on those dates holds up nothing.
        stored = self.generated[machine] - days
        ahead = {s.identity for s in around} - {s.identity for s in begun}
        dues = self.dues(machine, min(days) - REACH, max(days) + REACH, spans)
        dues = [d for d in dues if d.identity[0] not in stored or d.identity in ahead]
        fresh = self.queue(dues, begun, {}, DAWN)
        taken = [*((s.start, s.end) for s in around), *self.locked_overtime(machine)]
        for shift in fresh:
            if shift.day in days and (own := given_way(shift, taken)):
                around.append(self.with_holidays(machine, own))
        self.shifts[machine] = around

    # Rows.

    def locked_overtime(self, machine: str) -> list[Stretch]:
        """When it works overtime that stays, whatever is planned around it."""
        return [(row.start, row.end) for row in self.locked_rows.get(machine, []) if row.pattern is None]

    def cut(self, machine: str, spans: list[Span]) -> Iterator[Row]:
        """The rows of a machine: what is stored of it, cut where something else decides."""
        generated, lock = self.generated[machine], self.lock
        spans = [span for span in spans if span.cause.impact != "shifted"]
        yield from self.locked_rows.get(machine, [])

        pieces: list[tuple[Stretch, Shift | Span]] = []
        taken = self.locked_overtime(machine)
        for shift in (*self.shifts[machine], *self.unstored.get(machine, ())):
            taken.extend(shift.work)
        for shift in self.shifts[machine]:
            if shift.day > lock:
                pieces.extend((work, shift) for work in shift.work)
        for span in (s for s in spans if s.cause.impact == "additional"):
            if span.day in generated and span.day is not None and span.day > lock:
                pieces.extend((piece, span) for piece in left_over((span.start, span.end), taken))
            taken.append((span.start, span.end))

        for (start, end), owner in pieces:
            near = [span for span in spans if span.start < end and start < span.end]
            yield from stretch_rows(machine, start, end, owner, near)


def come_to_be(due: Due, start: datetime, taken: list[Stretch]) -> Shift | None:
    """The shift if it can start at `start`, beside what others have taken; nothing when nothing is left of it."""
    shift = Shift(
        due.identity,
        due.code,
        due.nominal,
        due.due,
        start,
        due.end,
        tuple(left_over((start, due.end), due.breaks)) if start < due.end else (),
        due.move,
    )
    return given_way(shift, taken)


def given_way(shift: Shift, taken: list[Stretch]) -> Shift | None:
    """The shift without what others have taken. Its breaks and its end stay where they are."""
    taken = sorted(other for other in taken if other[0] < shift.end and shift.start < other[1])
    if not taken and shift.start < shift.end:
        return shift
    start = shift.start
    for a, b in taken:
        if a <= start < b:
            start = b
    if start >= shift.end:
        return None
    work = tuple(
        piece for part in shift.work if part[1] > start for piece in left_over((max(part[0], start), part[1]), taken)
    )
    return replace(shift, start=start, work=work)


def stretch_rows(machine: str, start: datetime, end: datetime, owner: Shift | Span, spans: list[Span]) -> Iterator[Row]:
    """The rows of one stretch of a shift or of overtime; `spans` are the exceptions in it, by standing."""
    off = owner.off if isinstance(owner, Shift) else ()
    edges = {start, end}
    edges.update(edge for span in spans for edge in span[:2] if start < edge < end)
    edges.update(edge for a, b, _ in off for edge in (a, b) if start < edge < end)
    cuts = sorted(edges)
    row: Row | None = None
    for since, until in pairwise(cuts):
        causes = [span.cause for span in spans if span.holds(since)]
        holiday = next((name for a, b, name in off if a <= since < b), None)
        verdict = decide(owner, causes, holiday)
        if row is not None and row[5:7] == verdict[:2] and row[8:] == verdict[2:]:
            row = row._replace(end=until)
            continue
        if row is not None:
            yield row
        day, code, pattern = (
            (owner.day, owner.code, owner.identity[1])
            if isinstance(owner, Shift)
            else (owner.day or date.min, owner.cause.code, None)
        )
        row = Row(machine, day, code, since, until, verdict[0], verdict[1], pattern, verdict[2], verdict[3])
    if row is not None:
        yield row


def decide(owner: Shift | Span, causes: list[Change], holiday: str | None) -> tuple[str, int, str | None, str | None]:
    """Status, capacity, exception and holiday of an instant: a stop beats everything, overtime beats a holiday, and a
    reduction only lowers what operates."""
    of = {impact: next((c for c in causes if c.impact == impact), None) for impact in
          ("no_operation", "reduced", "additional")}  # fmt: skip
    stop, slower, extra = of["no_operation"], of["reduced"], of["additional"]
    if stop is not None:
        return ("shutdown" if stop.kind == "other" else stop.kind), 0, stop.name, holiday
    if holiday is not None and extra is None:
        return "holiday", 0, None, holiday
    if slower is not None:
        return "operating", slower.capacity or 0, slower.name, holiday
    if holiday is not None and extra is not None:
        return "operating", 100, extra.name, holiday
    return "operating", 100, owner.move if isinstance(owner, Shift) else owner.cause.name, holiday


# Edits.


@dataclass(frozen=True)
class Edit:
    """What somebody does at a moment."""

    def change(self, plant: Plant, t: datetime) -> None:
        """Change what was entered, or for which dates there is a plan."""
        raise NotImplementedError


@dataclass(frozen=True)
class ReplaceRules(Edit):
    """Give a pattern other rules."""

    pattern: str
    cycle_days: int
    rules: tuple[Rule, ...]

    def change(self, plant: Plant, t: datetime) -> None:
        old = plant.patterns[self.pattern]
        plant.patterns[self.pattern] = replace(old, cycle_days=self.cycle_days, rules=self.rules)


@dataclass(frozen=True)
class SetAnchor(Edit):
    """Let the cycle of a pattern begin on another date."""

    pattern: str
    day: date

    def change(self, plant: Plant, t: datetime) -> None:
        plant.patterns[self.pattern] = replace(plant.patterns[self.pattern], anchor=self.day)


@dataclass(frozen=True)
class Assign(Edit):
    """Let resources follow a pattern. An open assignment that is in the way ends the day before."""

    resources: tuple[str, ...]
    pattern: str
    first: date
    last: date | None = None

    def change(self, plant: Plant, t: datetime) -> None:
        kept = []
        for a in plant.assignments:
            if a.resource in self.resources and a.last is None:
                if a.first < self.first:
                    kept.append(replace(a, last=self.first - ONE_DAY))
                elif a.first != self.first:
                    kept.append(a)
            else:
                kept.append(a)
        plant.assignments = kept + [Assignment(r, self.pattern, self.first, self.last) for r in self.resources]


@dataclass(frozen=True)
class Unassign(Edit):
    """From a date on, let a resource inherit its pattern."""

    resource: str
    first: date

    def change(self, plant: Plant, t: datetime) -> None:
        ended = []
        for a in plant.assignments:
            if a.resource != self.resource or (a.last is not None and a.last < self.first):
                ended.append(a)
            elif a.first < self.first:
                ended.append(replace(a, last=self.first - ONE_DAY))
        plant.assignments = ended


@dataclass(frozen=True)
class PutResource(Edit):
    """Move a resource, give it another zone, or set a flag."""

    resource: str
    place: Place

    def change(self, plant: Plant, t: datetime) -> None:
        plant.tree.put(self.resource, self.place, t)


@dataclass(frozen=True)
class Observe(Edit):
    """Let a resource keep these calendars, the first one asked first; none: it inherits."""

    resource: str
    calendars: tuple[str, ...]

    def change(self, plant: Plant, t: datetime) -> None:
        plant.calendars[self.resource] = self.calendars


@dataclass(frozen=True)
class SetDefaultCalendar(Edit):
    """The calendar of whoever has none."""

    calendar: str | None

    def change(self, plant: Plant, t: datetime) -> None:
        plant.default_calendar = self.calendar


@dataclass(frozen=True)
class PutEntry(Edit):
    """Enter a holiday, or change the one of that name."""

    entry: Entry

    def change(self, plant: Plant, t: datetime) -> None:
        plant.entries[self.entry.name] = self.entry


@dataclass(frozen=True)
class RemoveEntry(Edit):
    """Take a holiday out of its calendar."""

    name: str

    def change(self, plant: Plant, t: datetime) -> None:
        del plant.entries[self.name]


@dataclass(frozen=True)
class AddChange(Edit):
    """Enter an exception."""

    entered: Change

    def change(self, plant: Plant, t: datetime) -> None:
        plant.changes[self.entered.name] = self.entered


@dataclass(frozen=True)
class AmendChange(Edit):
    """Change an exception that was entered: its interval, how strong it is, its resource, or whether it counts."""

    name: str
    values: tuple[tuple[str, Any], ...]

    def change(self, plant: Plant, t: datetime) -> None:
        plant.changes[self.name] = replace(plant.changes[self.name], **dict(self.values))


@dataclass(frozen=True)
class CancelChange(Edit):
    """Take an exception out of force."""

    name: str

    def change(self, plant: Plant, t: datetime) -> None:
        plant.changes[self.name] = replace(plant.changes[self.name], active=False)


@dataclass(frozen=True)
class CloseChange(Edit):
    """Give an exception another end."""

    name: str
    end: datetime

    def change(self, plant: Plant, t: datetime) -> None:
        plant.changes[self.name] = replace(plant.changes[self.name], end=self.end)


@dataclass(frozen=True)
class SkipOccurrence(Edit):
    """Cancel the occurrence of a recurring exception that starts at an instant."""

    name: str
    start: datetime

    def change(self, plant: Plant, t: datetime) -> None:
        change = plant.changes[self.name]
        wall = reading(plant.tree.zone(change.resource), self.start)
        plant.changes[self.name] = replace(change, skipped=change.skipped | {wall})


@dataclass(frozen=True)
class LockPeriod(Edit):
    """Nothing changes any more up to a date, nor is anything added there."""

    last: date

    def change(self, plant: Plant, t: datetime) -> None:
        plant.lock = self.last
        for machine, rows in plant.rows.items():
            plant.locked_rows[machine] = [row for row in rows if row.day <= self.last]


@dataclass(frozen=True)
class Generate(Edit):
    """Plan the dates that are missing; with `rewrite` all of them once more by the model of now."""

    machines: tuple[str, ...]
    first: date
    last: date
    regenerate: bool = False
    rewrite: bool = False

    def change(self, plant: Plant, t: datetime) -> None:
        wanted = {self.first + n * ONE_DAY for n in range((self.last - self.first).days + 1)}
        for machine in self.machines:
            if not plant.is_planned(machine):
                continue
            old = plant.generated.setdefault(machine, set())
            plant.shifts.setdefault(machine, [])
            days = {day for day in wanted if day > plant.lock and (self.rewrite or day not in old)}
            if days:
                old.update(days)
                plant.plan_anew(machine, days, t)
