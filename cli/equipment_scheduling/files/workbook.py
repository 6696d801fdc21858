"""The plan as an Excel workbook: sheets to filter, to print and to hang on the wall, and one to compute with.

Rows pass through one by one, so that a workbook of any size takes the same memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO

from equipment_scheduling.database import Row
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.cells import BOLD, COLORS, DAY, HOURS, MOMENT, Cells, Look
from equipment_scheduling.files.contents import Content
from equipment_scheduling.files.sheets import Book, Page, Rule, Sheet, letters
from equipment_scheduling.files.streaming import Made, Stream
from equipment_scheduling.files.wall import STATUSES, Walls

SHEET_ROWS = 1_048_560  # rows that a sheet of Excel holds below its header and above the totals


@dataclass(frozen=True)
class Shown:
    """A column of the sheet for people."""

    key: str
    heading: str
    width: int
    format: str | None = None

    @property
    def is_added_up(self) -> bool:
        """Hours have a total."""
        return self.format == HOURS


RESOURCE = (Shown("resource_code", "Code", 18), Shown("resource_name", "Name", 28))
COLUMNS: dict[Content, tuple[Shown, ...]] = {
    Content.SCHEDULE: (
        *RESOURCE,
        Shown("schedule_date", "Date", 12, DAY),
        Shown("shift_code", "Shift", 9),
        Shown("schedule_status", "Status", 14),
        Shown("local_start", "Start", 17, MOMENT),
        Shown("local_end", "End", 17, MOMENT),
        Shown("hours", "Hours", 12, HOURS),
        Shown("capacity_percent", "Capacity %", 11),
        Shown("time_zone", "Time zone", 22),
        Shown("pattern_code", "Pattern", 16),
        Shown("reason", "Reason", 40),
    ),
    Content.AVAILABILITY: (
        *RESOURCE,
        Shown("schedule_date", "Date", 12, DAY),
        Shown("day_status", "Status", 14),
        Shown("shift_codes", "Shifts", 14),
        Shown("planned_production_hours", "Planned h", 12, HOURS),
        Shown("operating_hours", "Operating h", 12, HOURS),
        Shown("capacity_hours", "At capacity h", 13, HOURS),
        Shown("maintenance_hours", "Maintenance h", 14, HOURS),
        Shown("breakdown_hours", "Breakdown h", 13, HOURS),
        Shown("shutdown_hours", "Shutdown h", 13, HOURS),
        Shown("holiday_hours", "Holiday h", 12, HOURS),
    ),
}


NEEDED = {
    *("resource_code", "hierarchy_path", "schedule_date", "schedule_status", "shift_code", "shift_codes", "hours"),
    *("capacity_percent", *(column.key for column in COLUMNS[Content.AVAILABILITY] if column.is_added_up)),
}  # for walls and totals
STATUS: dict[Content, str] = {Content.SCHEDULE: "schedule_status", Content.AVAILABILITY: "day_status"}


def write(target: Path | IO[bytes], content: Content, plan: Stream, first: date, last: date) -> int:
    """Write a workbook of the dates `first` to `last`; returns how many rows its sheets Plan and Data have.

    Plan: local times, two decimals, totals below. Then a sheet for each line and month, to hang on the wall. Data:
    every column under its own name, instants in UTC as ISO 8601 has them, numbers as exact as a cell can be."""
    with Book(target) as book:
        cells = Cells(book.styles)
        walls, totals = Walls(book, cells, first, last), Totals(content)
        page = Page(f"{content}, {first} to {last}", has_titles=True)
        shown = COLUMNS[content]
        people = book.sheet("Plan", [column.width for column in shown], freeze="B2", page=page)
        data = book.sheet("Data", [max(len(name) + 2, 12) for name in plan.names], freeze="B2", page=page)
        people.append([cells(column.heading, BOLD) for column in shown])
        data.append([cells(name) for name in plan.names])
        _copy(plan, shown, cells, people, data, walls, totals)
        walls.close()
        count = data.rows - 1
        people.filtered, people.filtered_rows = len(shown), count
        data.filtered, data.filtered_rows = len(plan.names), count
        people.rules = _colors([column.key for column in shown].index(STATUS[content]) + 1)
        people.append([])
        for label, sums in totals.lines():
            hours = [cells(sums.get(column.key), Look(HOURS, bold=True)) for column in shown[1:]]
            people.append([cells(label, BOLD), *hours])
    return count


def _copy(
    plan: Stream, shown: Sequence[Shown], cells: Cells, people: Sheet, data: Sheet, walls: Walls, totals: Totals
) -> None:
    """Pass each row to the sheets, the walls and the totals."""
    exact = plan.made(cells)
    places = [plan.names.index(column.key) for column in shown]
    pretty = [_made(plan, place, cells, Look(column.format)) for place, column in zip(places, shown, strict=True)]
    values = plan.values([name for name in plan.names if name in NEEDED])
    for row in plan.rows:
        if data.rows > SHEET_ROWS:
            raise RefusedError(
                f"A sheet holds {SHEET_ROWS:,} rows", hint="choose fewer dates or resources, or write CSV"
            )
        people.append([made[row[place]] for made, place in zip(pretty, places, strict=True)])
        data.append([made[text] for made, text in zip(exact, row, strict=True)])
        known = values(row)
        totals.add(known)
        walls.add(known)


def _made(plan: Stream, place: int, cells: Cells, look: Look) -> Made[str]:
    load = plan.loaders[place]
    return Made(lambda text: cells(load(text), look))


class Totals:
    """What stands below the plan: of stretches a sum for each status, since holidays and stops are no hours of
    operation; of days one for each column of hours."""

    def __init__(self, content: Content) -> None:
        self._keys = [column.key for column in COLUMNS[content] if column.is_added_up]
        self._sums: dict[str, dict[str, Decimal]] = {}
        if content is Content.SCHEDULE:
            self._sums = {status: {} for status in reversed(STATUSES)}

    def add(self, row: Row) -> None:
        """Count a row."""
        sums = self._sums.setdefault(row.get("schedule_status", ""), {})
        for key in self._keys:
            sums[key] = sums.get(key, Decimal(0)) + row[key]

    def lines(self) -> list[tuple[str, Mapping[str, Decimal]]]:
        """The totals, each with what it is of."""
        return [(f"Total {status}".rstrip(), sums) for status, sums in self._sums.items() if sums]


def _colors(column: int) -> list[Rule]:
    """Colour the column of the status. By rule: so the colour follows an edit."""
    return [Rule(column, f'${letters(column)}2="{status}"', COLORS[status]) for status in STATUSES]
