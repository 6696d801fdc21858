"""The plan as an Excel workbook: a sheet for people and one to compute with.

Rows pass through one by one, so that a workbook of any size takes the same memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES, ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from equipment_scheduling.arguments import Content
from equipment_scheduling.database import Row
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.formulas import is_formula

SHEET_ROWS = 1_048_574  # rows that a sheet of Excel holds below its header and above a total
BOLD = Font(bold=True)
HOURS = "#,##0.00"
MOMENT = "yyyy-mm-dd hh:mm"
DAY = "yyyy-mm-dd"


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


def write(target: Path | IO[bytes], content: Content, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a workbook; returns how many rows each of its sheets has.

    Plan: local times, two decimals, a total below. Data: every column under its own name, instants in UTC as
    ISO 8601 has them, numbers as exact as a cell can be."""
    workbook = Workbook(write_only=True)
    plan, data = workbook.create_sheet("Plan"), workbook.create_sheet("Data")
    shown = COLUMNS[content]
    for number, column in enumerate(shown, 1):
        plan.column_dimensions[get_column_letter(number)].width = column.width
    for number, name in enumerate(columns, 1):
        data.column_dimensions[get_column_letter(number)].width = max(len(name) + 2, 12)
    plan.freeze_panes, data.freeze_panes = "B2", "B2"
    plan.append([_cell(plan, column.heading, bold=True) for column in shown])
    data.append(list(columns))
    totals = {column.key: Decimal(0) for column in shown if column.is_added_up}
    count = 0
    for count, row in enumerate(rows, 1):
        if count > SHEET_ROWS:
            raise RefusedError(
                f"A sheet holds {SHEET_ROWS:,} rows", hint="choose fewer dates or resources, or write CSV"
            )
        for key in totals:
            totals[key] += row[key] or 0
        plan.append([_cell(plan, row[column.key], column.format) for column in shown])
        data.append([_cell(data, value) for value in row.values()])
    total = [totals.get(column.key) for column in shown]
    plan.append([_cell(plan, "Total", bold=True), *(_cell(plan, value, HOURS, bold=True) for value in total[1:])])
    workbook.save(target)
    return count


def _cell(sheet: Any, value: Any, format: str | None = None, *, bold: bool = False) -> Any:
    """A value as Excel can hold it; text is never taken for a formula."""
    if isinstance(value, list):
        value = " ".join(value)
    elif isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        is_special = is_formula(value) or value in ERROR_CODES
        if not bold and not is_special:
            return value
    elif value is None or (format is None and not bold):
        return value
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = is_special  # so that it stays text when somebody edits it
    if format is not None:
        cell.number_format = format
    if bold:
        cell.font = BOLD
    return cell
