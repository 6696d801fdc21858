"""The timeline and the notation of rules, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from equipment_scheduling.dates import add_months
from equipment_scheduling.errors import RefusedError, StackError
from equipment_scheduling.render import timeline
from equipment_scheduling.render.pattern_rules import day_names, describe, read_rules
from equipment_scheduling.render.timeline import Day, Stretch

DETROIT = timeline.zone("America/Detroit")


def stretch(start: str, end: str, clock: Any = UTC, **more: Any) -> Stretch:
    """A stretch by the clock of a zone."""
    ends = [datetime.fromisoformat(end).replace(tzinfo=clock) for end in (start, end)]
    return Stretch(*(moment.astimezone(UTC) for moment in ends), **{"shift_code": "D", **more})


def one_day(*plan: Stretch, day: str = "2026-06-01", clock: str = "UTC", generated: bool = True) -> Day:
    """The first day of a timeline."""
    found = timeline.days(plan, timeline.zone(clock), date.fromisoformat(day), 1, lambda _: generated)
    return found[0]


def draw(day: Day) -> str:
    """The bar without colours."""
    return timeline.bar(day).plain


def test_two_shifts() -> None:
    """Codes stand where shifts begin; breaks of half an hour are gaps."""
    day = one_day(
        stretch("2026-06-01 06:00", "2026-06-01 10:00"),
        stretch("2026-06-01 10:30", "2026-06-01 14:00"),
        stretch("2026-06-01 14:00", "2026-06-01 22:00", shift_code="A"),
    )
    assert draw(day) == "·" * 12 + "D███████·███████A███████████████" + "·" * 4
    assert (day.operating, day.length) == (timedelta(hours=15.5), timedelta(hours=24))
    assert (day.shifts, day.notes) == (["D", "A"], [])


def test_quarters_are_half_blocks() -> None:
    """A quarter of an hour shows, on either side of the cell."""
    day = one_day(stretch("2026-06-01 06:00", "2026-06-01 07:15"), stretch("2026-06-01 08:15", "2026-06-01 09:00"))
    assert draw(day)[12:20] == "D█▌·▐█··"


def test_a_night_shift_lies_on_two_days() -> None:
    """The part before midnight is on the day it starts, the rest on the next one, in parentheses."""
    night = stretch("2026-06-01 22:00", "2026-06-02 06:00", shift_code="N", schedule_date=date(2026, 6, 1))
    first, second = timeline.days([night], timeline.zone("UTC"), date(2026, 6, 1), 2, lambda _: True)
    assert (draw(first)[-4:], first.shifts, timeline.hours(first.operating)) == ("N███", ["N"], "2 h")
    assert (draw(second)[:13], second.shifts) == ("█" * 12 + "·", ["(N)"])

    parts = [("2026-06-01 22:00", "2026-06-01 23:30"), ("2026-06-02 00:30", "2026-06-02 06:00")]
    night_with_a_break = [stretch(*part, shift_code="N", schedule_date=date(2026, 6, 1)) for part in parts]
    assert draw(one_day(*night_with_a_break, day="2026-06-02"))[:13] == "·" + "█" * 11 + "·", "no shift begins there"


def test_stops_win_however_short() -> None:
    """Five minutes of breakdown are seen; the worst of several is."""
    day = one_day(
        stretch("2026-06-01 06:00", "2026-06-01 09:00"),
        stretch("2026-06-01 09:00", "2026-06-01 09:05", status="breakdown", reason="Belt"),
        stretch("2026-06-01 09:05", "2026-06-01 10:00", capacity_percent=50, reason="Slow"),
        stretch("2026-06-01 10:00", "2026-06-01 14:00", status="holiday", reason="Heritage Day"),
        stretch("2026-06-01 14:00", "2026-06-01 15:00", status="maintenance"),
        stretch("2026-06-01 15:00", "2026-06-01 16:00", status="shutdown"),
    )
    assert draw(day)[12:32] == "D█████x▄hhhhhhhhmmss"
    assert day.notes == ["breakdown: Belt", "50 %: Slow", "holiday: Heritage Day", "maintenance", "shutdown"]


def test_overtime_and_moved_shifts_are_told() -> None:
    """Operation that an exception adds or moves is drawn as operation, and its exception named."""
    day = one_day(
        stretch("2026-06-01 07:00", "2026-06-01 15:00", reason="Late start"),
        stretch("2026-06-01 15:00", "2026-06-01 17:00", shift_code=None, reason="Saturday", has_pattern=False),
    )
    assert day.notes == ["moved: Late start", "overtime: Saturday"]


@pytest.mark.parametrize(
    ("day", "hours", "bar", "note"),
    [
        ("2025-03-09", "23 h", "C███  " + "█" * 42, "23 h day: the clocks go forward"),
        ("2025-11-02", "25 h", "C" + "█" * 47, "25 h day: the clocks go back"),
        ("2025-11-03", "24 h", "C" + "█" * 47, None),
    ],
)
def test_clock_changes_in_detroit(day: str, hours: str, bar: str, note: str | None) -> None:
    """The missing hour is blank, the repeated one shares its cells, and the hours are elapsed ones."""
    following = date.fromisoformat(day) + timedelta(days=1)
    found = one_day(
        stretch(f"{day} 00:00", f"{following} 00:00", DETROIT, shift_code="C"),
        day=day,
        clock="America/Detroit",
    )
    assert (timeline.hours(found.operating), draw(found)) == (hours, bar)
    assert found.notes == ([note] if note else [])


@pytest.mark.parametrize(
    ("clock", "day", "hours"),
    [
        ("Australia/Lord_Howe", "2025-10-05", "23.5 h"),
        ("Australia/Lord_Howe", "2025-04-06", "24.5 h"),
        ("America/Sao_Paulo", "2018-11-04", "23 h"),
        ("Pacific/Apia", "2011-12-30", "0 h"),
    ],
)
def test_odd_days(clock: str, day: str, hours: str) -> None:
    """Half an hour of change, no midnight, no such date."""
    found = one_day(day=day, clock=clock)
    assert timeline.hours(found.length) == hours
    assert len(draw(found)) == timeline.CELLS


def test_not_generated_is_not_not_planned() -> None:
    """A date without rows is planned not to run, or not planned yet."""
    free, unknown = one_day(), one_day(generated=False)
    assert (draw(free), free.notes) == ("·" * 48, ["not planned"])
    assert (draw(unknown), unknown.notes) == ("?" * 48, ["not generated"])


@pytest.mark.parametrize("width", [80, 160])
def test_table_fits_the_screen(width: int) -> None:
    """On a narrow screen notes stand below the bars; nothing is cut off."""
    reason = "Holiday week shutdown of the whole transmission assembly"
    day = one_day(stretch("2026-06-01 06:00", "2026-06-01 14:00", status="shutdown", reason=reason))
    screen = Console(file=StringIO(), width=width)
    screen.print(timeline.table([day], width), timeline.legend([day]))
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= width for line in text.splitlines())
    assert "s" * 16 in text
    assert reason in " ".join(text.split())
    assert "s shutdown" in text


def test_unknown_zone() -> None:
    """One clear sentence."""
    with pytest.raises(StackError, match="Mars/Base is not known"):
        timeline.zone("Mars/Base")


@pytest.mark.parametrize(
    ("text", "cycle_days", "days"),
    [
        ("Mon-Fri 06:00-14:00 D", 7, [1, 2, 3, 4, 5]),
        ("fri-mon 06:00-14:00", 7, [5, 6, 0, 1]),
        ("Sunday,Wed 06:00-14:00", 7, [0, 3]),
        ("Mon 06:00-14:00", 14, [1, 8]),
        ("daily 00:00-24:00", 3, [0, 1, 2]),
        ("0-2,5 06:00 - 14:00 D", 9, [0, 1, 2, 5]),
    ],
)
def test_rules(text: str, cycle_days: int, days: list[int]) -> None:
    """Days by name, number and range."""
    assert [rule["cycle_day"] for rule in read_rules([text], [], cycle_days)] == days


@pytest.mark.parametrize(
    ("text", "cycle_days"),
    [
        ("Mon 6-14", 7),
        ("Foo 06:00-14:00", 7),
        ("T 06:00-14:00", 7),
        ("Mon 06:00-14:00", 9),
        ("06:00-14:00", 7),
    ],
)
def test_rules_that_cannot_be_read(text: str, cycle_days: int) -> None:
    """An error that shows how to write them."""
    with pytest.raises(RefusedError):
        read_rules([text], [], cycle_days)


def test_breaks_have_no_code() -> None:
    """Only shifts have one."""
    assert read_rules([], ["Mon 10:00-10:15"], 7)[0]["is_operating"] is False
    with pytest.raises(RefusedError, match="has a shift code"):
        read_rules([], ["Mon 10:00-10:15 B"], 7)


def test_description_of_rules() -> None:
    """Days that are alike stand together, a week from Monday on."""
    rules = read_rules(["Mon-Thu,Sun 22:00-06:00 N"], ["Mon-Fri 02:00-02:30"], 7)
    found = describe(sorted(rules, key=lambda rule: rule["start_time"]), 7)
    assert found == [
        ("Sun", "22:00-06:00 N"),
        ("Mon-Thu", "break 02:00-02:30, 22:00-06:00 N"),
        ("Fri", "break 02:00-02:30"),
    ]
    assert day_names([6, 0, 2], 7) == "Tue, Sat-Sun"
    assert day_names([0, 1, 2, 8], 14) == "0-2, 8"


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-01", 12, "2027-11-01"), ("2024-02-29", 12, "2025-02-28")],
)
def test_months(day: str, months: int, expected: str) -> None:
    """The same day of another month, or its last."""
    assert add_months(date.fromisoformat(day), months).isoformat() == expected
