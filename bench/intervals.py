"""Working time by intervals, as Odoo's resource calendars are described to work it out: the hours of attendance of a
calendar become intervals in the calendar's time zone, leaves are intervals too, and what remains without the leaves is
worked. Written from that description."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Interval = tuple[datetime, datetime]
DAY = timedelta(days=1)


def union(intervals: Iterable[Interval]) -> list[Interval]:
    """In order, those that touch made one."""
    found: list[Interval] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def difference(intervals: list[Interval], others: list[Interval]) -> list[Interval]:
    """What of the first lies in none of the others; both in order and apart."""
    found: list[Interval] = []
    at = 0
    for start, end in intervals:
        while at < len(others) and others[at][1] <= start:
            at += 1
        begin, index = start, at
        while index < len(others) and others[index][0] < end:
            if others[index][0] > begin:
                found.append((begin, others[index][0]))
            begin = max(begin, others[index][1])
            index += 1
        if begin < end:
            found.append((begin, end))
    return found


def attendance(rules: dict[int, list[tuple[time, time]]], zone: ZoneInfo, first: date, last: date) -> list[Interval]:
    """The hours of each weekday (0: Sunday) on the dates first..last."""
    found: list[Interval] = []
    day = first
    while day <= last:
        for start, end in rules.get((day.weekday() + 1) % 7, ()):
            over = day if end > start else day + DAY
            found.append(
                (datetime.combine(day, start, zone).astimezone(UTC), datetime.combine(over, end, zone).astimezone(UTC))
            )
        day += DAY
    return union(found)


def leaves(
    holidays: Iterable[date], stops: Iterable[Interval], zone: ZoneInfo, first: date, last: date
) -> list[Interval]:
    """Holidays of a place and stops of a machine that touch these dates."""
    begin = datetime.combine(first, time(), zone).astimezone(UTC)
    end = datetime.combine(last + 2 * DAY, time(), zone).astimezone(UTC)
    days = (
        (datetime.combine(day, time(), zone).astimezone(UTC), datetime.combine(day + DAY, time(), zone).astimezone(UTC))
        for day in holidays
        if first <= day <= last
    )
    return union([*days, *((start, stop) for start, stop in stops if start < end and stop > begin)])


def hours(intervals: Iterable[Interval]) -> float:
    """How long they are together."""
    return sum((end - start).total_seconds() for start, end in intervals) / 3600
