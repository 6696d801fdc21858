"""Random plants, random edits at interesting moments, and the doors through which they enter the database."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

import psycopg

from support.clock_model import (
    DAY_SECONDS,
    DOOMSDAY,
    ONE_DAY,
    AddChange,
    AmendChange,
    Assign,
    CancelChange,
    Change,
    CloseChange,
    Edit,
    Entry,
    Generate,
    LockPeriod,
    Observe,
    Pattern,
    Place,
    Plant,
    PutEntry,
    PutResource,
    RemoveEntry,
    ReplaceRules,
    Row,
    Rule,
    SetAnchor,
    SetDefaultCalendar,
    Shift,
    SkipOccurrence,
    Unassign,
    moment_of,
    reading,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONES = (
    "Australia/Lord_Howe", "America/New_York", "Europe/London", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Apia",
    "UTC",
)  # fmt: skip
CALENDARS = ("PLANT", "OFF")
# Days before clock changes in New York (14 March), London (28 March), Lord Howe and Auckland (4 April).
BEGINNINGS = (date(2027, 3, 11), date(2027, 3, 25), date(2027, 4, 1))


# Plants.


class Founding(NamedTuple):
    """What a plant is at the beginning: resources (code, type, place), patterns, and edits made at once."""

    moment: datetime
    resources: list[tuple[str, str, Place]]
    patterns: list[Pattern]
    edits: list[Edit]


def hours(*values: float) -> list[int]:
    """Seconds."""
    return [int(value * 3600) for value in values]


# Patterns that never have more than one shift a day, and when it starts.
ONE_SHIFT = {"ONE-D": 6, "ONE-N": 22, "ONE-M": 0}


def rota(dice: random.Random, pattern: str) -> tuple[int, tuple[Rule, ...]]:
    """A cycle of shifts, with 0 to 3 breaks each: also at their edges, over midnight, and from one into the next."""
    cycle = dice.choice([1, 5, 7, 7])
    one_shift = ONE_SHIFT.get(pattern)
    first = one_shift * 3600 if one_shift is not None else dice.choice(hours(0, 2, 2.5, 4, 5.25, 6, 6, 14, 22))
    lengths = dice.choice(
        [hours(12), hours(8.5), hours(24), hours(10)]
        if one_shift is not None
        else [hours(8, 8, 8), hours(8, 8), hours(*[4] * 6), hours(*[4] * 6), hours(12, 12), hours(7.75, 9), hours(24)]
    )
    codes: list[str | None] = dice.choice([["D", "A", "N"], ["X"], [None], [None, "B"]])
    gap = dice.choice([0, 0, 0, 1800]) if sum(lengths) + 1800 * len(lengths) <= DAY_SECONDS else 0
    days_off = set(dice.sample(range(cycle), dice.choice([0, 0, 1, 2]) if cycle > 1 else 0))
    rules: list[Rule] = []
    for day in sorted(set(range(cycle)) - days_off):
        start = day * DAY_SECONDS + first
        for number, length in enumerate(lengths):
            rules.append(rule_at(cycle, start, length, True, codes[number % len(codes)]))
            rules.extend(breaks(dice, cycle, start, length))
            start += length + gap
    return cycle, tuple(dict.fromkeys(rules))


def breaks(dice: random.Random, cycle: int, start: int, length: int) -> Iterator[Rule]:
    """Up to three breaks of a shift."""
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3])):
        lasts = dice.choice([900, 1800, 1800, 2700, 3600])
        at = dice.choice([0, length - lasts, length - lasts // 2, *[900 * dice.randrange(1, length // 900 - 3)] * 4])
        yield rule_at(cycle, start + at, lasts, False, None)


def rule_at(cycle: int, start: int, length: int, operating: bool, code: str | None) -> Rule:
    """The rule for a stretch of the cycle, in seconds since its beginning."""
    end = (start + length) % DAY_SECONDS
    return Rule(start // DAY_SECONDS % cycle, start % DAY_SECONDS, end, operating, code)


def founding(dice: random.Random, moment: datetime) -> Founding:
    """Two sites in different zones, three areas, four lines, six machines; eight patterns."""
    zones = dice.sample(ZONES[:-1], 2)
    resources = [("E", "enterprise", Place(None, "UTC"))]
    resources += [(f"S{n}", "site", Place("E", zones[n])) for n in range(2)]
    resources += [(f"A{n}", "area", Place(f"S{n % 2}")) for n in range(3)]
    resources += [(f"L{n}", "work_center", Place(f"A{n % 3}")) for n in range(4)]
    resources += [(f"M{n}", "work_unit", Place(f"L{n % 4}", scheduled=True)) for n in range(6)]
    patterns = []
    for code in ("P0", "P1", "P2", "P3", "P4", *ONE_SHIFT):
        cycle, rules = rota(dice, code)
        patterns.append(Pattern(code, cycle, rules, date(2027, 3, 7)))
    since = date(2027, 1, 1)
    edits: list[Edit] = [Assign(("E",), "P0", since), SetDefaultCalendar(None)]
    for code in ("S1", "A2", "L3", "M0", "M1", "M2", "M3"):
        edits.append(Assign((code,), dice.choice(patterns).code, since))
    edits.append(Observe("S0", ("PLANT",)))
    return Founding(moment - 30 * ONE_DAY, resources, patterns, edits)


def model_of(made: Founding) -> Plant:
    """The model of a plant at its beginning."""
    plant = Plant()
    for code, _, place in made.resources:
        plant.tree.put(code, place, made.moment)
    plant.patterns = {pattern.code: pattern for pattern in made.patterns}
    for edit in made.edits:
        plant.apply(edit, made.moment)
    return plant


# Random edits.


@dataclass
class Dice:
    """Chooses when something happens, and what."""

    plant: Plant
    random: random.Random
    t: datetime
    earliest: datetime  # no exception starts before
    types: dict[str, str]
    names: int = 0
    choices: list[tuple[float, Callable[[], Edit | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.choices = [
            (3, self.rules), (1, self.anchor), (3, self.assign), (1, self.assign_many), (1.5, self.unassign),
            (3, self.zone), (3, self.relocate), (3, self.flag), (1.5, self.observe), (0.7, self.default_calendar),
            (2, self.holiday), (1, self.change_holiday), (4, self.stop), (1.5, self.reduce),
            (2, self.move), (4, self.move_now),
            (3, self.overtime), (3, self.recur), (5, self.cancel), (2, self.close), (2, self.amend),
            (1.5, self.skip_occurrence), (0.5, self.lock), (0.5, self.generate_past), (0.5, self.rewrite),
        ]  # fmt: skip

    def edit(self) -> Edit:
        """An edit that can be made now."""
        kinds = [kind for _, kind in self.choices]
        while True:
            kind = self.random.choices(kinds, [weight for weight, _ in self.choices])[0]
            found = kind()
            if found is not None:
                return found

    def name(self, letter: str) -> str:
        """A name that was never used."""
        self.names += 1
        return f"{letter}{self.names}"

    # Moments.

    def moments(self, since: datetime, until: datetime) -> list[datetime]:
        """When something happens that is easily got wrong, after `since` up to `until`."""
        found: set[datetime] = set()
        machine = self.random.choice(self.plant.machines())
        for shift in (*self.plant.shifts[machine], *self.plant.unstored.get(machine, ())):
            if shift.end < since or until < min(shift.nominal, shift.start):
                continue
            found.update({shift.nominal, shift.due, shift.start, shift.end})
            found.update(pause for pause in self.pauses(shift))
            found.add(shift.nominal + (shift.start - shift.nominal) / 2)
        zone = self.plant.tree.zone(machine)
        day = reading(zone, since).date()
        while datetime.combine(day, time(), UTC) < until + ONE_DAY:
            found.add(moment_of(zone, datetime.combine(day, time())))
            found.update(moment_of(zone, datetime.combine(day, time(hour))) for hour in (2, 3))
            day += ONE_DAY
        return sorted(moment.replace(microsecond=0) for moment in found if since < moment <= until)

    @staticmethod
    def pauses(shift: Shift) -> Iterator[datetime]:
        """Starts, middles and ends of the breaks of a shift."""
        edges = [shift.start, *(edge for part in shift.work for edge in part), shift.end]
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < end:
                yield from (start, start + (end - start) / 2, end)

    def advance(self) -> datetime:
        """Let time pass: nothing, seconds, or up to one of the moments ahead."""
        chance = self.random.random()
        if chance < 0.2:
            return self.t
        if chance < 0.3:
            self.t += timedelta(seconds=self.random.randrange(1, 600))
            return self.t
        ahead = self.moments(self.t, self.t + self.random.choice([HOUR, 3 * HOUR, 8 * HOUR, 16 * HOUR]))
        self.t = self.random.choice(ahead or [self.t + HOUR])
        if self.random.random() < 0.3:
            self.t += timedelta(seconds=self.random.choice([1, 60]))
        return self.t

    def instant(self, back: timedelta = 30 * HOUR, ahead: timedelta = 48 * HOUR) -> datetime:
        """An instant around the clock at which an exception may start or end."""
        near = self.moments(max(self.t - back, self.earliest), self.t + ahead)
        if near and self.random.random() < 0.7:
            return self.random.choice(near)
        at = self.t + MINUTE * 15 * self.random.randrange(int(-back / MINUTE / 15), int(ahead / MINUTE / 15))
        return max(at.replace(microsecond=0), self.earliest)

    def day(self, back: int = 2, ahead: int = 4) -> date:
        """A date around today."""
        return self.t.date() + self.random.randrange(-back, ahead + 1) * ONE_DAY

    # Resources.

    def resource(self, *types: str) -> str:
        """Any resource, or one of these types; machines are as likely as all others."""
        if not types and self.random.random() < 0.5:
            types = ("work_unit",)
        return self.random.choice([code for code, kind in self.types.items() if not types or kind in types])

    def put(self, resource: str, **values: Any) -> Edit | None:
        """A resource in another place, unless it is there already."""
        old = self.plant.tree.place(resource)
        new = Place(**{**old.__dict__, **values})
        return None if new == old else PutResource(resource, new)

    def zone(self) -> Edit | None:
        resource = self.resource()
        zones: list[str | None] = [*ZONES, *([None] * 2 if resource != "E" else [])]
        return self.put(resource, zone=self.random.choice(zones))

    def relocate(self) -> Edit | None:
        if self.random.random() < 0.7:
            return self.put(self.resource("work_unit"), parent=self.resource("site", "area", "work_center"))
        if self.random.random() < 0.7:
            return self.put(self.resource("work_center"), parent=self.resource("site", "area"))
        return self.put(self.resource("area"), parent=self.resource("site"))

    def flag(self) -> Edit | None:
        machines = self.plant.machines()
        idle = [machine for machine in machines if not self.plant.is_planned(machine)]
        if idle and self.random.random() < 0.6:
            return self.put(self.random.choice(idle), active=True, scheduled=True)
        flag = self.random.choice(["active", "scheduled"])
        return self.put(self.random.choice(machines), **{flag: False})

    # Patterns.

    def rules(self) -> Edit | None:
        code = self.random.choice(list(self.plant.patterns))
        if self.random.random() < 0.15:
            return ReplaceRules(code, self.plant.patterns[code].cycle_days, ())
        return ReplaceRules(code, *rota(self.random, code))

    def anchor(self) -> Edit | None:
        return SetAnchor(self.random.choice(list(self.plant.patterns)), self.day(8, 8))

    def assign(self) -> Edit | None:
        first = self.day()
        last = self.random.choice([None, None, first, first + self.random.randrange(4) * ONE_DAY])
        return Assign((self.resource(),), self.random.choice(list(self.plant.patterns)), first, last)

    def assign_many(self) -> Edit | None:
        some = tuple(self.random.sample(sorted(self.types), 3))
        return Assign(some, self.random.choice(list(self.plant.patterns)), self.day())

    def unassign(self) -> Edit | None:
        return Unassign(self.random.choice([a.resource for a in self.plant.assignments]), self.day())

    # Calendars.

    def observe(self) -> Edit | None:
        calendars = list(CALENDARS)
        self.random.shuffle(calendars)
        return Observe(self.resource(), tuple(calendars[: self.random.randrange(3)]))

    def default_calendar(self) -> Edit | None:
        return SetDefaultCalendar(self.random.choice([None, *CALENDARS]))

    def entry(self, name: str) -> Entry:
        """A holiday, of a whole day or a part, or a day on which the plant works."""
        start, end = self.random.choice([(None, None), hours(12, 18), hours(22, 4), hours(0, 10), hours(5, 7)])
        return Entry(name, self.random.choice(CALENDARS), self.day(1, 4), start, end, works=self.random.random() < 0.25)

    def holiday(self) -> Edit | None:
        return PutEntry(self.entry(self.name("h")))

    def change_holiday(self) -> Edit | None:
        if not self.plant.entries:
            return None
        name = self.random.choice(list(self.plant.entries))
        return RemoveEntry(name) if self.random.random() < 0.5 else PutEntry(self.entry(name))

    # Exceptions.

    def in_force(self) -> list[Change]:
        """Exceptions that have not been cancelled, and may still be changed."""
        return [c for c in self.plant.changes.values() if c.active and not self.is_locked(c.start)]

    def is_locked(self, moment: datetime) -> bool:
        """Whether exceptions that start at an instant are refused."""
        return self.plant.lock > date.min and moment < datetime.combine(
            self.plant.lock + ONE_DAY, time(), UTC
        ) - timedelta(hours=14)

    def enter(self, kind: str, impact: str, lasts: timedelta | None, **values: Any) -> Edit | None:
        """A new exception; no more than some are in force at a time."""
        start = self.instant()
        if (len(self.in_force()) > 14 and self.random.random() < 0.7) or self.is_locked(start):
            return None
        end = None if lasts is None else start + lasts
        return AddChange(Change(self.name("x"), self.resource(), kind, impact, start, end, **values))

    def lasting(self, *choices: float) -> timedelta:
        """How long something lasts, in hours, or until some moment."""
        return self.random.choice(choices) * HOUR

    def stop(self) -> Edit | None:
        kind = self.random.choice(["maintenance", "breakdown", "holiday", "shutdown", "other"])
        return self.enter(kind, "no_operation", self.random.choice([None, self.lasting(0.25, 1, 4, 9, 30)]))

    def reduce(self) -> Edit | None:
        return self.enter("other", "reduced", self.lasting(1, 3, 12, 40), capacity=self.random.choice([30, 50]))

    def minutes(self) -> int:
        """By how much a move moves."""
        return self.random.choice([-1440, -600, -120, -60, -30, 30, 60, 90, 120, 240, 720, 1440])

    def move(self) -> Edit | None:
        kind = self.random.choice(["other", "other", "maintenance"])
        return self.enter(kind, "shifted", self.lasting(0.25, 6, 24, 30), minutes=self.minutes())

    def move_now(self) -> Edit | None:
        """Move a shift that has not begun, but should have, or soon will; or take back or change its move."""
        waiting = [
            (machine, shift)
            for machine, shifts in sorted(self.plant.shifts.items())
            for shift in shifts
            if shift.start >= self.t and abs(shift.nominal - self.t) < 4 * HOUR
        ]
        if not waiting:
            return None
        machine, shift = self.random.choice([w for w in waiting if w[1].move] or waiting)
        minutes = self.random.choice([-240, -120, -60, -30, 60, 120, 240])
        if shift.move is not None and self.random.random() < 0.7:
            if self.is_locked(self.plant.changes[shift.move].start) or not self.plant.changes[shift.move].active:
                return None
            if self.random.random() < 0.5:
                return CancelChange(shift.move)
            return AmendChange(shift.move, (("minutes", minutes),))
        start = shift.nominal - self.random.choice([0, 5, 60]) * MINUTE
        if start < self.earliest or self.is_locked(start):
            return None
        lasts = self.random.choice([15 * MINUTE, 8 * HOUR])
        return AddChange(Change(self.name("x"), machine, "other", "shifted", start, start + lasts, minutes=minutes))

    def overtime(self) -> Edit | None:
        return self.enter(
            "overtime", "additional", self.lasting(1, 2, 5, 12, 24), code=self.random.choice(["OT", None])
        )

    def recur(self) -> Edit | None:
        rule = self.random.choice(
            [
                "FREQ=DAILY", "FREQ=DAILY;COUNT=6", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;INTERVAL=2;COUNT=5",
                "FREQ=HOURLY;INTERVAL=6;COUNT=12",
                f"FREQ=DAILY;UNTIL={self.t.date() + 4 * ONE_DAY:%Y%m%d}T120000",
            ]
        )  # fmt: skip
        kinds: list[tuple[str, str, dict[str, Any]]] = [
            ("maintenance", "no_operation", {}),
            ("maintenance", "no_operation", {}),
            ("overtime", "additional", {"code": "RO"}),
            ("other", "shifted", {"minutes": self.minutes()}),
            ("other", "reduced", {"capacity": 70}),
        ]
        kind, impact, values = self.random.choice(kinds)
        return self.enter(kind, impact, self.lasting(0.5, 1, 2, 5), rule=rule, **values)

    def cancel(self) -> Edit | None:
        known = self.in_force()
        return CancelChange(self.random.choice(known).name) if known else None

    def close(self) -> Edit | None:
        known = [c for c in self.in_force() if c.rule is None and c.impact != "additional"]
        if not known:
            return None
        change = self.random.choice(known)
        end = self.instant()
        return CloseChange(change.name, end) if end > change.start else None

    def amend(self) -> Edit | None:
        known = [c for c in self.plant.changes.values() if not self.is_locked(c.start)]
        if not known:
            return None
        change = self.random.choice(known)
        values: dict[str, Any] = {}
        if not change.active:
            if len(self.in_force()) > 14:
                return None
            values["active"] = True
        elif change.impact == "shifted" and self.random.random() < 0.6:
            values["minutes"] = self.minutes()
        elif change.impact == "reduced" and self.random.random() < 0.5:
            values["capacity"] = 80
        elif self.random.random() < 0.3:
            values["resource"] = self.resource()
        else:
            start = self.instant()
            lasts = change.end - change.start if change.end else None
            if self.is_locked(start):
                return None
            values |= {"start": start, "end": start + lasts if lasts else None}
        return AmendChange(change.name, tuple(values.items()))

    def skip_occurrence(self) -> Edit | None:
        known = [c for c in self.in_force() if c.rule is not None]
        if not known:
            return None
        change = self.random.choice(known)
        # Those that the zone of now makes, because that is what people see and choose from.
        since = self.plant.tree.chapters(change.resource)[-1].start
        near = [
            start
            for start, _ in self.plant.occurrences(change)
            if since <= start and self.t - 2 * ONE_DAY < start < self.t + 3 * ONE_DAY
        ]
        return SkipOccurrence(change.name, self.random.choice(near)) if near else None

    # The period.

    def lock(self) -> Edit | None:
        """The past up to some date before today."""
        last = self.t.date() - self.random.randrange(1, 4) * ONE_DAY
        return LockPeriod(last) if last > self.plant.lock and last >= self.earliest.date() else None

    def generate_past(self) -> Edit | None:
        """Dates before the first that was planned, when that is well behind."""
        machine = self.random.choice(self.plant.machines())
        first = min(self.plant.generated[machine])
        if (
            not self.plant.is_planned(machine)
            or first > self.t.date() - 4 * ONE_DAY
            or first - ONE_DAY <= self.plant.lock
        ):
            return None
        return Generate((machine,), first - self.random.randrange(1, 3) * ONE_DAY, first - ONE_DAY)

    def rewrite(self) -> Edit | None:
        """Dates well behind, or everything from such a date on."""
        machine = self.random.choice(self.plant.machines())
        days = self.plant.generated[machine]
        oldest = max(min(days), self.plant.lock + ONE_DAY if self.plant.lock > date.min else date.min)
        if not self.plant.is_planned(machine) or oldest > self.t.date() - 4 * ONE_DAY:
            return None
        first = oldest + self.random.randrange((self.t.date() - oldest).days - 2) * ONE_DAY
        last = self.random.choice([first, first, max(days)])
        return Generate((machine,), first, last, regenerate=True, rewrite=True)

    def extension(self) -> Edit | None:
        """What has to be done so that the clock never comes near to the end of what is generated."""
        ends = {machine: max(days) for machine, days in self.plant.generated.items()}
        if min(ends.values()) >= self.t.date() + 4 * ONE_DAY:
            return None
        idle = next((machine for machine in sorted(ends) if not self.plant.is_planned(machine)), None)
        if idle is not None:
            return self.put(idle, active=True, scheduled=True)
        return Generate(tuple(sorted(ends)), min(ends.values()), self.t.date() + 8 * ONE_DAY)


# The database.

STORED = """
    select s.resource_id, s.schedule_date, s.shift_code, s.planned_start_time, s.planned_end_time,
        s.schedule_status::text, s.capacity_percent, s.pattern_id, s.exception_id, s.holiday_id
    from {source} as s
"""


def clock_text(seconds: int | None) -> str | None:
    """A time of day as SQL reads it."""
    return None if seconds is None else f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def rules_json(rules: tuple[Rule, ...]) -> list[dict[str, Any]]:
    """Rules as the functions take them."""
    return [
        {"cycle_day": r.cycle_day, "start_time": clock_text(r.start), "end_time": clock_text(r.end),
         "is_operating": r.operating, "shift_code": r.code}
        for r in rules
    ]  # fmt: skip


class Database:
    """The plant in a database of its own. Everything is done at a moment that is given."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True, application_name="sched tests")
        self.connection.execute("set timezone = 'UTC'")
        self.connection.execute("set synchronous_commit = off")
        self.codes: dict[str, dict[int, str]] = {"resource": {}, "pattern": {}, "exception": {}, "holiday": {}}
        self.ids: dict[tuple[str, str], int] = {}

    @contextmanager
    def at(self, t: datetime) -> Iterator[None]:
        """A transaction at this moment."""
        with self.connection.transaction():
            self.connection.execute("select set_config('sched.now', %s, true)", [t.isoformat()])
            yield

    def value(self, query: str, *values: Any) -> Any:
        """The first value of a query."""
        row = self.connection.execute(query.encode(), values or None).fetchone()
        return row[0] if row else None

    def remember(self, kind: str, code: str, id_: int) -> None:
        """Which id something got."""
        self.codes[kind][id_] = code
        self.ids[kind, code] = id_

    def found(self, made: Founding) -> None:
        """Build a plant at its beginning."""
        with self.at(made.moment):
            for code, kind, place in made.resources:
                id_ = self.value(
                    "insert into api_v1.resources (resource_code, resource_name, resource_type, parent_resource_id,"
                    " time_zone, requires_scheduling) values (%s, %s, %s, %s, %s, %s) returning id",
                    code, code, kind, self.ids.get(("resource", place.parent or "")), place.zone, place.scheduled,
                )  # fmt: skip
                self.remember("resource", code, id_)
            for pattern in made.patterns:
                id_ = self.value(
                    "select id from api_v1.create_pattern(%s, %s, null, %s, %s)",
                    pattern.code, json.dumps(rules_json(pattern.rules)), pattern.cycle_days, pattern.anchor,
                )  # fmt: skip
                self.remember("pattern", pattern.code, id_)
            for calendar in CALENDARS:
                self.value(
                    "insert into api_v1.calendars (calendar_code, calendar_name) values (%s, %s) returning id",
                    calendar, calendar,
                )  # fmt: skip
            for edit in made.edits:
                self.enter(edit)

    def enter(self, edit: Edit) -> None:  # noqa: PLR0912 (a door for each edit)
        """Make an edit, as people and programs do."""
        match edit:
            case ReplaceRules(pattern, cycle_days, rules):
                self.value(
                    "select count(*) from api_v1.replace_pattern_rules(%s, null, %s, %s)",
                    json.dumps(rules_json(rules)), pattern, cycle_days,
                )  # fmt: skip
            case SetAnchor(pattern, day):
                self.value(
                    "update api_v1.patterns set anchor_date = %s where pattern_code = %s returning id", day, pattern
                )
            case Assign((resource,), pattern, first, last):
                self.value("select api_v1.assign_pattern(null, %s, null, %s, %s, %s)", resource, pattern, first, last)
            case Assign(resources, pattern, first, last):
                self.value(
                    "select api_v1.bulk_assign(null, %s, null, %s, %s, %s)", list(resources), pattern, first, last
                )
            case Unassign(resource, first):
                self.value("select api_v1.unassign_pattern(null, %s, %s)", resource, first)
            case PutResource(resource, place):
                self.put_resource(resource, place)
            case Observe(resource, calendars):
                self.value(
                    "select count(*) from api_v1.assign_calendars(null, %s, null, %s::text[])",
                    resource,
                    list(calendars),
                )
            case SetDefaultCalendar(calendar):
                self.value("select api_v1.set_default_calendar(null, %s)", calendar)
            case PutEntry(entry):
                self.put_entry(entry)
            case RemoveEntry(name):
                self.value("delete from api_v1.holidays where id = %s returning id", self.ids["holiday", name])
            case AddChange(change):
                self.add_change(change)
            case AmendChange(name, values):
                self.amend_change(name, dict(values))
            case CancelChange(name):
                self.value("delete from api_v1.exceptions where id = %s returning id", self.ids["exception", name])
            case CloseChange(name, end):
                self.value("select api_v1.close_exception(%s, %s)", self.ids["exception", name], end)
            case SkipOccurrence(name, start):
                self.value("select api_v1.cancel_occurrence(%s, %s)", self.ids["exception", name], start)
            case LockPeriod(last):
                self.configure("period_lock_date", str(last))
            case Generate(machines, first, last, regenerate, rewrite):
                ids = [self.ids["resource", machine] for machine in machines]
                self.value(
                    "select api_v1.generate_schedules(%s, %s, %s, %s, rewrite_past => %s)",
                    first, last, ids, regenerate, rewrite,
                )  # fmt: skip
            case _:
                raise NotImplementedError(edit)

    def put_resource(self, resource: str, place: Place) -> None:
        """Put a resource in its place; only what differs is written, as people do."""
        id_ = self.ids["resource", resource]
        wanted = {
            "parent_resource_id": self.ids.get(("resource", place.parent or "")), "time_zone": place.zone,
            "is_active": place.active, "requires_scheduling": place.scheduled,
        }  # fmt: skip
        for column, value in wanted.items():
            self.value(
                f"update api_v1.resources set {column} = %s"
                f" where id = %s and {column} is distinct from %s returning id",
                value, id_, value,
            )  # fmt: skip

    def put_entry(self, entry: Entry) -> None:
        """Enter or change a holiday."""
        values = (entry.calendar, entry.day, clock_text(entry.start), clock_text(entry.end), not entry.works)
        known = self.ids.get(("holiday", entry.name))
        calendar = "(select c.id from api_v1.calendars as c where c.calendar_code = %s)"
        if known is not None:
            self.value(
                f"update api_v1.holidays set calendar_id = {calendar}, holiday_date = %s, start_time = %s,"
                " end_time = %s, affects_scheduling = %s where id = %s returning id", *values, known,
            )  # fmt: skip
            return
        id_ = self.value(
            "insert into api_v1.holidays (calendar_id, holiday_date, start_time, end_time, affects_scheduling,"
            f" holiday_name) values ({calendar}, %s, %s, %s, %s, %s) returning id", *values, entry.name,
        )  # fmt: skip
        self.remember("holiday", entry.name, id_)

    def add_change(self, change: Change) -> None:
        """Enter an exception."""
        id_ = self.value(
            "insert into api_v1.exceptions (resource_code, exception_type, impact_type, start_datetime, end_datetime,"
            " capacity_percent, shift_minutes, shift_code, recurrence_rule, description)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) returning id",
            change.resource, change.kind, change.impact, change.start, change.end, change.capacity, change.minutes,
            change.code, change.rule, change.name,
        )  # fmt: skip
        self.remember("exception", change.name, id_)

    def amend_change(self, name: str, values: dict[str, Any]) -> None:
        """Change some columns of an exception."""
        columns = {
            "resource": "resource_id", "start": "start_datetime", "end": "end_datetime", "capacity": "capacity_percent",
            "minutes": "shift_minutes", "active": "is_active",
        }  # fmt: skip
        if "resource" in values:
            values["resource"] = self.ids["resource", values["resource"]]
        assignments = ", ".join(f"{columns[key]} = %s" for key in values)
        self.value(
            f"update api_v1.exceptions set {assignments} where id = %s returning id",
            *values.values(), self.ids["exception", name],
        )  # fmt: skip

    def configure(self, key: str, value: str) -> None:
        """Change a setting."""
        self.value(
            "update api_v1.system_configuration set config_value = %s where config_key = %s returning config_key",
            value, key,
        )  # fmt: skip

    # What is stored, and what the engine says of it.

    def rows(self, first: date, last: date, source: str = "sched.equipment_schedules", *values: Any) -> set[Row]:
        """Rows of these business dates."""
        query = STORED.format(source=source) + " where s.schedule_date between %s and %s"
        found = self.connection.execute(query.encode(), [*values, first, last])
        return {self.row(values) for values in found}

    def row(self, values: tuple[Any, ...]) -> Row:
        """A row with codes instead of ids."""
        machine, *_, pattern, exception, holiday = values
        codes = self.codes
        return Row(*values)._replace(
            machine=codes["resource"][machine],
            pattern=pattern and codes["pattern"].get(pattern, str(pattern)),
            exception=exception and codes["exception"].get(exception, str(exception)),
            holiday=holiday and codes["holiday"].get(holiday, str(holiday)),
        )

    def as_known(self, first: date, last: date, moment: datetime) -> set[Row]:
        """The rows as they were at a moment."""
        return self.rows(first, last, "sched_engine.planned_segments_as_known(null, %s, %s, %s)", first, last, moment)

    def preview(self, first: date, last: date) -> list[tuple[Any, ...]]:
        """What a regeneration would change: machine, date, rows inserted, updated and deleted."""
        found = self.connection.execute(
            "select resource_id, schedule_date, inserted, updated, deleted"
            " from sched_engine.preview_generation(null, %s, %s, true)",
            [first, last],
        )
        return [(self.codes["resource"][machine], *counts) for machine, *counts in found]

    def regenerate(self, first: date, last: date) -> tuple[int, ...]:
        """Regenerate everything: rows inserted, updated and deleted."""
        query = "select inserted, updated, deleted from sched_engine.generate(null, %s, %s, true)"
        return self.connection.execute(query, [first, last]).fetchone() or ()

    def work_off(self, machines: int) -> None:
        """Do what the worker does with edits that were too large."""
        while self.value("select count(*) from sched_engine.refresh_next(%s)", machines):
            pass

    def what_if(self, edit: Edit, first: date, last: date) -> list[dict[str, Any]] | None:
        """The changes that a preview promises; nothing for an edit that cannot be previewed."""
        asked = question(edit)
        if asked is None or (isinstance(edit, PutEntry) and ("holiday", edit.entry.name) in self.ids):
            return None
        found = self.value("select sched_engine.what_if(%s, %s, %s, 1000000)", json.dumps(asked), first, last)
        return [] if found["conflict"] else list(found["changes"])


def question(edit: Edit) -> dict[str, Any] | None:
    """An edit as previews take it."""
    match edit:
        case ReplaceRules(pattern, cycle_days, rules):
            return {"kind": "pattern_rules", "pattern": pattern, "rules": rules_json(rules), "cycle_days": cycle_days}
        case Assign((resource,), pattern, first, last):
            until = {} if last is None else {"to": str(last)}
            return {"kind": "assign", "resource": resource, "pattern": pattern, "from": str(first), **until}
        case Unassign(resource, first):
            return {"kind": "unassign", "resource": resource, "from": str(first)}
        case Observe(resource, calendars):
            return {"kind": "calendars", "resource": resource, "calendars": list(calendars)}
        case PutEntry(entry):
            times = {"from_time": clock_text(entry.start), "to_time": clock_text(entry.end)}
            return {
                "kind": "holiday", "calendar": entry.calendar, "date": str(entry.day), "name": entry.name,
                "working": entry.works, **{key: value for key, value in times.items() if value},
            }  # fmt: skip
        case AddChange(change):
            values = {
                "type": change.kind, "impact": change.impact, "start": stamp(change.start), "end": stamp(change.end),
                "capacity_percent": change.capacity, "shift_minutes": change.minutes, "shift_code": change.code,
                "recurrence_rule": change.rule, "description": change.name,
            }  # fmt: skip
            given = {key: value for key, value in values.items() if value is not None}
            return {"kind": "exception", "resource": change.resource, **given}
    return None


def stamp(moment: datetime | None) -> str | None:
    """An instant as previews read it."""
    return None if moment is None or moment == DOOMSDAY else f"{moment:%Y-%m-%dT%H:%M:%S}Z"
