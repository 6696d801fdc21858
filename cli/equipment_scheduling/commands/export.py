"""`sched export`: the plan as a file for another program."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, LiteralString

import typer

from equipment_scheduling.commands.availability import DAILY, SHIFTS
from equipment_scheduling.commands.shared.arguments import FromOption, ResourcesArgument, ToOption
from equipment_scheduling.commands.shared.edits import warn_of_waiting
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.dates import month_from
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.contents import Content
from equipment_scheduling.files.writing import is_standard, report, write_file
from equipment_scheduling.render.output import to_cell, to_json
from equipment_scheduling.words import counted

QUERIES: dict[Content, LiteralString] = {Content.SCHEDULE: SHIFTS, Content.AVAILABILITY: DAILY}


class Kind(StrEnum):
    """How the plan is written."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(export)


def export(
    content: Annotated[Content, typer.Argument(help="Stretches of shifts, or hours for each machine and date.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv, .json or .xlsx; -: standard output.")],
    resources: ResourcesArgument = None,
    first: FromOption = None,
    last: ToOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
    format: Annotated[
        Kind | None, typer.Option("--format", "-f", help="Default: by the file's name; CSV on standard output.")
    ] = None,
) -> None:
    """Write the generated plan of machines to a file, by default for one month from today.

    Instants are ISO 8601 with offset, beside local times and their zone;
    hours are exact. A workbook has a sheet Plan to filter and print, with
    totals by status, a sheet for each line and month to hang on the wall, and
    a sheet Data. In CSV, text that a spreadsheet would take for a formula has
    an apostrophe before it. The file appears only when it is complete."""
    kind = _kind(file, format)
    codes = resources or []

    def write(path: Path) -> tuple[int, date, date]:
        with connect() as connection:
            start, end = month_from(connection, first, last, codes)
            warn_of_waiting(connection, codes, start, end)
            columns, rows = _rows(connection, QUERIES[content], [codes, start, end])
            return WRITERS[kind](path, content, columns, rows, start, end), start, end

    count, start, end = write_file(file, write, replace=force)
    report(file, f"Wrote {counted(count, 'row')}{'' if is_standard(file) else f' to {file}'}, {start} to {end}")


def _kind(file: Path, format: Kind | None) -> Kind:
    """How to write a file: as asked for, else by its name."""
    if format is not None or is_standard(file):
        return format or Kind.CSV
    suffix = file.suffix.lower().removeprefix(".")
    if suffix not in set(Kind):
        raise RefusedError(f"The plan cannot be written as {file.name}", hint="use .csv, .json or .xlsx")
    return Kind(suffix)


def _rows(connection: Connection, query: LiteralString, parameters: list[Any]) -> tuple[list[str], Iterator[Row]]:
    """The columns, and the rows as the server sends them, some thousands at a time."""
    cursor = connection.cursor("export")
    cursor.itersize = 5000
    cursor.execute(query, parameters)
    return [column.name for column in cursor.description or []], iter(cursor)


def _write_csv(path: Path, _: Content, columns: Sequence[str], rows: Iterator[Row], *_dates: date) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([_joined(value) for value in row.values()])
    return count


def _write_json(path: Path, _: Content, columns: Sequence[str], rows: Iterator[Row], *_dates: date) -> int:
    """An array of objects, one on each line."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for count, row in enumerate(rows, 1):
            file.write("[\n" if count == 1 else ",\n")
            file.write(json.dumps(to_json(row), ensure_ascii=False))
        file.write("\n]\n" if count else "[]\n")
    return count


def _write_workbook(
    path: Path, content: Content, columns: Sequence[str], rows: Iterator[Row], first: date, last: date
) -> int:
    from equipment_scheduling.files import workbook  # takes long to load

    return workbook.write(path, content, columns, rows, first, last)


WRITERS: dict[Kind, Callable[[Path, Content, Sequence[str], Iterator[Row], date, date], int]] = {
    Kind.CSV: _write_csv,
    Kind.JSON: _write_json,
    Kind.XLSX: _write_workbook,
}


def _joined(value: Any) -> str:
    return to_cell(" ".join(value) if isinstance(value, list) else value)
