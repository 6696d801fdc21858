"""The wall view of a workbook: for each line and month a sheet that fits on one page, machines down and days across.

A line is what the machines hang on, a work center for example. Its sheets are written when the rows of the next one
come, so that a workbook of any size takes the memory of a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from equipment_scheduling.database import Row
from equipment_scheduling.files.cells import BOLD, COLORS, HOURS, PLAIN, Cells, Look
from equipment_scheduling.files.sheets import Book, Page

STOPS = ("breakdown", "shutdown", "maintenance")
STATES = (*STOPS, "holiday", "reduced", "operating")  # the first one that occurs colours the day
STATUSES = (*STOPS, "holiday", "operating")
TOTALS: Mapping[str, Sequence[str]] = {"Operating h": ("operating",), "Stopped h": STOPS, "Holiday h": ("holiday",)}
LONGEST = 31  # days on a page
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")  # in names of sheets
TALL = 30  # height of a row with two lines
GREY = "E7E6E6"
HEAD = Look(bold=True, color=GREY, is_tile=True)
SUM = Look(HOURS, bold=True, is_tile=True)


@dataclass
class Day:
    """A machine's business date: the codes of its shifts, hours by status, and whether it is below full capacity."""

    codes: dict[str, None] = field(default_factory=dict)
    hours: defaultdict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    is_reduced: bool = False

    def add(self, row: Row) -> None:
        """Count a stretch of a shift, or what `sched_oee.daily_availability` says of the date."""
        if "schedule_status" in row:
            self.codes |= dict.fromkeys([row["shift_code"]] if row["shift_code"] else [])
            self.hours[row["schedule_status"]] += row["hours"]
            self.is_reduced |= row["schedule_status"] == "operating" and row["capacity_percent"] < 100
        else:
            self.codes |= dict.fromkeys(row["shift_codes"])
            self.hours |= {status: row[f"{status}_hours"] for status in STATUSES}
            self.is_reduced |= row["capacity_hours"] < row["operating_hours"]

    @property
    def state(self) -> str | None:
        """What stands out, however briefly; None when no shift is planned."""
        found = {status for status, hours in self.hours.items() if hours}
        return next((state for state in STATES if state in found or (state == "reduced" and self.is_reduced)), None)

    @property
    def text(self) -> str | None:
        """Shift codes, and below them the hours that operate."""
        if self.state is None:
            return None
        return f"{' '.join(self.codes)}\n{round(float(self.hours['operating']), 2):g}".lstrip()


NO_DAY = Day()


class Walls:
    """The wall sheets of one workbook, which holds the dates `first` to `last`."""

    def __init__(self, book: Book, cells: Cells, first: date, last: date) -> None:
        self._book = book
        self._cells = cells
        self._periods = list(periods(first, last))
        self._lines: dict[str, dict[str, dict[date, Day]]] = {}

    def add(self, row: Row) -> None:
        """Take up a row of the plan; rows come in the order of the tree."""
        path, code = row["hierarchy_path"], row["resource_code"]
        line = path[: -len(code)].rstrip(".") or path
        if line not in self._lines:
            self._write([known for known in self._lines if not path.startswith(f"{known}.")])
        machine = self._lines.setdefault(line, {}).setdefault(code, {})
        machine.setdefault(row["schedule_date"], Day()).add(row)

    def close(self) -> None:
        """Write the lines that are left."""
        self._write(list(self._lines))

    def _write(self, lines: Sequence[str]) -> None:
        for line in lines:
            machines = self._lines.pop(line)
            for days in self._periods:
                self._write_sheet(line, machines, days)

    def _write_sheet(self, line: str, machines: Mapping[str, Mapping[date, Day]], days: Sequence[date]) -> None:
        name = line.rpartition(".")[2]
        sheet = self._book.sheet(
            f"{FORBIDDEN.sub('_', name)[:20]} {days[0]:%Y-%m}",
            [18, *[7] * len(days), *[12] * len(TOTALS)],
            freeze="B3",
            page=Page(f"{line}, {days[0]} to {days[-1]}", pages=1),
            place=len(self._book.sheets) - 1,  # the sheet Data stays the last
        )
        sheet.append([self._cells(f"{name}, {days[0]} to {days[-1]}", BOLD)])
        head = ["Machine", *(f"{day:%a}\n{day:%d}" for day in days), *TOTALS]
        sheet.append([self._cells(text, HEAD) for text in head], TALL)
        for code, plan in machines.items():
            shown = [plan.get(day, NO_DAY) for day in days]
            sheet.append([self._cells(code, HEAD), *map(self._tile, shown), *self._sums(shown)], TALL)
        whole = [plan[day] for plan in machines.values() for day in days if day in plan]
        sheet.append([self._cells("Total", BOLD), *[self._cells(None)] * len(days), *self._sums(whole)])
        sheet.append([])
        legend = (self._cells(*tile) for state, color in COLORS.items() for tile in _legend(state, color))
        sheet.append([self._cells(None), *legend])
        sheet.close()

    def _tile(self, day: Day) -> str:
        return self._cells(day.text, Look(color=COLORS.get(day.state or ""), is_tile=True))

    def _sums(self, days: Iterable[Day]) -> list[str]:
        hours = {status: sum(day.hours.get(status, 0) for day in days) for status in STATUSES}
        return [self._cells(sum(hours[status] for status in statuses), SUM) for statuses in TOTALS.values()]


def _legend(state: str, color: str) -> Iterator[tuple[str | None, Look]]:
    yield None, Look(color=color, is_tile=True)
    yield state, PLAIN
    yield None, PLAIN  # the name is longer than a tile is wide


def periods(first: date, last: date) -> Iterator[list[date]]:
    """The dates in pages: all of them when they are a month at most, else calendar months."""
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    is_short = len(dates) <= LONGEST
    for _, page in groupby(dates, lambda day: is_short or (day.year, day.month)):
        yield list(page)
