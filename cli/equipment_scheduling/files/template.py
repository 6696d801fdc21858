"""Plant workbooks (.xlsx): a sheet to fill in that checks what is typed, and sheets that explain it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from zoneinfo import available_timezones

from equipment_scheduling.database import Connection
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.cells import BEYOND, TEXT, Cells, Look, cut
from equipment_scheduling.files.formulas import guard_quoted
from equipment_scheduling.files.importing import PLANT_SHEET
from equipment_scheduling.files.sheets import Book, Choice, Sheet, letters
from equipment_scheduling.files.streaming import Made

TYPES = ("enterprise", "site", "area", "work_center", "work_unit")
MAX_ROWS = 100_000
BOOLEANS = ("true", "false")
BUILT_IN_PATTERNS = ("24_7", "CUSTOM", "DAY_ONLY", "EXTENDED", "TWO_SHIFT")
HEADER = Look(bold=True, ink="FFFFFF", color="1F4E78")
REQUIRED = HEADER._replace(color="C00000")
AS_TYPED = Look(TEXT)
WRAPPED = Look(TEXT, is_wrapped=True)


@dataclass(frozen=True)
class Explanation:
    """What a column of the plant sheet means, when it is required, an example, its width in characters."""

    name: str
    required: str
    meaning: str
    example: str
    width: int = 18


EXPLANATIONS = (
    Explanation(
        "resource_code",
        "yes",
        "Unique code of the resource, as other systems know it: 1 to 100 characters, no comma or semicolon. "
        "A code that exists already is updated.",
        "LINE-A-001",
        22,
    ),
    Explanation("resource_name", "yes", "Name that people read, at most 200 characters.", "Filling line A", 34),
    Explanation(
        "resource_type",
        "yes",
        "ISA-95 level, from the top: enterprise, site, area, work_center, work_unit. Levels may be skipped.",
        "work_center",
        16,
    ),
    Explanation(
        "parent_code",
        "below the top",
        "Code of the resource it belongs to, of a higher level; in any row of this file, or imported before. "
        "Blank: it is at the top.",
        "PACK",
        22,
    ),
    Explanation(
        "time_zone",
        "at the top",
        "IANA time zone in which shift times are read. Blank: that of the parent. "
        "Offsets (+03) and abbreviations (CET) are refused: they know no clock changes.",
        "Africa/Johannesburg",
        24,
    ),
    Explanation(
        "requires_scheduling",
        "no",
        "true: planned time is generated for it. Blank: false, or as it is.",
        "true",
        20,
    ),
    Explanation(
        "is_active",
        "no",
        "false: kept with its history, no longer planned. Blank: true, or as it is.",
        "true",
        11,
    ),
    Explanation(
        "pattern_code",
        "no",
        "Operating pattern that it follows, and everything below it without one of its own. "
        "Blank: that of the parent, or as it is.",
        "TWO_SHIFT",
    ),
    Explanation(
        "pattern_effective_date",
        "no",
        "First business date of the pattern, YYYY-MM-DD. Blank: the date given with --effective, else today.",
        "2026-01-01",
        23,
    ),
    Explanation(
        "calendar_codes",
        "no",
        "Holiday calendars, separated by semicolons; the first that has an entry on a date decides. "
        "Blank: those of the parent.",
        "DURBAN-PLANT;ZA",
        22,
    ),
    Explanation(
        "metadata.<name>",
        "no",
        "Anything else worth knowing: one column for each fact, as many as needed. Blank: not known.",
        "metadata.manufacturer",
    ),
)
RULES = (
    "Fill in the sheet Plant and import it: sched resources import FILE. Add --dry-run to see what would change.",
    "Rows may stand in any order. Either all rows are imported or, if anything is wrong, none; "
    "every problem is listed with its cell.",
    "Importing again updates what differs. A column that is not there leaves things as they are; "
    "resources that are not in the file stay as they are.",
    "Cells hold values, not formulas. Red columns are required.",
)
EXAMPLE = """\
ACME,Acme Foods,enterprise,,UTC,false,,,,,
DURBAN,Durban plant,site,ACME,Africa/Johannesburg,false,,TWO_SHIFT,2026-01-01,ZA,
PACK,Packaging,area,DURBAN,,false,,,,,
LINE-A,Filling line A,work_center,PACK,,true,,,,,Krones
LINE-A-001,Filler,work_unit,LINE-A,,true,true,,,,Krones
LINE-A-002,Labeller,work_unit,LINE-A,,true,true,DAY_ONLY,2026-03-02,,Sidel
DETROIT,Detroit plant,site,ACME,America/Detroit,false,,24_7,2026-01-01,US-MI,
DET-CMP,Air compressor,work_unit,DETROIT,,true,,,,,Atlas Copco
"""


def _is_zone(name: str) -> bool:
    return "/" in name or name == "UTC"


@dataclass(frozen=True)
class Choices:
    """What may be chosen from in a cell."""

    patterns: Sequence[str] = BUILT_IN_PATTERNS
    zones: Sequence[str] = field(default_factory=lambda: sorted(filter(_is_zone, available_timezones())))
    calendars: Sequence[str] = ()

    @classmethod
    def load(cls, connection: Connection) -> Choices:
        """What the database knows."""

        def names(query: str) -> list[str]:
            return [row["name"] for row in connection.execute(query)]

        return cls(
            names("select pattern_code as name from sched_engine.offered_patterns where is_visible order by 1"),
            names("select zone_name as name from sched.time_zones where zone_name ~ '/|^UTC$' order by 1"),
            names("select calendar_code as name from sched.holiday_calendars order by 1"),
        )


def write_template(path: Path | IO[bytes], choices: Choices) -> None:
    """Write an empty plant sheet, with an explanation of its columns and an example."""
    columns = [item.name for item in EXPLANATIONS[:-1]] + [EXPLANATIONS[-1].example]
    example = csv.DictReader(EXAMPLE.splitlines(), columns)
    with Book(path) as book:
        _plant(book, columns, [], choices)
        _plant_sheet(book, "Example", columns, example)


def write_plant(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], choices: Choices) -> None:
    """Write a plant as a workbook that can be edited and imported again."""
    for row in rows:
        texts = list(row.values())
        if BEYOND.search("".join(texts)):
            message = f"A text of {row['resource_code']} holds a control character, which Excel refuses"
            raise RefusedError(message, hint="export it as CSV")
        if any(cut(text) != text for text in texts):
            message = f"A text of {row['resource_code']} is longer than a cell of Excel can be"
            raise RefusedError(message, hint="export it as CSV")
    with Book(path) as book:
        _plant(book, columns, rows, choices)


def _plant(book: Book, columns: Sequence[str], rows: Iterable[Mapping[str, str]], choices: Choices) -> None:
    """The sheet to fill in, what may be chosen there, and what its columns mean."""
    sheet = _plant_sheet(book, PLANT_SHEET, columns, rows)
    lists = {
        "resource_type": TYPES,
        "requires_scheduling": BOOLEANS,
        "is_active": BOOLEANS,
        "pattern_code": choices.patterns,
        "time_zone": choices.zones,
    }
    for number, (name, values) in enumerate(lists.items(), 1):
        source = f"=Lists!${letters(number)}$2:${letters(number)}${len(values) + 1}"
        if name in columns:
            message = f"Choose {name} from the list."
            place = columns.index(name) + 1
            sheet.choices.append(Choice(place, MAX_ROWS, source, name, message, is_strict=name != "pattern_code"))
    _write_lists(book, {**lists, "calendar_codes (for reference)": choices.calendars})
    _explain(book)


def _plant_sheet(book: Book, title: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Sheet:
    known = {item.name: item for item in EXPLANATIONS}
    cells = Cells(book.styles)
    widths = [known[name].width if name in known else max(18, len(name) + 2) for name in columns]
    sheet = book.sheet(title, widths, freeze="B2", look=AS_TYPED)
    sheet.append(
        [cells(name, REQUIRED if name in known and known[name].required == "yes" else HEADER) for name in columns]
    )
    sheet.notes = {place: known[name].meaning for place, name in enumerate(columns, 1) if name in known}
    made = Made(lambda text: _text(cells, text))
    for row in rows:
        sheet.append([made[row.get(name)] for name in columns])
    return sheet


def _text(cells: Cells, text: str | None, look: Look = AS_TYPED) -> str:
    """A cell that stays text, also when it looks like a number or starts like a formula."""
    return cells(guard_quoted(text) if text else None, look)


def _write_lists(book: Book, lists: Mapping[str, Sequence[str]]) -> None:
    sheet, cells = book.sheet("Lists", []), Cells(book.styles)
    sheet.append([cells(name) for name in lists])
    for number in range(max(map(len, lists.values()))):
        sheet.append([_text(cells, v[number] if number < len(v) else None) for v in lists.values()])


def _explain(book: Book) -> None:
    sheet, cells = book.sheet("Columns", (26, 15, 90, 24)), Cells(book.styles)
    sheet.append([cells(title, HEADER) for title in ("Column", "Required", "Meaning", "Example")])
    for item in EXPLANATIONS:
        texts = (item.name, item.required, item.meaning, item.example)
        sheet.append([_text(cells, text, WRAPPED) for text in texts])
    for rule in ("", *RULES):
        sheet.append([cells(rule or None)])
