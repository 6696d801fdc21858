"""Reading files of rows, CSV (UTF-8) or Excel (.xlsx), and importing plants.

Here is found out what kind of file it is, and of a workbook what its cells hold. Which columns there are, and what CSV
says, is known to the database (`sched_engine.read_file`), and what the rows mean as well. Whatever is wrong is reported
together, as Problems."""

from __future__ import annotations

import io
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.formulas import unguard

COLUMNS = "select * from sched_engine.import_columns(%s)"
READ = "select * from sched_engine.read_file(%s, %s, nullif(%s::jsonb, 'null'))"
PLANT_SHEET = "Plant"
TITLES = {
    "resources": PLANT_SHEET,
    "departments": "Departments",
    "positions": "Positions",
    "teams": "Teams",
    "team_resources": "Team resources",
    "employees": "Employees",
    "memberships": "Memberships",
    "qualifications": "Qualifications",
    "absences": "Absences",
    "requirements": "Requirements",
}  # of sheets that are looked for in a workbook
AS_XLSX = "save it as Excel workbook (.xlsx) or as CSV in UTF-8"
FORMAT_PART = r'0|"[^"]*"|\\.|[-/ ]'
ESCAPED = re.compile(
    r"_x005F_(?=x[0-9A-Fa-f]{4}_)"
)  # an underscore, where Excel would take what follows for a character
T = TypeVar("T")
STANDARD = "-"  # instead of a file: standard input
ZIP, OLE, UTF16 = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Problem:
    """What is wrong in one place of a file, and the remedy; without a line it concerns the whole file."""

    message: str
    remedy: str
    line: int | None = None
    column_name: str | None = None
    value: str | None = None
    sheet: str | None = None


class ImportRefusedError(RefusedError):
    """Nothing was imported, because of these problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            " ".join(dict.fromkeys(problem.message for problem in problems)),
            hint=" ".join(dict.fromkeys(problem.remedy for problem in problems)),
        )
        self.problems = list(problems)


@dataclass(frozen=True)
class TableFile:
    """The rows of a file as `sched_engine.import_plant` takes them: {"line": n, "values": {column: text}}; and what was
    read, with the sheet of a workbook."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    name: str = "the file"


@dataclass(frozen=True)
class BadCell:
    """A cell whose value cannot be used: what it holds, why not, and the remedy."""

    value: str
    message: str
    remedy: str


Cells = list[str | BadCell]
Record = dict[str, Any]


@dataclass(frozen=True)
class Columns:
    """The columns that a file may have and must have, and what the names of further ones start with."""

    known: list[str]
    required: list[str]
    prefix: str | None


def columns(connection: Connection, kind: str) -> Columns:
    """The columns of a file of resources, patterns, calendars, exceptions or people."""
    row = connection.execute(COLUMNS, [kind]).fetchone()
    assert row is not None
    return Columns(**row)


def read_plant(connection: Connection, path: Path) -> TableFile:
    """Read a plant file. RefusedError: it cannot be read at all; any other problem is in the result."""
    return read_table(connection, path, "resources")


def read_table(connection: Connection, path: Path, kind: str) -> TableFile:
    """Read a file of resources, patterns, calendars, exceptions or people, whose first row names its columns; `-` is
    standard input.

    Of a workbook, the sheet of that kind (`Plant`, `Employees` ...) is read, else the first visible one."""
    name, text, sheet = _content(path, _data(path), TITLES.get(kind, ""))
    return _table(connection, kind, name, text, sheet)


def read_sheets(connection: Connection, path: Path, kinds: Sequence[str]) -> dict[str, TableFile]:
    """Read those sheets of a workbook that are named for one of these kinds and have rows; RefusedError: there is none.

    A sheet that has nothing but its header is passed over."""
    data = _data(path)
    if not data.startswith(ZIP):
        hint = "give a workbook (.xlsx), or import each file by the command of its kind"
        raise RefusedError(f"The file {_name(path)} has no sheets", hint=hint)
    titles = {_plain_title(TITLES[kind]): kind for kind in kinds}

    def read(workbook: Any) -> list[tuple[str, str, list[Record]]]:
        sheets = [(titles.get(_plain_title(sheet.title)), sheet) for sheet in workbook.worksheets]
        return [(kind, sheet.title, _records(sheet)) for kind, sheet in sheets if kind]

    found = [(kind, title, rows) for kind, title, rows in _opened(path, data, read) if len(rows) > 1]
    if not found:
        hint = f"name its sheets {', '.join(TITLES[kind] for kind in kinds)}"
        raise RefusedError(f"The file {_name(path)} has no sheet of people with rows", hint=hint)
    return {kind: _table(connection, kind, f"{_name(path)} (sheet {title})", None, rows) for kind, title, rows in found}


def _plain_title(title: str) -> str:
    return re.sub(r"[\s_-]+", " ", title.strip().lower())


def _data(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == STANDARD else path.read_bytes()
    except OSError as error:
        hint = "check its name and permissions"
        raise RefusedError(f"The file {path} cannot be read: {error.strerror}", hint=hint) from error


def _table(connection: Connection, kind: str, name: str, text: str | None, sheet: list[Record] | None) -> TableFile:
    row = connection.execute(READ, [kind, text, jsonb(sheet)]).fetchone()
    assert row is not None
    problems = [Problem(**problem) for problem in row["problems"] or []]
    if not row["is_readable"]:
        raise _refusal(name, problems[0])
    return TableFile(row["rows"] or [], problems, name)


def _refusal(name: str, problem: Problem) -> RefusedError:
    """That a file cannot be read at all, and where."""
    about, rest = f"The file {name}", problem.message.removeprefix("The file ").removesuffix(".")
    if problem.line is not None:
        about, rest = f"{about}, line {problem.line}:", rest[0].lower() + rest[1:]
    return RefusedError(f"{about} {rest}", hint=problem.remedy.removesuffix("."))


def _content(path: Path, data: bytes, sheet: str) -> tuple[str, str | None, list[Record] | None]:
    """What is read, and its text or its rows. What a file is shows in its content, not in its name."""
    if data.startswith(ZIP):
        title, rows = _workbook_rows(path, data, sheet)
        return f"{_name(path)} (sheet {title})", None, rows
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedError(f"The file {_name(path)} is protected by a password", hint="save it without one")
        raise RefusedError(f"The file {_name(path)} is in the old Excel format (.xls)", hint=AS_XLSX)
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"} and data:
        raise RefusedError(f"The file {_name(path)} is not an Excel workbook, despite its name", hint=AS_XLSX)
    return _name(path), _text(path, data), None


def _name(path: Path) -> str:
    return "on standard input" if str(path) == STANDARD else path.name


def _text(path: Path, data: bytes) -> str:
    if data.startswith(UTF16):
        raise RefusedError(f"The file {_name(path)} is text in UTF-16", hint=AS_XLSX)
    if re.search(rb"[\x00-\x08\x0e-\x1f]", data):
        raise RefusedError(f"The file {_name(path)} is a binary file, neither CSV nor Excel", hint=AS_XLSX)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusedError(f"The file {_name(path)}, line {line}: the text is not UTF-8", hint=AS_XLSX) from error


def _workbook_rows(path: Path, data: bytes, sheet: str) -> tuple[str, list[Record]]:
    """The title of the sheet that is read, and its rows that are not blank."""

    def read(workbook: Any) -> tuple[str, list[Record]]:
        chosen = _sheet(path, workbook, sheet)
        return chosen.title, _records(chosen)

    return _opened(path, data, read)


def _opened(path: Path, data: bytes, read: Callable[[Any], T]) -> T:
    """What is read of a workbook; RefusedError when it cannot be opened."""
    from openpyxl import load_workbook  # takes long to load

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which do not matter here
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            found = read(workbook)
            workbook.close()
    except RefusedError:
        raise
    except Exception as error:  # a damaged workbook can fail anywhere in openpyxl, zipfile or the XML parser
        kind = "a damaged Excel workbook" if b"xl/workbook.xml" in data else "a zip archive, not an Excel workbook"
        raise RefusedError(f"The file {_name(path)} is {kind}", hint=AS_XLSX) from error
    return found


def _records(sheet: Any) -> list[Record]:
    """The rows of a sheet that are not blank."""
    sheet.reset_dimensions()  # some programs write a wrong size into the file
    rows = [[_cell(cell) for cell in row] for row in sheet.iter_rows()]
    width = max((len(row) for row in rows), default=0)
    return [_record(line, row + [""] * (width - len(row))) for line, row in enumerate(rows, 1) if any(row)]


def _record(line: int, cells: Cells) -> Record:
    """A row as `sched_engine.read_file` takes it."""
    bad = {
        number: {"message": cell.message, "remedy": cell.remedy}
        for number, cell in enumerate(cells, 1)
        if isinstance(cell, BadCell)
    }
    texts = [cell.value if isinstance(cell, BadCell) else cell for cell in cells]
    return {"line": line, "cells": texts, **({"bad": bad} if bad else {})}


def _sheet(path: Path, workbook: Any, name: str) -> Any:
    sheets: Iterable[Any] = workbook.worksheets
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if not visible:
        hint = "start from: sched resources template"
        raise RefusedError(f"The file {_name(path)} has no sheet with cells", hint=hint)
    return next((sheet for sheet in visible if _plain_title(sheet.title) == _plain_title(name)), visible[0])


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
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return unguard(ESCAPED.sub("_", str(value)).strip())


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


def import_plant(
    connection: Connection, table: TableFile, default_date: date | None = None, dry_run: bool = False
) -> Row:
    """Import what was read, in the connection's transaction; how many resources were inserted, updated ...

    ImportRefusedError: all problems, those of reading and those that the database finds."""
    from psycopg import Error

    rows = jsonb(table.rows)
    if table.problems:
        lines = {problem.line for problem in table.problems}
        found = connection.execute("select * from sched_engine.check_plant(%s)", [rows]).fetchall()
        others = [Problem(**row) for row in found if row["line"] not in lines]
        if any(problem.column_name == "resource_code" for problem in table.problems):
            # A parent that seems to be missing may be one whose code could not be read.
            others = [problem for problem in others if problem.column_name != "parent_code"]
        raise ImportRefusedError(sorted(table.problems + others, key=lambda problem: problem.line or 0))
    try:
        result = connection.execute(
            "select * from sched_engine.import_plant(%s, %s, %s)", [rows, default_date, dry_run]
        ).fetchone()
    except Error as error:
        if error.sqlstate != "SC009":
            raise
        found = json.loads(error.diag.message_detail or "[]")
        raise ImportRefusedError([Problem(**item) for item in found]) from error
    assert result is not None
    return result
