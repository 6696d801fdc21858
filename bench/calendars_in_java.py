"""Working time by the calendars of MPXJ, a Java library for the files of project planners, where there is one: it takes
`pip install mpxj` and a Java runtime. Its times are local ones; it knows no time zones and no changes of the clock."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from typing import Any

import intervals
from plant_in_memory import Machine, Rules

DAY = timedelta(days=1)
WEEKDAYS = ("SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY")


def available() -> bool:
    """MPXJ and Java are installed."""
    return shutil.which("java") is not None and find_spec("mpxj") is not None and find_spec("jpype") is not None


class ByCalendars:
    """A calendar for each machine, made before the clock starts, with an exception for each day that differs."""

    def __init__(
        self, plant: dict[int, Machine], patterns: Rules, year: tuple[date, date], month: tuple[date, date]
    ) -> None:
        import jpype
        import mpxj  # noqa: F401 - brings the library along

        if not jpype.isJVMStarted():
            jpype.startJVM()
        self.java: Any = jpype.JPackage("java")
        self.mpxj: Any = jpype.JPackage("org").mpxj
        self.plant, self.patterns, self.dates, self.days = plant, patterns, year, month
        file = self.mpxj.ProjectFile()
        self.calendars = {machine.id: self._calendar(file, machine) for machine in plant.values()}

    def year(self) -> dict[int, float]:
        """Machine by machine."""
        return {machine: self._hours(machine, *self.dates) for machine in self.calendars}

    def following(self, machine: int, at: datetime) -> datetime:
        """In local time, as it has it."""
        zone = self.plant[machine].zone
        found = self.calendars[machine].getNextWorkStart(self._moment(at.astimezone(zone)))
        return datetime.fromisoformat(str(found)).replace(tzinfo=zone).astimezone(UTC)

    def month(self, machine: int) -> dict[date, float]:
        """Day by day."""
        first, last = self.days
        days = [first + n * DAY for n in range((last - first).days + 1)]
        found = {day: self._hours(machine, day, day) for day in days}
        return {day: worked for day, worked in found.items() if worked}

    def _hours(self, machine: int, first: date, last: date) -> float:
        start, end = (
            self.java.time.LocalDateTime.of(day.year, day.month, day.day, 0, 0) for day in (first, last + DAY)
        )
        return float(self.calendars[machine].getWork(start, end, self.mpxj.TimeUnit.HOURS).getDuration())

    def _moment(self, at: datetime) -> Any:
        return self.java.time.LocalDateTime.of(at.year, at.month, at.day, at.hour, at.minute)

    def _calendar(self, file: Any, machine: Machine) -> Any:
        calendar = file.addCalendar()
        rules = self.patterns[machine.pattern]
        for number, name in enumerate(WEEKDAYS):
            day = getattr(self.java.time.DayOfWeek, name)
            calendar.setCalendarDayType(
                day, self.mpxj.DayType.WORKING if number in rules else self.mpxj.DayType.NON_WORKING
            )
            hours = calendar.addCalendarHours(day)
            for start, end in rules.get(number, ()):
                hours.add(self._range(datetime.combine(date.min, start), datetime.combine(date.min, end)))
        for day in machine.holidays:
            calendar.addCalendarException(self._date(day))
        for day in {start.astimezone(machine.zone).date() for start, _ in machine.stops} - machine.holidays:
            exception = calendar.addCalendarException(self._date(day))
            shifts = intervals.attendance(rules, machine.zone, day, day)
            for worked in intervals.difference(shifts, machine.stops):
                exception.add(self._range(*(at.astimezone(machine.zone) for at in worked)))
        return calendar

    def _date(self, day: date) -> Any:
        return self.java.time.LocalDate.of(day.year, day.month, day.day)

    def _range(self, start: datetime, end: datetime) -> Any:
        first, last = (self.java.time.LocalTime.of(at.hour, at.minute) for at in (start, end))
        return self.mpxj.LocalTimeRange(first, last)
