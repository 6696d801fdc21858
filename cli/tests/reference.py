"""A naive model of planned time to compare the engine with: plain loops over dates and `zoneinfo`.

It follows the meaning of the words, never the SQL. Times of day are whole seconds since local midnight
(86,400 is 24:00), walls are datetimes without a zone, instants are datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 86_400
ONE_DAY = timedelta(days=1)
FAR = datetime.max.replace(tzinfo=UTC)
SEVERITY = ("breakdown", "shutdown", "maintenance", "holiday", "other")


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
    """An entry of a calendar; without start and end it is the whole day."""

    id: int
    calendar: int
    day: date
    start: int | None = None
    end: int | None = None
    affects: bool = True
    manual: bool = False


@dataclass(frozen=True)
class Stop:
    """An exception that happens once: nothing runs, or it runs at `capacity` percent; no end: open."""

    id: int
    resource: int
    kind: str
    start: datetime
    end: datetime | None = None
    capacity: int | None = None
    active: bool = True

    @property
    def rank(self) -> tuple[int, int]:
        """Among stops of one impact the lowest decides: the graver kind, then the newest."""
        return SEVERITY.index(self.kind), -self.id


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
    pattern_id: int
    exception_id: int | None
    holiday_id: int | None


class Span(NamedTuple):
    """A half-open stretch of time, and what it stands for."""

    start: datetime
    end: datetime
    cause: Stop | Holiday | None = None

    def holds(self, moment: datetime) -> bool:
        """Whether an instant lies inside."""
        return self.start <= moment < self.end


@dataclass(frozen=True)
class Plant:
    """Everything the plan follows from."""

    resources: tuple[Resource, ...]
    patterns: tuple[Pattern, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    default_calendar: int | None = None
    calendars: tuple[int, ...] = ()
    observances: tuple[Observance, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    stops: tuple[Stop, ...] = ()
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
        """Calendars in the order they are asked: the nearest resource's that has any, else the default."""
        for resource in self.upwards(resource_id):
            own = [o for o in self.observances if o.resource == resource.id]
            if own:
                return [o.calendar for o in sorted(own, key=lambda o: o.priority)]
        return [] if self.default_calendar is None else [self.default_calendar]

    def holidays_on(self, resource_id: int, day: date) -> list[Holiday]:
        """Holidays of a date that stop work, the first of them decides where several do."""
        for calendar in self.calendars_of(resource_id):
            entries = [h for h in self.holidays if h.calendar == calendar and h.day == day]
            entries = [h for h in entries if h.manual] or entries
            if entries:
                return sorted((h for h in entries if h.affects), key=lambda h: h.id)
        return []

    def stops_of(self, resource_id: int) -> list[Stop]:
        """Exceptions of the resource and its ancestors; of one impact the first covering one decides."""
        path = {r.id for r in self.upwards(resource_id)}
        return sorted((s for s in self.stops if s.active and s.resource in path), key=lambda s: s.rank)


def walls(day: date, start: int, end: int) -> tuple[datetime, datetime]:
    """Local start and end of a time of day on a date, the end on the next day when not after the start."""
    midnight = datetime.combine(day, time())
    late = timedelta(seconds=end + (DAY if end <= start else 0))
    return midnight + timedelta(seconds=start), midnight + late


@cache
def instant(zone: str, wall: datetime) -> datetime:
    """The first instant at which the clock of a zone reads at least `wall`."""
    tz = ZoneInfo(zone)

    def clock(moment: datetime) -> datetime:
        return moment.astimezone(tz).replace(tzinfo=None)

    after = wall.replace(tzinfo=tz).astimezone(UTC)
    if clock(after) == wall:
        return after
    # Skipped: search the jump between the reading by the offset after it and by the one before it.
    before = wall.replace(tzinfo=tz, fold=1).astimezone(UTC)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        before, after = (before, middle) if clock(middle) >= wall else (middle, after)
    return after


def planned(plant: Plant, resource_ids: Iterable[int], first: date, last: date) -> list[Row]:
    """The rows of the business dates `first` to `last`, both included, in order."""
    rows: list[Row] = []
    for resource_id in resource_ids:
        resource = plant.by_id[resource_id]
        if resource.scheduled and resource.active:
            for number in range((last - first).days + 1):
                rows.extend(planned_day(plant, resource_id, first + timedelta(days=number)))
    return in_order(rows)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by resource and time."""
    return sorted(rows, key=lambda row: (row.resource_id, row.start, row.end))


def planned_day(plant: Plant, resource_id: int, day: date) -> Iterator[Row]:
    """The rows of one business date."""
    pattern = plant.pattern(resource_id, day)
    if pattern is None:
        return
    zone = plant.zone(resource_id)

    def span(ends: tuple[datetime, datetime], cause: Stop | Holiday | None = None) -> Span:
        return Span(instant(zone, ends[0]), instant(zone, ends[1]), cause)

    running = plant.pattern(resource_id, day - ONE_DAY)
    begun = [span(r.walls(day - ONE_DAY)).end for r in running.on(day - ONE_DAY, True)] if running else []
    breaks = [
        span(rule.walls(other))
        for other in (day - ONE_DAY, day, day + ONE_DAY)
        for rule in pattern.on(other, False)
    ]
    stops = [Span(s.start, s.end or FAR, s) for s in plant.stops_of(resource_id)]
    for rule in pattern.on(day, True):
        shift = span(rule.walls(day))
        holidays = [
            Span(shift.start, shift.end, h)
            if h.start is None or h.end is None
            else span(walls(day, h.start, h.end), h)
            for h in plant.holidays_on(resource_id, day)
        ]
        open_time = Span(max([shift.start, *begun]), shift.end)
        for start, end, (status, capacity, stop, holiday) in stretches(open_time, breaks, stops + holidays):
            yield Row(
                resource_id, day, rule.shift_code, start, end, status, capacity, pattern.id, stop, holiday
            )


def stretches(
    shift: Span, breaks: list[Span], causes: list[Span]
) -> list[tuple[datetime, datetime, Outcome]]:
    """The longest stretches of a shift outside of breaks with one outcome."""
    edges = {shift.start, shift.end} | {edge for s in breaks + causes for edge in s[:2] if shift.holds(edge)}
    found: list[tuple[datetime, datetime, Outcome]] = []
    for start, end in pairwise(sorted(edges) if shift.start < shift.end else []):
        if any(pause.holds(start) for pause in breaks):
            continue
        result = outcome([span.cause for span in causes if span.holds(start)])
        if found and found[-1][1:] == (start, result):
            found[-1] = (found[-1][0], end, result)
        else:
            found.append((start, end, result))
    return found


def outcome(causes: list[Stop | Holiday | None]) -> Outcome:
    """What several causes together make of a moment; of each kind the first counts."""
    holiday = next((c.id for c in causes if isinstance(c, Holiday)), None)
    stop = next((c for c in causes if isinstance(c, Stop) and c.capacity is None), None)
    slower = next((c for c in causes if isinstance(c, Stop) and c.capacity is not None), None)
    if stop:
        return "shutdown" if stop.kind == "other" else stop.kind, 0, stop.id, holiday
    if holiday is not None:
        return "holiday", 0, None, holiday
    if slower and slower.capacity:
        return "operating", slower.capacity, slower.id, None
    return "operating", 100, None, None
