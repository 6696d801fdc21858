"""A naive model of planned time to compare the engine with: plain loops over dates and `zoneinfo`.

It follows the meaning of the words, never the SQL; recurrence rules are python-dateutil's.
Times of day are whole seconds since local midnight
(86,400 is 24:00), walls are datetimes without a zone, instants are datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

DAY = 86_400
ONE_DAY = timedelta(days=1)
FAR = datetime.max.replace(tzinfo=UTC)
EPOCH = datetime(1970, 1, 1)
# Where the clocks are that the examples go by; UTC is nowhere.
COUNTRIES = {
    "Africa/Cairo": "EG",
    "Africa/Casablanca": "MA",
    "Africa/Johannesburg": "ZA",
    "America/Havana": "CU",
    "America/New_York": "US",
    "America/Santiago": "CL",
    "America/Sao_Paulo": "BR",
    "Antarctica/Troll": "AQ",
    "Asia/Beirut": "LB",
    "Asia/Kathmandu": "NP",
    "Australia/Lord_Howe": "AU",
    "Europe/Dublin": "IE",
    "Europe/London": "GB",
    "Pacific/Apia": "WS",
    "Pacific/Chatham": "NZ",
    "Pacific/Kwajalein": "MH",
}
SEVERITY = ("breakdown", "shutdown", "maintenance", "holiday", "other", "overtime")
Cause = TypeVar("Cause")
AROUND = timedelta(days=6)  # beyond a shift, a move, an overtime of a day each, and a date that a zone leaves out


@dataclass(frozen=True)
class Resource:
    """A node of the plant; `level` is 1 (enterprise) to 5 (work unit)."""

    id: int
    parent: int | None
    level: int
    zone: str | None = None
    scheduled: bool = True
    active: bool = True


@dataclass(frozen=True)
class Rule:
    """A shift or a break; an end at or before the start is on the next day."""

    cycle_day: int
    start: int
    end: int
    operating: bool = True
    shift_code: str | None = None

    def walls(self, day: date) -> tuple[datetime, datetime]:
        """When the rule starts and ends if it starts on `day`."""
        return walls(day, self.start, self.end)


@dataclass(frozen=True)
class Pattern:
    """A cycle of days; the anchor date is day 0."""

    id: int
    cycle_days: int
    anchor: date
    rules: tuple[Rule, ...]

    def on(self, day: date, operating: bool) -> Iterator[Rule]:
        """The shifts, or the breaks, that start on a date."""
        cycle_day = (day - self.anchor).days % self.cycle_days
        return (r for r in self.rules if r.cycle_day == cycle_day and r.operating == operating)


@dataclass(frozen=True)
class Assignment:
    """A pattern from a first to a last business date, both included; no last: open."""

    resource: int
    pattern: int
    first: date
    last: date | None = None


@dataclass(frozen=True)
class Observance:
    """A calendar that a resource keeps; priority 1 is asked first."""

    resource: int
    calendar: int
    priority: int


@dataclass(frozen=True)
class Holiday:
    """An entry of a calendar, by date or by rule; without start and end it is the whole day."""

    id: int
    calendar: int
    day: date | None
    start: int | None = None
    end: int | None = None
    affects: bool = True
    manual: bool = False
    rule: str | None = None

    def falls_on(self, day: date) -> bool:
        """Whether it is on a date; a rule counts from the first midnight of 1970."""
        if self.rule is None:
            return self.day == day
        midnight = datetime.combine(day, time())
        found = recurrence(self.rule, EPOCH).after(midnight, inc=True)
        return found is not None and found < midnight + ONE_DAY


@dataclass(frozen=True)
class Change:
    """An exception; no end: open. A rule repeats it, but for the wall times in `excluded`, and in `added` too."""

    id: int
    resource: int
    kind: str
    start: datetime
    end: datetime | None = None
    impact: str = "no_operation"
    capacity: int | None = None
    minutes: int | None = None
    shift_code: str | None = None
    active: bool = True
    rule: str | None = None
    excluded: tuple[datetime, ...] = ()
    added: tuple[datetime, ...] = ()

    def occurrences(self, zone: str, first: date, last: date) -> Iterator[Span[Change]]:
        """When it happens around the dates; repeated by the clock of a zone, each time as long on that clock."""
        if self.rule is None or self.end is None:
            yield Span(self.start, self.end or FAR, self)
            return
        begin, end = (clock(zone, moment) for moment in (self.start, self.end))
        moments = rruleset()
        moments.rrule(recurrence(self.rule, begin))
        for wall in self.added:
            moments.rdate(wall)
        for wall in self.excluded:
            moments.exdate(wall)
        since = datetime.combine(first, time()) - AROUND - (end - begin)
        for wall in moments.between(since, datetime.combine(last, time()) + AROUND, inc=True):
            yield on_clock(zone, (wall, wall + (end - begin)), self)


@cache
def recurrence(rule: str, start: datetime) -> rrule:
    """The moments of a recurrence rule, which remember themselves."""
    found = rrulestr(rule, dtstart=start, cache=True)
    assert isinstance(found, rrule)
    return found


# Start and end.
Ends = tuple[datetime, datetime]

# Status, capacity, exception and holiday of a moment.
Outcome = tuple[str, int, int | None, int | None]


class Row(NamedTuple):
    """What `planned_segments` returns."""

    resource_id: int
    schedule_date: date
    shift_code: str | None
    start: datetime
    end: datetime
    status: str
    capacity: int
    pattern_id: int | None
    exception_id: int | None
    holiday_id: int | None


class Span(NamedTuple, Generic[Cause]):
    """A half-open stretch of time, and what it stands for."""

    start: datetime
    end: datetime
    cause: Cause

    def holds(self, moment: datetime) -> bool:
        """Whether an instant lies inside."""
        return self.start <= moment < self.end

    def moved(self, by: timedelta) -> Span[Cause]:
        """The same, later by so much elapsed time."""
        return Span(self.start + by, self.end + by, self.cause)


class Shift(NamedTuple):
    """A shift where it takes place, in the order in which shifts take their time."""

    start: datetime
    day: date
    end: datetime
    planned_start: datetime
    shift_code: str | None
    pattern: int
    change: int | None
    breaks: list[Span[None]]


class Slot(NamedTuple):
    """A stretch of working time of a shift (pattern) or of overtime (change)."""

    day: date
    shift_code: str | None
    pattern: int | None
    change: int | None
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Plant:
    """Everything the plan follows from."""

    resources: tuple[Resource, ...]
    patterns: tuple[Pattern, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    default_calendar: int | None = None
    default_country: str | None = None
    calendars: tuple[int, ...] = ()
    observances: tuple[Observance, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    changes: tuple[Change, ...] = ()
    by_id: dict[int, Resource] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {r.id: r for r in self.resources})

    def upwards(self, resource_id: int) -> Iterator[Resource]:
        """The resource and its ancestors, nearest first."""
        at: int | None = resource_id
        while at is not None:
            yield self.by_id[at]
            at = self.by_id[at].parent

    def zone(self, resource_id: int) -> str:
        """Its own zone or that of the nearest ancestor."""
        return next(r.zone for r in self.upwards(resource_id) if r.zone)

    def pattern(self, resource_id: int, day: date) -> Pattern | None:
        """The pattern of a date: that of the nearest resource with an assignment on it."""
        for resource in self.upwards(resource_id):
            for a in self.assignments:
                if a.resource == resource.id and a.first <= day <= (a.last or date.max):
                    return next(p for p in self.patterns if p.id == a.pattern)
        return None

    def calendars_of(self, resource_id: int) -> list[int]:
        """Calendars in the order they are asked: the nearest resource's that has any, else the default, if at home."""
        for resource in self.upwards(resource_id):
            own = [o for o in self.observances if o.resource == resource.id]
            if own:
                return [o.calendar for o in sorted(own, key=lambda o: o.priority)]
        here = COUNTRIES.get(self.zone(resource_id))
        is_abroad = None not in (here, self.default_country) and here != self.default_country
        return [] if self.default_calendar is None or is_abroad else [self.default_calendar]

    def holidays_on(self, resource_id: int, day: date) -> list[Holiday]:
        """Holidays of a date that stop work, the first of them decides where several do."""
        for calendar in self.calendars_of(resource_id):
            entries = [h for h in self.holidays if h.calendar == calendar and h.falls_on(day)]
            entries = [h for h in entries if h.manual] or entries
            if entries:
                return sorted((h for h in entries if h.affects), key=lambda h: h.id)
        return []

    def changes_of(self, resource_id: int, first: date, last: date) -> list[Span[Change]]:
        """Exceptions of the resource and its ancestors around the dates; of one impact the first one decides:
        the graver kind, then the newest, then the earlier occurrence."""
        spans = [
            span
            for resource in self.upwards(resource_id)
            for change in self.changes
            if change.active and change.resource == resource.id
            for span in change.occurrences(self.zone(resource.id), first, last)
        ]
        return sorted(spans, key=lambda s: (SEVERITY.index(s.cause.kind), -s.cause.id, s.start))


def walls(day: date, start: int, end: int) -> tuple[datetime, datetime]:
    """Local start and end of a time of day on a date, the end on the next day when not after the start."""
    midnight = datetime.combine(day, time())
    late = timedelta(seconds=end + (DAY if end <= start else 0))
    return midnight + timedelta(seconds=start), midnight + late


def clock(zone: str, moment: datetime) -> datetime:
    """What the clock of a zone reads at an instant."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def instant(zone: str, wall: datetime) -> datetime:
    """The first instant at which the clock of a zone reads at least `wall`."""
    tz = ZoneInfo(zone)
    after = wall.replace(tzinfo=tz).astimezone(UTC)
    if clock(zone, after) == wall:
        return after
    # Skipped: search the jump between the reading by the offset after it and by the one before it.
    before = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if clock(zone, middle) >= wall else (middle, after)
    return after


def on_clock(zone: str, ends: Ends, cause: Cause) -> Span[Cause]:
    """The stretch between two readings of the clock of a zone."""
    return Span(instant(zone, ends[0]), instant(zone, ends[1]), cause)


def planned(plant: Plant, resource_ids: Iterable[int], first: date, last: date) -> list[Row]:
    """The rows of the business dates `first` to `last`, both included, in order."""
    rows: list[Row] = []
    for resource_id in resource_ids:
        resource = plant.by_id[resource_id]
        if resource.scheduled and resource.active:
            rows.extend(planned_alone(plant, resource_id, first, last))
    return in_order(rows)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by resource and time."""
    return sorted(rows, key=lambda row: (row.resource_id, row.start, row.end))


def planned_alone(plant: Plant, resource_id: int, first: date, last: date) -> Iterator[Row]:
    """The rows of one resource: its working time, cut where anything else decides."""
    changes = plant.changes_of(resource_id, first, last)
    moves = [c for c in changes if c.cause.impact == "shifted"]
    overtime = [c for c in changes if c.cause.impact == "additional"]
    others = [c for c in changes if c.cause.impact != "shifted"]
    worked = list(queued(shifts(plant, resource_id, first - AROUND, last + AROUND, moves)))
    for slot in [*worked, *added(plant.zone(resource_id), overtime, worked)]:
        if first <= slot.day <= last:
            off = [] if slot.pattern is None else holiday_spans(plant, resource_id, slot)
            for start, end, (status, capacity, change, holiday) in stretches(slot, others, off):
                yield Row(
                    resource_id, slot.day, slot.shift_code, start, end, status, capacity, slot.pattern, change, holiday
                )


def shifts(plant: Plant, resource_id: int, first: date, last: date, moves: list[Span[Change]]) -> Iterator[Shift]:
    """The shifts of the business dates, each with the breaks inside it, moved by the first move it starts in."""
    zone = plant.zone(resource_id)

    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        pattern = plant.pattern(resource_id, day)
        if pattern is None:
            continue
        near = (day - ONE_DAY, day, day + ONE_DAY)
        breaks = [on_clock(zone, rule.walls(other), None) for other in near for rule in pattern.on(other, False)]
        for rule in pattern.on(day, True):
            at = on_clock(zone, rule.walls(day), None)
            move: Change | None = next((m.cause for m in moves if m.holds(at.start)), None)
            by = timedelta(minutes=move.minutes or 0 if move else 0)
            start, end, _ = at.moved(by)
            paused = [pause.moved(by) for pause in breaks]
            yield Shift(start, day, end, at.start, rule.shift_code, pattern.id, move.id if move else None, paused)


def queued(found: Iterable[Shift]) -> Iterator[Slot]:
    """The working time of shifts: one that has begun is finished, breaks included, before the next one starts."""
    busy = None
    for s in sorted(found, key=lambda s: s[:4]):
        for start, end in without(max(s.start, busy or s.start), s.end, (pause[:2] for pause in s.breaks)):
            yield Slot(s.day, s.shift_code, s.pattern, s.change, start, end)
        busy = max(s.end, busy or s.end)


def added(zone: str, overtime: list[Span[Change]], worked: list[Slot]) -> Iterator[Slot]:
    """What overtime adds: where no shift works, and no overtime that stands before it."""
    taken = [(slot.start, slot.end) for slot in worked]
    for span in overtime:
        day = clock(zone, span.start).date()
        for start, end in without(span.start, span.end, taken):
            yield Slot(day, span.cause.shift_code, None, span.cause.id, start, end)
        taken.append((span.start, span.end))


def without(start: datetime, end: datetime, holes: Iterable[Ends]) -> Iterator[Ends]:
    """What is left of a stretch outside of others."""
    for hole in sorted(h for h in holes if h[0] < h[1] and h[0] < end and h[1] > start):
        if start < hole[0]:
            yield start, hole[0]
        start = max(start, hole[1])
    if start < end:
        yield start, end


def holiday_spans(plant: Plant, resource_id: int, slot: Slot) -> list[Span[Holiday]]:
    """When holidays of the business date stop work, in the order in which they decide."""
    zone = plant.zone(resource_id)
    return [
        Span(slot.start, slot.end, h)
        if h.start is None or h.end is None
        else on_clock(zone, walls(slot.day, h.start, h.end), h)
        for h in plant.holidays_on(resource_id, slot.day)
    ]


def stretches(
    slot: Slot, changes: list[Span[Change]], off: list[Span[Holiday]]
) -> list[tuple[datetime, datetime, Outcome]]:
    """The longest stretches of working time with one outcome."""
    inside = [edge for span in [*changes, *off] for edge in span[:2] if slot.start < edge < slot.end]
    found: list[tuple[datetime, datetime, Outcome]] = []
    for start, end in pairwise(sorted({slot.start, slot.end, *inside})):
        result = outcome(slot, [c.cause for c in changes if c.holds(start)], [h.cause for h in off if h.holds(start)])
        if found and found[-1][2] == result:
            found[-1] = (found[-1][0], end, result)
        else:
            found.append((start, end, result))
    return found


def outcome(slot: Slot, changes: list[Change], holidays: list[Holiday]) -> Outcome:
    """What several causes together make of a moment; of each kind the first counts.

    A stop beats everything, overtime beats a holiday, and a reduction only lowers what operates.
    """
    holiday = holidays[0].id if holidays else None

    def first(impact: str) -> Change | None:
        return next((c for c in changes if c.impact == impact), None)

    stop, slower, overtime = first("no_operation"), first("reduced"), first("additional")
    if stop:
        return "shutdown" if stop.kind == "other" else stop.kind, 0, stop.id, holiday
    if holiday is not None and not overtime:
        return "holiday", 0, None, holiday
    if slower:
        return "operating", slower.capacity or 0, slower.id, holiday
    return "operating", 100, overtime.id if overtime and holiday is not None else slot.change, holiday
