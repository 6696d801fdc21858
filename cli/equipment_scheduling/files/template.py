"""Plant workbooks (.xlsx): a sheet to fill in that checks what is typed, and sheets that explain it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from equipment_scheduling.database import Connection
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.formulas import guard_quoted, is_formula
from equipment_scheduling.files.importing import PLANT_SHEET

TYPES = ("enterprise", "site", "area", "work_center", "work_unit")
MAX_ROWS = 100_000
BOOLEANS = ("true", "false")
BUILT_IN_PATTERNS = ("24_7", "CUSTOM", "DAY_ONLY", "EXTENDED", "TWO_SHIFT")
HEADER = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="1F4E78")}
REQUIRED = {"font": Font(bold=True, color="FFFFFF"), "fill": PatternFill("solid", fgColor="C00000")}
TEXT = "@"  # Excel leaves a cell of this format alone: 007 stays 007


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
            names("select pattern_code as name from sched.operating_patterns where is_visible order by 1"),
            names("select zone_name as name from sched.time_zones where zone_name ~ '/|^UTC$' order by 1"),
            names("select calendar_code as name from sched.holiday_calendars order by 1"),
        )


def write_template(path: Path, choices: Choices) -> None:
    """Write an empty plant sheet, with an explanation of its columns and an example."""
    columns = [item.name for item in EXPLANATIONS[:-1]] + [EXPLANATIONS[-1].example]
    workbook = _workbook(columns, [], choices)
    _explain(workbook)
    example = csv.DictReader(EXAMPLE.splitlines(), columns)
    _plant_sheet(workbook, "Example", columns, example)
    workbook.save(path)


def write_plant(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]], choices: Choices) -> None:
    """Write a plant as a workbook that can be edited and imported again."""
    for row in rows:  # before a workbook is begun: openpyxl complains of one that is left half done
        if ILLEGAL_CHARACTERS_RE.search("".join(row.values())):
            message = f"A text of {row['resource_code']} holds a control character, which Excel refuses"
            raise RefusedError(message, hint="export it as CSV")
    workbook = _workbook(columns, rows, choices)
    _explain(workbook)
    workbook.save(path)


def _workbook(columns: Sequence[str], rows: Iterable[Mapping[str, str]], choices: Choices) -> Workbook:
    workbook = Workbook(write_only=True)
    sheet = _plant_sheet(workbook, PLANT_SHEET, columns, rows)
    lists = {
        "resource_type": TYPES,
        "requires_scheduling": BOOLEANS,
        "is_active": BOOLEANS,
        "pattern_code": choices.patterns,
        "time_zone": choices.zones,
    }
    letters = {name: get_column_letter(number) for number, name in enumerate(lists, 1)}
    for name, values in lists.items():
        source = f"Lists!${letters[name]}$2:${letters[name]}${len(values) + 1}"
        _validate(sheet, columns, name, source, strict=name != "pattern_code")
    _write_lists(workbook, {**lists, "calendar_codes (for reference)": choices.calendars})
    return workbook


def _plant_sheet(workbook: Workbook, title: str, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> Any:
    sheet = workbook.create_sheet(title)
    known = {item.name: item for item in EXPLANATIONS}
    sheet.freeze_panes = "B2"
    for number, name in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = known[name].width if name in known else max(18, len(name) + 2)
        dimension.number_format = TEXT
    sheet.append([_heading(sheet, name, known.get(name)) for name in columns])
    for row in rows:
        sheet.append([_text(sheet, row.get(name) or None) for name in columns])
    return sheet


def _heading(sheet: Any, name: str, explanation: Explanation | None) -> Any:
    cell = WriteOnlyCell(sheet, name)
    style = REQUIRED if explanation and explanation.required == "yes" else HEADER
    cell.font, cell.fill = style["font"], style["fill"]
    if explanation:
        cell.comment = Comment(explanation.meaning, "sched", height=110, width=300)
    return cell


def _text(sheet: Any, value: str | None) -> Any:
    """A cell that stays text, also when it looks like a number or starts like a formula."""
    cell = WriteOnlyCell(sheet, guard_quoted(value) if value else value)
    cell.number_format = TEXT
    if value is not None:
        cell.data_type = "s"
        cell.quotePrefix = is_formula(value)
    return cell


def _validate(sheet: Any, columns: Sequence[str], name: str, source: str, *, strict: bool) -> None:
    if name not in columns:
        return
    letter = get_column_letter(columns.index(name) + 1)
    rule = DataValidation("list", formula1=f"={source}", allow_blank=True)
    rule.errorStyle = "stop" if strict else "warning"
    rule.error, rule.errorTitle = f"Choose {name} from the list.", name
    rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
    sheet.data_validations.append(rule)


def _write_lists(workbook: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = workbook.create_sheet("Lists")
    sheet.append(list(lists))
    for number in range(max(map(len, lists.values()))):
        sheet.append([_text(sheet, v[number] if number < len(v) else None) for v in lists.values()])


def _explain(workbook: Workbook) -> None:
    sheet = workbook.create_sheet("Columns")
    for letter, width in zip("ABCD", (26, 15, 90, 24), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([_heading(sheet, title, None) for title in ("Column", "Required", "Meaning", "Example")])
    for item in EXPLANATIONS:
        cells = [_text(sheet, text) for text in (item.name, item.required, item.meaning, item.example)]
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.append(cells)
    for rule in ("", *RULES):
        sheet.append([rule or None])
