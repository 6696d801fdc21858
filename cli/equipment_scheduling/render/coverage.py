"""Coverage at a glance: a line for each shift of the machines' plan, a cell for each day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from rich.table import Table
from rich.text import Text

from equipment_scheduling.database import Row

NO_CODE = "-"


@dataclass(frozen=True)
class Cell:
    """A shift on a date: people there and required when most are missing, and person-hours missing in all of it."""

    present: int
    required: int
    missing_hours: float

    @property
    def text(self) -> str:
        """`PRESENT/REQUIRED`."""
        return f"{self.present}/{self.required}"

    @property
    def is_short(self) -> bool:
        """Whether anybody is missing."""
        return self.present < self.required or self.missing_hours > 0


@dataclass(frozen=True)
class Line:
    """A shift, and what it has on each date on which anybody is required; other dates on which machines run it."""

    code: str
    cells: dict[date, Cell]
    runs: set[date]


def lines(shifts: Iterable[Row], rows: Sequence[Row]) -> list[Line]:
    """The lines, the earliest shift first, from the stretches in which machines operate and those of coverage."""
    times: dict[str, dict[date, list[tuple[datetime, datetime]]]] = defaultdict(lambda: defaultdict(list))
    begins: dict[str, int] = {}
    for shift in shifts:
        code = shift["shift_code"] or NO_CODE
        times[code][shift["schedule_date"]].append((shift["start_time"], shift["end_time"]))
        begins[code] = min(begins.get(code, 24 * 60), (shift["begins"] - 4 * 60) % (24 * 60))  # a day begins at 4
    by_date: dict[date, list[Row]] = defaultdict(list)
    for row in rows:
        by_date[row["schedule_date"]].append(row)
    found = []
    for code in sorted(times, key=lambda code: (begins[code], code)):
        cells = {day: cell(by_date[day], spans) for day, spans in times[code].items()}
        found.append(Line(code, {day: one for day, one in cells.items() if one is not None}, set(times[code])))
    return found


def cell(rows: Sequence[Row], spans: Sequence[tuple[datetime, datetime]]) -> Cell | None:
    """What a date has within these stretches; none, if nobody is required."""
    parts = [
        (max(row["start_time"], start), min(row["end_time"], end), row["required"], row["present"], row["missing"])
        for row in rows
        for start, end in spans
        if row["start_time"] < end and start < row["end_time"]
    ]
    if not parts:
        return None
    worst, hours = (0, 0, 0), 0.0
    for start, end in pairwise(sorted({moment for part in parts for moment in part[:2]})):
        now = [part for part in parts if part[0] <= start and end <= part[1]]
        required, present, missing = (sum(part[place] for part in now) for place in (2, 3, 4))
        worst = max(worst, (missing, required, present))
        hours += missing * (end - start).total_seconds() / 3600
    return Cell(worst[2], worst[1], hours)


def grid(shown: Sequence[Line], days: Sequence[date], today: date) -> Table:
    """Shifts down, days across, and the person-hours that are missing."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("shift", no_wrap=True)
    for day in days:
        style = "reverse" if day == today else "dim" if day.weekday() > 4 else ""
        table.add_column(Text(f"{day:%a %d}", style=style), no_wrap=True, justify="right", min_width=6)
    table.add_column("missing", justify="right", no_wrap=True)
    for line in shown:
        total = sum(one.missing_hours for one in line.cells.values())
        table.add_row(Text(line.code, style="bold"), *(_cell(line, day) for day in days), _hours(total))
    if len(shown) > 1 and any(one.missing_hours for line in shown for one in line.cells.values()):
        sums = [sum(line.cells[day].missing_hours for line in shown if day in line.cells) for day in days]
        table.add_row(Text("missing", style="dim"), *map(_hours, sums), _hours(sum(sums)))
    return table


def _cell(line: Line, day: date) -> Text:
    found = line.cells.get(day)
    if found is None:
        return Text("·" if day in line.runs else "", style="dim")
    return Text(found.text, style="bold red" if found.is_short else "green")


def _hours(hours: float) -> Text:
    return Text(f"{hours:,.1f} h", style="red") if hours else Text("")
