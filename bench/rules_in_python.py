"""Working time with python-dateutil and zoneinfo: a recurrence rule for each shift, less what is off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule, rruleset
from intervals import Interval, difference, hours
from plant_in_memory import Machine, Rules

DAY = timedelta(days=1)


class ByRules:
    """Every machine's shifts expanded when they are asked for."""

    def __init__(
        self, plant: dict[int, Machine], patterns: Rules, year: tuple[date, date], month: tuple[date, date]
    ) -> None:
        self.plant, self.patterns, self.dates, self.days = plant, patterns, year, month

    def year(self) -> dict[int, float]:
        """Machine by machine."""
        return {
            machine.id: sum(hours(worked) for _, worked in self._shifts(machine, *self.dates))
            for machine in self.plant.values()
        }

    def following(self, machine: int, at: datetime) -> datetime:
        """Three weeks ahead."""
        first = at.date() - DAY
        return min(
            max(start, at)
            for _, worked in self._shifts(self.plant[machine], first, first + 21 * DAY)
            for start, end in worked
            if end > at
        )

    def month(self, machine: int) -> dict[date, float]:
        """By the date of the shift."""
        found: dict[date, float] = {}
        for day, worked in self._shifts(self.plant[machine], *self.days):
            found[day] = found.get(day, 0) + hours(worked)
        return found

    def _shifts(self, machine: Machine, first: date, last: date) -> Iterator[tuple[date, list[Interval]]]:
        shifts: dict[tuple[time, time], list[int]] = {}
        for day, times in self.patterns[machine.pattern].items():
            for each in times:
                shifts.setdefault(each, []).append((day - 1) % 7)  # dateutil's Monday is 0
        for (start, end), weekdays in shifts.items():
            rules = rruleset()
            rules.rrule(
                rrule(
                    WEEKLY,
                    byweekday=weekdays,
                    dtstart=datetime.combine(first, start),
                    until=datetime.combine(last, start),
                )
            )
            for holiday in machine.holidays:
                rules.exdate(datetime.combine(holiday, start))
            over = DAY if end <= start else timedelta(0)
            for begin in rules:
                shift = (
                    begin.replace(tzinfo=machine.zone).astimezone(UTC),
                    datetime.combine(begin.date() + over, end, machine.zone).astimezone(UTC),
                )
                yield begin.date(), difference([shift], self._stops(machine, shift))

    def _stops(self, machine: Machine, shift: Interval) -> list[Interval]:
        return [(start, end) for start, end in machine.stops if start < shift[1] and end > shift[0]]
