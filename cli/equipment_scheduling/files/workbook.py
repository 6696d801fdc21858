"""The plan as an Excel workbook: sheets to filter, to print and to hang on the wall, and one to compute with.

Rows pass through one by one, so that a workbook of any size takes the same memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from equipment_scheduling.database import Row
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.cells import BOLD, COLORS, DAY, HOURS, MOMENT, Cells, Look, set_up_page
from equipment_scheduling.files.contents import Content
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


STATUS: dict[Content, str] = {Content.SCHEDULE: "schedule_status", Content.AVAILABILITY: "day_status"}


def write(
    target: Path | IO[bytes], content: Content, columns: Sequence[str], rows: Iterable[Row], first: date, last: date
) -> int:
    """Write a workbook of the dates `first` to `last`; returns how many rows its sheets Plan and Data have.

    Plan: local times, two decimals, totals below. Then a sheet for each line and month, to hang on the wall. Data:
    every column under its own name, instants in UTC as ISO 8601 has them, numbers as exact as a cell can be."""
    workbook = Workbook(write_only=True)
    plan, data = workbook.create_sheet("Plan"), workbook.create_sheet("Data")
    cells = Cells(workbook)
    walls = Walls(workbook, cells, first, last)
    shown = [(column.key, Look(column.format)) for column in COLUMNS[content]]
    _lay_out(plan, [column.width for column in COLUMNS[content]], f"{content}, {first} to {last}")
    _lay_out(data, [max(len(name) + 2, 12) for name in columns], f"{content}, {first} to {last}")
    plan.append([cells(column.heading, BOLD) for column in COLUMNS[content]])
    data.append(list(columns))
    totals = Totals(content)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > SHEET_ROWS:
            raise RefusedError(
                f"A sheet holds {SHEET_ROWS:,} rows", hint="choose fewer dates or resources, or write CSV"
            )
        totals.add(row)
        walls.add(row)
        plan.append([cells(row[key], look) for key, look in shown])
        data.append([cells(value) for value in row.values()])
    walls.close()
    _filter(plan, len(shown), count)
    _filter(data, len(columns), count)
    _color(plan, [key for key, _ in shown].index(STATUS[content]) + 1, count)
    plan.append([])
    for label, sums in totals.lines():
        plan.append([cells(label, BOLD), *(cells(sums.get(key), Look(HOURS, bold=True)) for key, _ in shown[1:])])
    workbook.save(target)
    return count


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


def _lay_out(sheet: Any, widths: Sequence[int], footer: str) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    set_up_page(sheet, footer, titles="1:1")


def _filter(sheet: Any, columns: int, rows: int) -> None:
    """Offer to filter each column by its values."""
    sheet.auto_filter.ref = f"A1:{get_column_letter(columns)}{rows + 1}"


def _color(sheet: Any, column: int, rows: int) -> None:
    """Colour the column of the status. By rule: to style each cell takes longer, and the colour follows an edit."""
    letter = get_column_letter(column)
    for status in STATUSES:
        ground = DifferentialStyle(fill=PatternFill(bgColor=COLORS[status], fill_type="solid"))
        rule = Rule(type="expression", dxf=ground, formula=[f'${letter}2="{status}"'])
        sheet.conditional_formatting.add(f"{letter}2:{letter}{rows + 1}", rule)
