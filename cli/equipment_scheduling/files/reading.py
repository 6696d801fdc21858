"""What the cells of an Excel workbook (.xlsx) hold, as text. Which columns there are, and what they mean, the database
knows (`sched_engine.read_file`)."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.formulas import unguard

AS_XLSX = "save it as Excel workbook (.xlsx) or as CSV in UTF-8"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
LINES = 1 << 20  # of a sheet
FORMAT_PART = r'0|"[^"]*"|\\.|[-/ ]'
ESCAPED = re.compile(
    r"_x005F_(?=x[0-9A-Fa-f]{4}_)"
)  # an underscore, where Excel would take what follows for a character
T = TypeVar("T")
Record = dict[str, Any]


@dataclass(frozen=True)
class BadCell:
    """A cell whose value cannot be used: what it holds, why not, and the remedy."""

    value: str
    message: str
    remedy: str


Cells = list[str | BadCell]


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that are not blank, as `sched_engine.read_file` takes them; its title, and those of all
    visible sheets of the workbook."""

    title: str
    titles: list[str]
    records: list[Record]


class TooMuchError(RefusedError):
    """A workbook holds more than is read."""


def refuse_old(name: str, data: bytes) -> None:
    """Refuse what Excel writes and nobody else reads: a protected workbook, and the format of old."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedError(f"The file {name} is protected by a password", hint="save it without one")
        raise RefusedError(f"The file {name} is in the old Excel format (.xls)", hint=AS_XLSX)


def one_sheet(name: str, data: bytes, usual: str, wanted: str | None = None, most: int | None = None) -> Sheet:
    """The sheet that is wanted; else the one of the usual title, else the first visible one.

    RefusedError: it cannot be read, or there is no such sheet. TooMuchError: as CSV it had more than `most` bytes."""

    def read(workbook: Any) -> Sheet:
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            hint = "start from: sched resources template"
            raise RefusedError(f"The file {name} has no sheet with cells", hint=hint)
        titles, title = [sheet.title for sheet in visible], _plain(usual if wanted is None else wanted)
        found = next((sheet for sheet in visible if _plain(sheet.title) == title), None)
        if found is None and wanted is not None:
            raise RefusedError(f"The file {name} has no sheet {wanted[:100]}", hint=f"its sheets: {', '.join(titles)}")
        found = found or visible[0]
        return Sheet(found.title, titles, _records(found, most))

    return _opened(name, data, read)


def named_sheets(name: str, data: bytes, kinds: Mapping[str, str], most: int | None = None) -> dict[str, Sheet]:
    """The visible sheets whose titles are those of these kinds, by kind, in the order of the workbook; none that has
    nothing but its header. RefusedError: there is none, or there are two of a kind."""
    known = {_plain(title): kind for kind, title in kinds.items()}

    def read(workbook: Any) -> list[tuple[str, Sheet]]:
        visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        sheets = [(known.get(_plain(sheet.title)), sheet) for sheet in visible]
        titles = [sheet.title for sheet in visible]
        return [(kind, Sheet(sheet.title, titles, _records(sheet, most))) for kind, sheet in sheets if kind]

    found: dict[str, Sheet] = {}
    for kind, sheet in _opened(name, data, read):
        if len(sheet.records) > 1:
            if kind in found:
                both = f"{found[kind].title!r} and {sheet.title!r}"
                raise RefusedError(f"The file {name} has two sheets of {kinds[kind]}, {both}", hint="put them into one")
            found[kind] = sheet
    if not found:
        hint = f"name its sheets {', '.join(kinds.values())}"
        raise RefusedError(f"The file {name} has no sheet of people with rows", hint=hint)
    return found


def _plain(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", title.strip().lower())


def _opened(name: str, data: bytes, read: Callable[[Any], T]) -> T:
    """What is read of a workbook; RefusedError when it cannot be opened."""
    from openpyxl import load_workbook  # takes long to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which do not matter here
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            found = read(workbook)
            workbook.close()
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # a damaged workbook can fail anywhere in openpyxl, zipfile or the XML parser
        kind = "a damaged Excel workbook" if b"xl/workbook.xml" in data else "a zip archive, not an Excel workbook"
        raise RefusedError(f"The file {name} is {kind}", hint=AS_XLSX) from error
    return found


def _records(sheet: Any, most: int | None) -> list[Record]:
    """The rows of a sheet that are not blank, all of the same width."""
    sheet.reset_dimensions()  # some programs write a wrong size into the file
    rows: list[tuple[int, Cells]] = []
    width = length = 0
    for line, row in enumerate(sheet.iter_rows(), 1):
        if line > LINES:
            raise TooMuchError(f"The sheet {sheet.title} has more rows than Excel has", hint=AS_XLSX)
        cells = [_cell(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append((line, cells))
            width = max(width, len(cells))
            if most is not None:
                length += sum(len(_text(cell).encode()) for cell in cells)
                if length + width * len(rows) > most:
                    raise TooMuchError(f"The sheet {sheet.title} holds too much")
    return [_record(line, cells + [""] * (width - len(cells))) for line, cells in rows]


def _text(cell: str | BadCell) -> str:
    return cell.value if isinstance(cell, BadCell) else cell


def _record(line: int, cells: Cells) -> Record:
    """A row as `sched_engine.read_file` takes it."""
    bad = {
        number: {"message": cell.message, "remedy": cell.remedy}
        for number, cell in enumerate(cells, 1)
        if isinstance(cell, BadCell)
    }
    return {"line": line, "cells": [_text(cell) for cell in cells], **({"bad": bad} if bad else {})}


def _cell(cell: Any) -> str | BadCell:
    """A cell as text: a code that Excel took for the number 12.0 is 12 again, dates are ISO 8601."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = value if isinstance(value, str) else f"={getattr(value, 'text', '')}"
        message = f"Cell {cell.coordinate} holds a formula."
        return BadCell(formula, message, "Copy the column and paste it back as values.")
    if cell.data_type == "e":
        message = f"Cell {cell.coordinate} holds an error of Excel."
        return BadCell(str(value), message, "Type the value itself.")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _shown(int(value), cell.number_format) if value == int(value) else repr(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, datetime) and value.year == 1900 and not re.search("[dy]", cell.number_format.lower()):
        return value.time().isoformat()  # an hour of a day that nobody meant: 24:00 in a column of times is 1900-01-01
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return unguard(ESCAPED.sub("_", str(value)).strip())


def _duration(value: timedelta) -> str:
    """Hours as Excel shows them, who takes a time that is typed as 24:00 for 24 hours."""
    seconds, rest = divmod(abs(value), timedelta(seconds=1))
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    fraction = f".{rest.microseconds:06}" if rest else ""
    return f"{'-' if value < timedelta() else ''}{hour:02}:{minute:02}:{second:02}{fraction}"


def _shown(number: int, number_format: str) -> str:
    """A whole number as a format of zeros shows it, with quoted texts and separators between them: 7 is 007 by the
    format 000, and M-007 by "M-"000. Other formats are for amounts, of which the number itself counts."""
    if number < 0 or "0" not in number_format or not re.fullmatch(f"(?:{FORMAT_PART})+", number_format):
        return str(number)
    parts = re.findall(FORMAT_PART, number_format)
    digits = str(number).zfill(parts.count("0"))
    surplus = len(digits) - parts.count("0")  # what there is no place for stands at the first place
    shown = ""
    for part in parts:
        if part == "0":
            shown, digits, surplus = shown + digits[: surplus + 1], digits[surplus + 1 :], 0
        else:
            shown += part.strip('"').removeprefix("\\")
    return shown
