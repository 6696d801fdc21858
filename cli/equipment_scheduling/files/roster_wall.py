"""A team's month as a workbook that can hang on a wall: people down, days across, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from equipment_scheduling.files.cells import HOURS, Cells, Look
from equipment_scheduling.files.sheets import A3, A4, Book, Page, Sheet
from equipment_scheduling.files.wall import FORBIDDEN, GREY

WEEKEND = "EDEDED"
TITLE = Look(bold=True, size=20)
SMALL = Look(ink="595959")
HEAD = Look(bold=True, color=GREY, is_tile=True)
HEAD_WEEKEND = Look(bold=True, color="D0CECE", is_tile=True)
NAME = Look(is_tile=True, is_left=True)
NUMBER = Look(is_tile=True, bold=True)
SUM = Look(HOURS, bold=True, is_tile=True)
# Like the colours of sched roster show: the shifts of a day by when they begin, and what is not worked.
SHIFT_COLORS = ("C6E9C9", "FFF2B3", "BCD4F2", "F8CBAD")
OTHERS = {"absent": ("abs", "E3C5EC"), "holiday": ("hol", "BDEBF0"), "off": ("off", "D9D9D9")}
TALL, HEAD_HEIGHT, TITLE_HEIGHT = 21, 32, 30
MANY = 30  # people from which on a sheet of A4 is too small to read from afar
PAGE = 70  # people on a page of A3


class Tile(NamedTuple):
    """What somebody does on a day: what is written there, shift codes, and what stands out (absent, holiday, off)."""

    text: str
    codes: Sequence[str] = ()
    status: str | None = None


NOTHING = Tile("")


@dataclass(frozen=True)
class Line:
    """One person: number, name, what they do by date, and hours."""

    number: str
    name: str
    tiles: Mapping[date, Tile]
    hours: float
    shifts: int


@dataclass(frozen=True)
class Wall:
    """A team's month."""

    team: str
    name: str
    home: str
    dates: Sequence[date]
    lines: Sequence[Line]
    codes: Sequence[str]  # shift codes, the earliest first
    holidays: Mapping[date, str] = field(default_factory=dict)
    made_on: date | None = None
    has_names: bool = True


def write_wall(path: Path, wall: Wall) -> None:
    """Write the workbook: title, grid with totals for each person, heads on each shift, legend; one page across."""
    with Book(path) as book:
        cells = Cells(book.styles)
        month = f"{wall.dates[0]:%B %Y}"
        footer = f"{wall.team}, {month}" + (f", as of {wall.made_on}" if wall.made_on else "")
        paper = A3 if len(wall.lines) > MANY else A4
        side = [11, 26] if wall.has_names else [14]
        sheet = book.sheet(
            FORBIDDEN.sub("_", f"{wall.team[:20]} {wall.dates[0]:%Y-%m}"),
            [*side, *[5] * len(wall.dates), 9, 8],
            freeze="C4" if wall.has_names else "B4",
            page=Page(footer, has_titles=True, pages=-(-len(wall.lines) // PAGE) or 1, paper=paper, title_rows=3),
        )
        sheet.append([cells(f"{wall.name} ({wall.team})   {month}", TITLE)], TITLE_HEIGHT)
        sheet.append([cells(wall.home, SMALL)])
        sheet.append(
            [
                *(cells(text, HEAD) for text in (["Number", "Name"] if wall.has_names else ["Number"])),
                *(cells(f"{day:%a}"[:2] + f"\n{day.day}", _head(wall, day)) for day in wall.dates),
                cells("Hours", HEAD),
                cells("Shifts", HEAD),
            ],
            HEAD_HEIGHT,
        )
        for line in wall.lines:
            sheet.append(
                [
                    cells(line.number, NUMBER),
                    *([cells(line.name, NAME)] if wall.has_names else []),
                    *(_tile(cells, wall, line.tiles.get(day), day) for day in wall.dates),
                    cells(line.hours, SUM),
                    cells(line.shifts, Look(bold=True, is_tile=True)),
                ],
                TALL,
            )
        _counts(sheet, cells, wall)
        sheet.append([])
        _legend(sheet, cells, wall)


def _head(wall: Wall, day: date) -> Look:
    if day in wall.holidays:
        return HEAD._replace(color=OTHERS["holiday"][1])
    return HEAD_WEEKEND if day.weekday() > 4 else HEAD


def _tile(cells: Cells, wall: Wall, tile: Tile | None, day: date) -> str:
    if tile is None:
        return cells(None, Look(color=WEEKEND if day.weekday() > 4 else None, is_tile=True))
    color = OTHERS[tile.status][1] if tile.status else _shift_color(wall, next(iter(tile.codes), None))
    return cells(tile.text, Look(color=color, is_tile=True))


def _shift_color(wall: Wall, code: str | None) -> str:
    place = wall.codes.index(code) if code in wall.codes else len(SHIFT_COLORS) - 1
    return SHIFT_COLORS[min(place, len(SHIFT_COLORS) - 1)]


def _counts(sheet: Sheet, cells: Cells, wall: Wall) -> None:
    """How many people work each shift, day by day."""
    for code in wall.codes:
        side = [cells(f"On {code}", HEAD), *([cells(None, HEAD)] if wall.has_names else [])]
        counts = [sum(code in line.tiles.get(day, NOTHING).codes for line in wall.lines) for day in wall.dates]
        heads = zip(counts, wall.dates, strict=True)
        sheet.append([*side, *(cells(count or None, _head(wall, day)) for count, day in heads)])


def _legend(sheet: Sheet, cells: Cells, wall: Wall) -> None:
    """What colours and signs mean, and the holidays by name."""
    items = [(code, _shift_color(wall, code), "shift") for code in wall.codes]
    items += [(word, color, "by a change" if status == "off" else status) for status, (word, color) in OTHERS.items()]
    side = [cells(None)] * (2 if wall.has_names else 1)
    row = list(side)
    for word, color, meaning in items:
        row += [cells(word, Look(color=color, is_tile=True)), cells(f" {meaning}"), cells(None)]
    sheet.append(row)
    sheet.append([*side, cells("+ brought or moved by a change    - in part", SMALL)])
    for day, name in wall.holidays.items():
        sheet.append([*side, cells(f"{day:%a} {day.day}: {name}", SMALL)])
