"""Shifts and breaks as planners write them: `Mon-Fri 06:00-14:00 D`, `1-5,8-11 07:00-16:20 D`,
`daily 12:00-12:30`.

Days are weekdays (Mon, Monday), `daily`, or days of the cycle counted from 0, where 0 is the Sunday of a
weekly pattern. A weekday is that of every week of the cycle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from equipment_scheduling.errors import RefusedError

WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
EXAMPLE = 'write it as "Mon-Fri 06:00-14:00 D" or, by days of the cycle, "0-3,7 06:00-18:00 D"'
RULE = re.compile(r"\s*(\S+)\s+(\d{1,2}:\d\d)\s*-\s*(\d{1,2}:\d\d)(?:\s+(\S+))?\s*")

Rule = dict[str, Any]


def read_rules(shifts: Iterable[str], breaks: Iterable[str], cycle_days: int) -> list[Rule]:
    """The rules of a pattern, one for each day, as sched_engine.create_pattern takes them."""
    return [
        rule
        for operating, texts in ((True, shifts), (False, breaks))
        for text in texts
        for rule in _read(text, operating, cycle_days)
    ]


def _read(text: str, operating: bool, cycle_days: int) -> list[Rule]:
    match = RULE.fullmatch(text)
    if match is None:
        raise RefusedError(f'"{text}" is not a {"shift" if operating else "break"}', hint=EXAMPLE)
    days, start, end, code = match.groups()
    if code and not operating:
        raise RefusedError(f'Break "{text}" has a shift code', hint="only shifts have one")
    for time in (start, end):
        if int(time[:-3]) > 24 or int(time[-2:]) > 59 or (int(time[:-3]) == 24 and time[-2:] != "00"):
            raise RefusedError(f'"{time}" in "{text}" is not a time of day', hint="use 00:00 to 24:00")
    return [
        {
            "cycle_day": day,
            "start_time": start,
            "end_time": end,
            "is_operating": operating,
            "shift_code": code,
        }
        for day in _days(days, text, cycle_days)
    ]


def _days(days: str, text: str, cycle_days: int) -> list[int]:
    """Days of the cycle, without repetition, as written."""
    return list(dict.fromkeys(day for part in days.split(",") for day in _span(part, text, cycle_days)))


def _span(part: str, text: str, cycle_days: int) -> list[int]:
    if part.lower() == "daily":
        return list(range(cycle_days))
    first, _, last = part.partition("-")
    if first.isdigit() and (last or first).isdigit():
        return list(range(int(first), int(last or first) + 1))
    names = [_weekday(name, text) for name in (first, last or first)]
    if cycle_days % 7:
        raise RefusedError(f'"{text}" names weekdays in a cycle of {cycle_days} days', hint="number its days from 0")
    week = [(names[0] + n) % 7 for n in range((names[1] - names[0]) % 7 + 1)]
    return [day + monday for monday in range(0, cycle_days, 7) for day in week]


def _weekday(name: str, text: str) -> int:
    found = [n for n, day in enumerate(WEEKDAYS) if len(name) > 1 and day.lower().startswith(name.lower())]
    if len(found) != 1:
        raise RefusedError(f'"{name}" in "{text}" is not a day', hint=EXAMPLE)
    return found[0]


def describe(rules: Sequence[Rule], cycle_days: int) -> list[tuple[str, str]]:
    """Days and what happens on them, equal days together: `("Mon-Fri", "06:00-14:00 D, break 10:00-10:15")`.

    Times are texts: Python has no 24:00."""
    by_day = {day: _shifts(rules, day) for day in range(cycle_days)}
    groups: dict[str, list[int]] = {}
    for day, shifts in by_day.items():
        groups.setdefault(shifts, []).append(day)
    return [(day_names(days, cycle_days), shifts) for shifts, days in groups.items() if shifts]


def _shifts(rules: Sequence[Rule], day: int) -> str:
    return ", ".join(_shift(rule) for rule in rules if rule["cycle_day"] == day)


def _shift(rule: Rule) -> str:
    kind = None if rule["is_operating"] else "break"
    return " ".join(filter(None, (kind, f"{rule['start_time']}-{rule['end_time']}", rule["shift_code"])))


def day_names(days: Sequence[int], cycle_days: int) -> str:
    """`Mon-Fri` in a weekly cycle, `1-5, 8` in any other; a week is read from Monday on."""
    weekly = cycle_days == 7
    order = sorted((day - 1) % 7 if weekly else day for day in days)
    runs = [[day for _, day in run] for _, run in groupby(enumerate(order), lambda pair: pair[1] - pair[0])]
    return ", ".join(_name(run[0], weekly) + (f"-{_name(run[-1], weekly)}" if run[1:] else "") for run in runs)


def _name(day: int, weekly: bool) -> str:
    return WEEKDAYS[(day + 1) % 7][:3] if weekly else str(day)
