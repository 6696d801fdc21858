"""Coverage as a workbook: shifts down and days across, and every stretch behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from equipment_scheduling.files.cells import BOLD, COLORS, DAY, HOURS, MOMENT, Cells, Look
from equipment_scheduling.files.sheets import Book, Page
from equipment_scheduling.files.wall import FORBIDDEN, GREY

TITLE = Look(bold=True, size=16)
SMALL = Look(ink="595959")
HEAD = Look(bold=True, color=GREY, is_tile=True)
ENOUGH = Look(color=COLORS["operating"], is_tile=True)
SHORT = Look(color=COLORS["breakdown"], is_tile=True, bold=True)
TILE = Look(is_tile=True)
COLUMNS = {
    "resource_code": ("At", 14, None),
    "requirement_id": ("Requirement", 13, None),
    "schedule_date": ("Date", 12, DAY),
    "local_start": ("Start", 17, MOMENT),
    "local_end": ("End", 17, MOMENT),
    "required": ("Required", 10, None),
    "present": ("Present", 10, None),
    "missing": ("Missing", 10, None),
    "surplus": ("To spare", 10, None),
    "missing_hours": ("Missing hours", 14, HOURS),
}


@dataclass(frozen=True)
class Week:
    """What the first sheet shows: of each shift, by date, what is written and whether anybody is missing."""

    code: str
    title: str
    facts: str
    dates: Sequence[date]
    lines: Sequence[tuple[str, Mapping[date, tuple[str, bool]], float]]


def write_coverage(path: Path, week: Week, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the workbook: the grid, with person-hours missing, and a sheet of all stretches to filter."""
    with Book(path) as book:
        cells = Cells(book.styles)
        footer = f"{week.code}, {week.dates[0]} to {week.dates[-1]}"
        name = FORBIDDEN.sub("_", week.code[:20])
        sheet = book.sheet(
            f"{name} {week.dates[0]}",
            [10, *[9] * len(week.dates), 14],
            freeze="B4",
            page=Page(footer, has_titles=True, title_rows=3),
        )
        sheet.append([cells(week.title, TITLE)], 26)
        sheet.append([cells(week.facts, SMALL)])
        heads = [cells(f"{day:%a} {day.day}", HEAD) for day in week.dates]
        sheet.append([cells("Shift", HEAD), *heads, cells("Missing hours", HEAD)])
        for code, found, hours in week.lines:
            tiles = []
            for day in week.dates:
                text, is_short = found.get(day, (None, False))
                tiles.append(cells(text, SHORT if is_short else ENOUGH if text else TILE))
            sheet.append([cells(code, HEAD), *tiles, cells(hours, Look(HOURS, is_tile=True))])
        stretches = book.sheet(
            "Stretches", [width for _, width, _ in COLUMNS.values()], freeze="A2", page=Page(footer, has_titles=True)
        )
        stretches.append([cells(head, BOLD) for head, _, _ in COLUMNS.values()])
        for row in rows:
            stretches.append([cells(row[key], Look(form)) for key, (_, _, form) in COLUMNS.items()])
        stretches.filtered = len(COLUMNS)
