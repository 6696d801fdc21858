"""What becomes of shifts that have begun, of those that have not, and of the past: one situation each, with the rows
that are right written out. Each is tried on the database and on the model of `support/clock_model.py`, which
`test_clock.py` trusts.

A machine M on line LA (beside LB, at site S) follows pattern P. The plan of 7 to 10 March 2027, Sunday to Wednesday,
is generated beforehand; then something happens at a moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from support import Server
from support.clock_edits import CALENDARS, Database, Founding, model_of
from support.clock_model import (
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
    PutEntry,
    PutResource,
    ReplaceRules,
    Row,
    Rule,
    SetDefaultCalendar,
    SkipOccurrence,
)

BEFORE = datetime(2027, 3, 1, tzinfo=UTC)
FIRST, LAST = date(2027, 3, 7), date(2027, 3, 10)
MONDAY = 1
EVERY_DAY = range(7)
Rules = tuple[Rule, ...]


def at(moment: str) -> datetime:
    """An instant of March 2027, `08 10:00`."""
    return datetime.fromisoformat(f"2027-03-{moment}Z")


def seconds(clock: str) -> int:
    """Seconds since midnight of `06:00`."""
    return int(clock[:2]) * 3600 + int(clock[3:]) * 60


def rules(*lines: str, days: Any = (MONDAY,)) -> Rules:
    """Shifts and breaks: `06:00-18:00 D`, `06:00-18:00 -` without a code, `12:00-12:30` for a break."""
    found = []
    for line in lines:
        times, _, code = line.partition(" ")
        start, end = times.split("-")
        for day in days:
            next_day = start.startswith("+")  # a break after midnight of a night shift
            number = (day + next_day) % 7
            found.append(
                Rule(
                    number, seconds(start.lstrip("+")), seconds(end), bool(code), None if code == "-" else code or None
                )
            )
    return tuple(found)


def stop(name: str, start: str, end: str | None, resource: str = "M", kind: str = "breakdown", **more: Any) -> Edit:
    """A stop."""
    return AddChange(Change(name, resource, kind, "no_operation", at(start), (end and at(end)) or None, **more))


def move(name: str, minutes: int, start: str = "08 00:00", end: str = "09 00:00") -> Edit:
    """A move of the shifts that start on the 8th."""
    return AddChange(Change(name, "M", "other", "shifted", at(start), at(end), minutes=minutes))


def overtime(name: str, start: str, end: str) -> Edit:
    """Overtime."""
    return AddChange(Change(name, "M", "overtime", "additional", at(start), at(end), code="OT"))


def put(resource: str = "M", **values: Any) -> Edit:
    """A resource with other values."""
    return PutResource(resource, replace(PLACES[resource], **values))


def emptied() -> Edit:
    """The pattern has no shifts any more."""
    return replaced()


def replaced(*lines: str, days: Any = (MONDAY,)) -> Edit:
    """The pattern has other shifts."""
    return ReplaceRules("P", 7, rules(*lines, days=days))


REGENERATED = Generate(("M",), FIRST, LAST, regenerate=True)
PLACES = {
    "S": Place(None, "UTC"),
    "LA": Place("S"),
    "LB": Place("S"),
    "M": Place("LA", scheduled=True),
}
TYPES = {"S": "site", "LA": "work_center", "LB": "work_center", "M": "work_unit"}


@dataclass(frozen=True)
class Case:
    """A situation: the pattern, what was entered before, what happens when, and the rows then."""

    name: str
    pattern: Rules
    happens: list[tuple[str, Edit]]
    rows: str
    before: tuple[Edit, ...] = ()
    other: Rules = ()  # another pattern, Q
    places: tuple[tuple[str, Place], ...] = ()

    def founding(self) -> Founding:
        """The plant before its plan is generated."""
        places = {**PLACES, **dict(self.places)}
        resources = [(code, TYPES[code], place) for code, place in places.items()]
        assigned = Assign(("S",), "P", date(2027, 1, 1))
        return Founding(
            BEFORE,
            resources,
            [Pattern("P", 7, self.pattern), Pattern("Q", 7, self.other)],
            [SetDefaultCalendar(None), assigned, Observe("S", CALENDARS[:1])],
        )

    def steps(self) -> Iterator[tuple[datetime, Edit]]:
        """Everything that happens, and when."""
        for edit in (*self.before, Generate(("M",), FIRST, LAST)):
            yield BEFORE, edit
        for moment, edit in self.happens:
            yield at(moment), edit

    def expected(self) -> list[str]:
        """The rows, one a line."""
        return [" ".join(line.split()) for line in self.rows.strip().splitlines()]


def line(row: Row) -> str:
    """A row as it is written here: date, code, start and end; status and capacity unless it operates fully; exception
    and holiday unless there is none."""
    times = f"{row.day:%d} {row.code or '-'} {row.start:%d %H:%M}-{row.end:%d %H:%M}"
    status = "" if row.status == "operating" and row.capacity == 100 else f"{row.status} {row.capacity}"
    return " ".join(word for word in (times, status, row.exception, row.holiday) if word)


PLAIN = rules("06:00-18:00 D")
ONE_BREAK = rules("06:00-18:00 D", "12:00-12:30")
TWO_BREAKS = rules("06:00-18:00 D", "08:00-08:30", "12:00-12:30")
THREE_BREAKS = rules("06:00-18:00 D", "08:00-08:30", "12:00-12:30", "15:00-15:15")
SHORT = rules("06:00-14:00 D")
LATE = rules("14:00-22:00 A")
NO_CODES = rules("06:00-14:00 -", "14:00-22:00 -")
NIGHTS = rules("22:00-06:00 N", days=EVERY_DAY)
DAILY = rules("06:00-14:00 D", days=EVERY_DAY)

STAYS_PLAIN = "08 D 08 06:00-08 18:00"
STAYS_ONE = """
    08 D 08 06:00-08 12:00
    08 D 08 12:30-08 18:00"""
STAYS_TWO = """
    08 D 08 06:00-08 08:00
    08 D 08 08:30-08 12:00
    08 D 08 12:30-08 18:00"""
STAYS_THREE = """
    08 D 08 06:00-08 08:00
    08 D 08 08:30-08 12:00
    08 D 08 12:30-08 15:00
    08 D 08 15:15-08 18:00"""
MOVED_ONE = """
    08 D 08 08:00-08 14:00 x1
    08 D 08 14:30-08 20:00 x1"""

BREAKS = [
    Case(f"{name}, regenerated at {clock}", pattern, [(f"08 {clock}", REGENERATED)], rows)
    for name, pattern, rows in (
        ("one break", ONE_BREAK, STAYS_ONE),
        ("two breaks", TWO_BREAKS, STAYS_TWO),
        ("three breaks", THREE_BREAKS, STAYS_THREE),
    )
    for clock in ("06:00", "07:00", "08:15", "09:00", "12:00", "12:15", "13:00", "15:06", "16:00", "18:00", "19:00")
]

EDITS = [
    Case("the pattern is emptied", ONE_BREAK, [("08 10:00", emptied())], STAYS_ONE),
    Case("the pattern is emptied in the first of two breaks", TWO_BREAKS, [("08 08:10", emptied())], STAYS_TWO),
    Case("the pattern is emptied at the very start", ONE_BREAK, [("08 06:00", emptied())], ""),
    Case("the pattern is emptied a second after the start", TWO_BREAKS, [("08 06:00:01", emptied())], STAYS_TWO),
    Case(
        "the pattern is emptied in a leading break",
        rules("06:00-18:00 D", "06:00-06:30"),
        [("08 06:10", emptied())],
        "08 D 08 06:30-08 18:00",
    ),
    Case(
        "the pattern starts earlier now",
        ONE_BREAK,
        [("08 10:00", replaced("05:00-18:00 D", "12:00-12:30"))],
        STAYS_ONE,
    ),
    Case("the shift has another code now", PLAIN, [("08 10:00", replaced("06:00-18:00 E"))], STAYS_PLAIN),
    Case(
        "the shift with a break has another code now",
        ONE_BREAK,
        [("08 10:00", replaced("06:00-18:00 E", "12:00-12:30"))],
        STAYS_ONE,
    ),
    Case("a break is added", PLAIN, [("08 10:00", replaced("06:00-18:00 D", "10:30-11:00"))], STAYS_PLAIN),
    Case("the break is removed", ONE_BREAK, [("08 10:00", replaced("06:00-18:00 D"))], STAYS_ONE),
    Case(
        "the break is an hour later now", ONE_BREAK, [("08 10:00", replaced("06:00-18:00 D", "13:00-13:30"))], STAYS_ONE
    ),
    Case(
        "a second break is added",
        ONE_BREAK,
        [("08 10:00", replaced("06:00-18:00 D", "12:00-12:30", "15:00-15:15"))],
        STAYS_ONE,
    ),
    Case(
        "another pattern is assigned from today",
        ONE_BREAK,
        [("08 10:00", Assign(("M",), "Q", date(2027, 3, 8)))],
        STAYS_ONE,
        other=rules("05:00-17:00 E", "11:00-11:30"),
    ),
    Case(
        "another pattern without breaks is assigned from today",
        PLAIN,
        [("08 10:00", Assign(("M",), "Q", date(2027, 3, 8)))],
        STAYS_PLAIN,
        other=rules("05:00-17:00 E"),
    ),
    Case(
        "what another pattern gives after the shift that runs does come about",
        SHORT,
        [("08 10:00", Assign(("M",), "Q", date(2027, 3, 8)))],
        """
        08 D 08 06:00-08 14:00
        08 E 08 14:00-08 16:00
        08 F 08 16:00-08 20:00""",
        other=rules("08:00-16:00 E", "16:00-20:00 F"),
    ),
    Case("the machine is deactivated", ONE_BREAK, [("08 10:00", put(active=False))], STAYS_ONE),
    Case(
        "deactivated and active again an hour later: what started meanwhile was not planned",
        rules("06:00-10:00 D", "10:00-14:00 E", "14:00-18:00 F"),
        [("08 09:30", put(active=False)), ("08 10:30", put())],
        """
        08 D 08 06:00-08 10:00
        08 F 08 14:00-08 18:00""",
    ),
    Case(
        "a holiday is entered for today",
        ONE_BREAK,
        [("08 10:00", PutEntry(Entry("h1", "PLANT", date(2027, 3, 8))))],
        STAYS_ONE,
    ),
    Case(
        "the holiday of today is taken back when the shift should have begun, as one that works is entered",
        ONE_BREAK,
        [("08 10:00", PutEntry(Entry("h1", "PLANT", date(2027, 3, 8), works=True)))],
        """
        08 D 08 06:00-08 12:00 holiday 0 h1
        08 D 08 12:30-08 18:00 holiday 0 h1""",
        before=(PutEntry(Entry("h1", "PLANT", date(2027, 3, 8))),),
    ),
    Case(
        "overtime on a holiday that has begun",
        ONE_BREAK,
        [("08 10:00", overtime("x1", "08 09:00", "08 13:00"))],
        """
        08 D 08 06:00-08 09:00 holiday 0 h1
        08 D 08 09:00-08 12:00 x1 h1
        08 OT 08 12:00-08 12:30 x1
        08 D 08 12:30-08 13:00 x1 h1
        08 D 08 13:00-08 18:00 holiday 0 h1""",
        before=(PutEntry(Entry("h1", "PLANT", date(2027, 3, 8))),),
    ),
    Case(
        "the zone of the machine is three hours ahead now",
        rules("06:00-18:00 D", "16:00-16:30"),
        [("08 10:00", put(zone="Europe/Istanbul"))],
        """
        08 D 08 06:00-08 16:00
        08 D 08 16:30-08 18:00""",
    ),
    Case(
        "the zone of the site changes: the shift that runs stays, the others follow",
        rules("06:00-18:00 D", "12:00-12:30", days=EVERY_DAY),
        [("08 10:00", put("S", zone="Europe/Istanbul"))],
        """
        07 D 07 06:00-07 12:00
        07 D 07 12:30-07 18:00
        08 D 08 06:00-08 12:00
        08 D 08 12:30-08 18:00
        09 D 09 03:00-09 09:00
        09 D 09 09:30-09 15:00
        10 D 10 03:00-10 09:00
        10 D 10 09:30-10 15:00""",
    ),
    Case(
        "the zone changes so that the shift of today should have begun already: it was not planned then",
        rules("06:00-14:00 D", days=EVERY_DAY),
        [("08 05:00", put(zone="Europe/Istanbul"))],
        """
        07 D 07 06:00-07 14:00
        09 D 09 03:00-09 11:00
        10 D 10 03:00-10 11:00""",
    ),
]

TOUCHING = [
    Case(
        "two shifts without codes: an exception of tomorrow",
        NO_CODES,
        [("08 10:00", stop("x1", "09 00:00", "10 00:00"))],
        """
        08 - 08 06:00-08 14:00
        08 - 08 14:00-08 22:00""",
    ),
    Case(
        "two shifts without codes: the second is dropped",
        NO_CODES,
        [("08 10:00", replaced("06:00-14:00 -"))],
        "08 - 08 06:00-08 14:00",
    ),
    Case(
        "two shifts with one code: the second is dropped",
        rules("06:00-14:00 X", "14:00-22:00 X"),
        [("08 10:00", replaced("06:00-14:00 X"))],
        "08 X 08 06:00-08 14:00",
    ),
    Case(
        "two shifts with different codes: the second is dropped",
        rules("06:00-14:00 D", "14:00-22:00 A"),
        [("08 10:00", replaced("06:00-14:00 D"))],
        "08 D 08 06:00-08 14:00",
    ),
    Case(
        "two shifts without codes: deactivated", NO_CODES, [("08 10:00", put(active=False))], "08 - 08 06:00-08 14:00"
    ),
    Case(
        "two shifts without codes: deactivated at the very end of the first",
        NO_CODES,
        [("08 14:00", put(active=False))],
        "08 - 08 06:00-08 14:00",
    ),
    Case(
        "two shifts without codes: deactivated in the second",
        NO_CODES,
        [("08 14:01", put(active=False))],
        """
        08 - 08 06:00-08 14:00
        08 - 08 14:00-08 22:00""",
    ),
]

MOVES = [
    Case("a move is entered for a shift that runs", ONE_BREAK, [("08 10:00", move("x1", 120))], STAYS_ONE),
    Case(
        "a move is cancelled when the shift it moved runs",
        ONE_BREAK,
        [("08 10:00", CancelChange("x1"))],
        MOVED_ONE,
        (move("x1", 120),),
    ),
    Case(
        "moved: regenerated between nominal and real start",
        SHORT,
        [("08 07:00", REGENERATED)],
        "08 D 08 08:00-08 16:00 x1",
        (move("x1", 120),),
    ),
    Case(
        "moved: an exception of tomorrow is entered between nominal and real start",
        SHORT,
        [("08 07:00", stop("x2", "09 00:00", "10 00:00"))],
        "08 D 08 08:00-08 16:00 x1",
        (move("x1", 120),),
    ),
    Case(
        "moved: cancelled between nominal and real start gives back the whole shift",
        SHORT,
        [("08 07:00", CancelChange("x1"))],
        "08 D 08 06:00-08 14:00",
        (move("x1", 120),),
    ),
    Case(
        "moved: the pattern is emptied between nominal and real start",
        SHORT,
        [("08 07:00", emptied())],
        "",
        (move("x1", 120),),
    ),
    Case(
        "moved to earlier: cancelled after the real start",
        LATE,
        [("08 13:00", CancelChange("x1"))],
        "08 A 08 12:00-08 20:00 x1",
        (move("x1", -120),),
    ),
    Case(
        "moved to earlier: regenerated after the real start",
        LATE,
        [("08 13:00", REGENERATED)],
        "08 A 08 12:00-08 20:00 x1",
        (move("x1", -120),),
    ),
    Case(
        "moved to earlier: the pattern is emptied after the real start",
        LATE,
        [("08 13:00", emptied())],
        "08 A 08 12:00-08 20:00 x1",
        (move("x1", -120),),
    ),
    Case(
        "a move to before now is entered for a shift that has not begun: it comes whole",
        LATE,
        [("08 13:00", move("x1", -120))],
        "08 A 08 12:00-08 20:00 x1",
    ),
    Case(
        "a move that was changed while the shift had not begun moves it anew",
        SHORT,
        [("08 07:00", AmendChange("x1", (("minutes", 240),)))],
        "08 D 08 10:00-08 18:00 x1",
        (move("x1", 120),),
    ),
    Case(
        "moved by half an hour with two breaks: regenerated",
        TWO_BREAKS,
        [("08 09:00", REGENERATED)],
        """
        08 D 08 06:30-08 08:30 x1
        08 D 08 09:00-08 12:30 x1
        08 D 08 13:00-08 18:30 x1""",
        (move("x1", 30),),
    ),
    Case(
        "moved with a break: regenerated before the real start",
        rules("06:00-18:00 D", "07:00-07:30"),
        [("08 07:10", REGENERATED)],
        """
        08 D 08 08:00-08 09:00 x1
        08 D 08 09:30-08 20:00 x1""",
        (move("x1", 120),),
    ),
    Case(
        "moved with a break: regenerated after the real start",
        ONE_BREAK,
        [("08 11:00", REGENERATED)],
        MOVED_ONE,
        (move("x1", 120),),
    ),
    Case(
        "moved into the next shift, which waits for its end: regenerated while both should run",
        rules("06:00-14:00 D", "14:00-22:00 A", "14:00-14:30", "17:00-17:30"),
        [("08 15:00", REGENERATED)],
        """
        08 D 08 08:00-08 16:00 x1
        08 A 08 16:00-08 17:00
        08 A 08 17:30-08 22:00""",
        (move("x1", 120, "08 05:00", "08 07:00"),),
    ),
    Case(
        "moved into the next shift: the pattern is emptied while the next one still waits",
        rules("06:00-14:00 D", "14:00-22:00 A"),
        [("08 15:00", emptied())],
        "08 D 08 08:00-08 16:00 x1",
        (move("x1", 120, "08 05:00", "08 07:00"),),
    ),
    Case(
        "a break at the end belongs to the shift: the next one waits until it is over",
        rules("06:00-14:00 D", "13:30-14:00", "14:00-22:00 A"),
        [("08 15:45", REGENERATED)],
        """
        08 D 08 08:00-08 15:30 x1
        08 A 08 16:00-08 22:00""",
        (move("x1", 120, "08 05:00", "08 07:00"),),
    ),
]

EXCEPTIONS = [
    Case(
        "a breakdown in the running stretch between two breaks",
        TWO_BREAKS,
        [("08 10:00", stop("x1", "08 09:00", "08 09:30"))],
        """
        08 D 08 06:00-08 08:00
        08 D 08 08:30-08 09:00
        08 D 08 09:00-08 09:30 breakdown 0 x1
        08 D 08 09:30-08 12:00
        08 D 08 12:30-08 18:00""",
    ),
    Case(
        "a breakdown over both breaks, entered late and cancelled",
        TWO_BREAKS,
        [("08 13:00", stop("x1", "08 07:00", "08 12:45")), ("08 14:00", CancelChange("x1"))],
        STAYS_TWO,
    ),
    Case(
        "an open breakdown is closed after the shift",
        TWO_BREAKS,
        [("08 09:00", stop("x1", "08 09:00", None)), ("08 20:00", CloseChange("x1", at("08 13:00")))],
        """
        08 D 08 06:00-08 08:00
        08 D 08 08:30-08 09:00
        08 D 08 09:00-08 12:00 breakdown 0 x1
        08 D 08 12:30-08 13:00 breakdown 0 x1
        08 D 08 13:00-08 18:00""",
    ),
    Case(
        "a stop that was planned, one break: regenerated",
        ONE_BREAK,
        [("08 10:00", REGENERATED)],
        """
        08 D 08 06:00-08 08:00
        08 D 08 08:00-08 09:00 maintenance 0 x1
        08 D 08 09:00-08 12:00
        08 D 08 12:30-08 18:00""",
        (stop("x1", "08 08:00", "08 09:00", kind="maintenance"),),
    ),
    Case(
        "overtime after a shift with two breaks",
        TWO_BREAKS,
        [("08 10:00", overtime("x1", "08 19:00", "08 20:00"))],
        STAYS_TWO + "\n    08 OT 08 19:00-08 20:00 x1",
    ),
    Case(
        "overtime over the break, entered late",
        ONE_BREAK,
        [("08 13:00", overtime("x1", "08 11:00", "08 13:00"))],
        """
        08 D 08 06:00-08 12:00
        08 OT 08 12:00-08 12:30 x1
        08 D 08 12:30-08 18:00""",
    ),
    Case(
        "a breakdown from before the machine was deactivated, entered afterwards",
        TWO_BREAKS,
        [("08 10:00", put(active=False)), ("08 11:00", stop("x1", "08 09:00", "08 10:00"))],
        """
        08 D 08 06:00-08 08:00
        08 D 08 08:30-08 09:00
        08 D 08 09:00-08 10:00 breakdown 0 x1
        08 D 08 10:00-08 12:00
        08 D 08 12:30-08 18:00""",
    ),
    Case(
        "overtime that ran when the machine was deactivated",
        SHORT,
        [("08 16:00", put(active=False))],
        """
        08 D 08 06:00-08 14:00
        08 OT 08 15:00-08 17:00 x1""",
        (overtime("x1", "08 15:00", "08 17:00"), overtime("x2", "08 16:00", "08 20:00")),
    ),
]

NIGHT = [
    Case(
        "a night with two breaks after midnight: regenerated in between",
        rules("22:00-06:00 N", "+02:00-02:30", "+04:00-04:15"),
        [("09 03:00", REGENERATED)],
        """
        08 N 08 22:00-09 02:00
        08 N 09 02:30-09 04:00
        08 N 09 04:15-09 06:00""",
    ),
    Case(
        "nights until Sunday, 04:00 to 12:00 from Monday: regenerated while the night runs",
        NIGHTS,
        [("08 05:00", REGENERATED)],
        """
        07 N 07 22:00-08 06:00
        08 E 08 06:00-08 12:00
        09 E 09 04:00-09 12:00
        10 E 10 04:00-10 12:00""",
        (Assign(("M",), "Q", date(2027, 3, 8)),),
        rules("04:00-12:00 E", days=EVERY_DAY),
    ),
    Case(
        "nights, with a break over midnight: emptied in it",
        rules("22:00-06:00 N", "23:45-00:30"),
        [("09 00:10", emptied())],
        """
        08 N 08 22:00-08 23:45
        08 N 09 00:30-09 06:00""",
    ),
]

PLANT = [
    Case(
        "a machine that moves to another line keeps the breakdowns of the old one",
        DAILY,
        [("10 10:00", put(parent="LB"))],
        """
        07 D 07 06:00-07 14:00
        08 D 08 06:00-08 08:00
        08 D 08 08:00-08 12:00 breakdown 0 x1
        08 D 08 12:00-08 14:00
        09 D 09 06:00-09 14:00
        10 D 10 06:00-10 10:00
        10 D 10 10:00-10 11:00 maintenance 0 x3
        10 D 10 11:00-10 14:00""",
        (
            stop("x1", "08 08:00", "08 12:00", "LA"),
            stop("x2", "09 00:00", "10 00:00", "LB", "shutdown"),
            stop("x3", "10 09:00", "10 11:00", "LB", "maintenance"),
        ),
    ),
    Case(
        "a breakdown of the old line, entered when the machine has moved",
        DAILY,
        [("09 10:00", put(parent="LB")), ("09 12:00", stop("x1", "09 08:00", "09 11:00", "LA"))],
        """
        07 D 07 06:00-07 14:00
        08 D 08 06:00-08 14:00
        09 D 09 06:00-09 08:00
        09 D 09 08:00-09 10:00 breakdown 0 x1
        09 D 09 10:00-09 14:00
        10 D 10 06:00-10 14:00""",
    ),
    Case(
        "a daily maintenance of the site keeps its old clock in the past when the zone changes",
        rules("00:00-24:00 D", days=EVERY_DAY),
        [("08 20:00", put("S", zone="Asia/Tokyo"))],
        # 10:00 is 19:00 in Tokyo, so that from now on it starts when it is 19:00 there. The shift of the 9th should
        # have started at 15:00 on the 8th, but waits for the one that runs.
        """
        07 D 07 00:00-07 10:00
        07 D 07 10:00-07 11:00 maintenance 0 x1
        07 D 07 11:00-08 00:00
        08 D 08 00:00-08 10:00
        08 D 08 10:00-08 11:00 maintenance 0 x1
        08 D 08 11:00-09 00:00
        09 D 09 00:00-09 10:00
        09 D 09 10:00-09 11:00 maintenance 0 x1
        09 D 09 11:00-09 15:00
        10 D 09 15:00-10 10:00
        10 D 10 10:00-10 11:00 maintenance 0 x1
        10 D 10 11:00-10 15:00""",
        (stop("x1", "07 10:00", "07 11:00", "S", "maintenance", rule="FREQ=DAILY"),),
    ),
    Case(
        "an occurrence is cancelled afterwards",
        DAILY,
        [("09 07:00", SkipOccurrence("x1", at("08 10:00")))],
        """
        07 D 07 06:00-07 10:00
        07 D 07 10:00-07 11:00 maintenance 0 x1
        07 D 07 11:00-07 14:00
        08 D 08 06:00-08 14:00
        09 D 09 06:00-09 10:00
        09 D 09 10:00-09 11:00 maintenance 0 x1
        09 D 09 11:00-09 14:00
        10 D 10 06:00-10 10:00
        10 D 10 10:00-10 11:00 maintenance 0 x1
        10 D 10 11:00-10 14:00""",
        (stop("x1", "07 10:00", "07 11:00", "M", "maintenance", rule="FREQ=DAILY"),),
    ),
    Case(
        "the locked period does not follow, what comes after it does",
        DAILY,
        [("09 10:00", LockPeriod(date(2027, 3, 8))), ("09 10:30", stop("x1", "09 08:00", "09 09:00"))],
        """
        07 D 07 06:00-07 14:00
        08 D 08 06:00-08 14:00
        09 D 09 06:00-09 08:00
        09 D 09 08:00-09 09:00 breakdown 0 x1
        09 D 09 09:00-09 14:00
        10 D 10 06:00-10 14:00""",
    ),
    Case(
        "missing dates before the plan give way to the night that is stored",
        rules("22:00-06:00 N", days=EVERY_DAY),
        [
            ("09 10:00", replaced("04:00-12:00 E", "08:00-08:30", days=EVERY_DAY)),
            ("09 11:00", Generate(("M",), date(2027, 3, 6), date(2027, 3, 6))),
        ],
        """
        06 E 06 04:00-06 08:00
        06 E 06 08:30-06 12:00
        07 N 07 22:00-08 06:00
        08 N 08 22:00-09 06:00
        10 E 10 04:00-10 08:00
        10 E 10 08:30-10 12:00""",
    ),
    Case(
        "the past is rewritten on purpose, beside a night that is not",
        NIGHTS,
        [
            ("10 10:00", replaced("04:00-12:00 E", "08:00-08:30", days=EVERY_DAY)),
            ("10 11:00", Generate(("M",), date(2027, 3, 8), date(2027, 3, 8), regenerate=True, rewrite=True)),
        ],
        """
        07 N 07 22:00-08 06:00
        08 E 08 06:00-08 08:00
        08 E 08 08:30-08 12:00
        09 N 09 22:00-10 06:00""",
    ),
    Case(
        "overtime of the date before gives way to a past that is rewritten",
        DAILY,
        [
            ("07 10:00", overtime("extra", "08 20:00", "09 06:00")),
            ("10 10:00", replaced("02:00-10:00 E", days=EVERY_DAY)),
            ("10 11:00", Generate(("M",), date(2027, 3, 9), date(2027, 3, 9), regenerate=True, rewrite=True)),
        ],
        """
        07 D 07 06:00-07 14:00
        08 D 08 06:00-08 14:00
        08 OT 08 20:00-09 02:00 extra
        09 E 09 02:00-09 10:00
        10 D 10 06:00-10 14:00""",
    ),
    Case(
        "a past that is rewritten gives way to overtime that is locked",
        DAILY,
        [
            ("07 10:00", overtime("extra", "08 20:00", "09 06:00")),
            ("10 09:00", LockPeriod(date(2027, 3, 8))),
            ("10 10:00", replaced("02:00-10:00 E", days=EVERY_DAY)),
            ("10 11:00", Generate(("M",), date(2027, 3, 9), date(2027, 3, 9), regenerate=True, rewrite=True)),
        ],
        """
        07 D 07 06:00-07 14:00
        08 D 08 06:00-08 14:00
        08 OT 08 20:00-09 06:00 extra
        09 E 09 06:00-09 10:00
        10 D 10 06:00-10 14:00""",
    ),
]

CASES = [*BREAKS, *EDITS, *TOUCHING, *MOVES, *EXCEPTIONS, *NIGHT, *PLANT]
NAMES = [case.name for case in CASES]


@pytest.fixture(scope="module")
def url(server: Server, template: str) -> Iterator[str]:
    """A database in which every case is rolled back."""
    made = server.create(template)
    yield made
    server.drop(made)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_stored_rows_are_right(url: str, case: Case) -> None:
    database = Database(url)
    with database.connection.transaction(force_rollback=True):
        database.found(case.founding())
        database.connection.execute("set constraints all immediate")
        for moment, edit in case.steps():
            with database.at(moment):
                database.enter(edit)
        rows = database.rows(date(2027, 3, 1), date(2027, 3, 31))
    database.connection.close()
    assert [line(row) for row in sorted(rows, key=lambda row: row.start)] == case.expected()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_model_is_right(case: Case) -> None:
    plant = model_of(case.founding())
    for moment, edit in case.steps():
        plant.apply(edit, moment)
    assert [line(row) for row in plant.rows["M"]] == case.expected()
