"""Reading files of rows, CSV (UTF-8) or Excel (.xlsx), and importing plants.

Here is found out what kind of file it is; `reading` finds out what the cells of a workbook hold. Which columns there
are, and what CSV says, is known to the database (`sched_engine.read_file`), and what the rows mean as well. Whatever is
wrong is reported together, as Problems."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.reading import AS_XLSX, ZIP, Record, named_sheets, one_sheet, refuse_old

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
STANDARD = "-"  # instead of a file: standard input
UTF16 = (b"\xff\xfe", b"\xfe\xff")


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
    data, name = _data(path), _name(path)
    if not data.startswith(ZIP):
        hint = "give a workbook (.xlsx), or import each file by the command of its kind"
        raise RefusedError(f"The file {name} has no sheets", hint=hint)
    found = named_sheets(name, data, {kind: TITLES[kind] for kind in kinds})
    return {
        kind: _table(connection, kind, f"{name} (sheet {sheet.title})", None, sheet.records)
        for kind, sheet in found.items()
    }


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
    name = _name(path)
    if data.startswith(ZIP):
        found = one_sheet(name, data, sheet)
        return f"{name} (sheet {found.title})", None, found.records
    refuse_old(name, data)
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"} and data:
        raise RefusedError(f"The file {name} is not an Excel workbook, despite its name", hint=AS_XLSX)
    return name, _text(path, data), None


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
