"""`sched export`: the plan as a file for another program."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, LiteralString

import typer

from equipment_scheduling.commands.availability import DAILY, SHIFTS
from equipment_scheduling.commands.shared.arguments import FromOption, ResourcesArgument, ToOption
from equipment_scheduling.commands.shared.edits import warn_of_waiting
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.dates import month_from
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.contents import Content
from equipment_scheduling.files.streaming import copied, described, stream
from equipment_scheduling.files.writing import is_standard, report, write_file
from equipment_scheduling.render.output import to_json
from equipment_scheduling.words import counted

QUERIES: dict[Content, LiteralString] = {Content.SCHEDULE: SHIFTS, Content.AVAILABILITY: DAILY}
# How a file in CSV holds what is no number, by type: instants in ISO 8601, what is empty like what is missing.
CSV_CELLS: dict[str, LiteralString] = {
    "text": "nullif(sched_engine.guard_formula({}), '')",
    "text[]": "nullif(sched_engine.guard_formula(array_to_string({}, ' ')), '')",
    "bool": "{}::text",
    "timestamp": "btrim(to_json({})::text, '\"')",
    "timestamptz": "btrim(to_json({})::text, '\"')",
}


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
            return WRITERS[kind](connection, path, content, codes, start, end), start, end

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


def _write_csv(connection: Connection, path: Path, content: Content, codes: list[str], first: date, last: date) -> int:
    """The server writes the file as it is."""
    from psycopg.sql import SQL, Identifier

    query, parameters = QUERIES[content], [codes, first, last]
    cells = [
        SQL(CSV_CELLS.get(column.type_display, "{}")).format(Identifier(column.name))
        + SQL(" as ")
        + Identifier(column.name)
        for column in described(connection, query, parameters)
    ]
    copy = SQL("copy (select {} from ({}) as q) to stdout (format csv, header)").format(
        SQL(", ").join(cells), SQL(query)
    )
    with path.open("wb") as file:
        with copied(connection, copy, parameters) as (cursor, lines):
            file.writelines(lines)
        return cursor.rowcount


def _write_json(connection: Connection, path: Path, content: Content, codes: list[str], first: date, last: date) -> int:
    """An array of objects, one on each line."""
    count = 0
    with (
        path.open("w", encoding="utf-8") as file,
        stream(connection, QUERIES[content], [codes, first, last]) as plan,
    ):
        names = [f"{json.dumps(name)}: " for name in plan.names]
        tokens = plan.made(lambda value: json.dumps(to_json(value), ensure_ascii=False))
        for count, row in enumerate(plan.rows, 1):
            pairs = [name + made[text] for name, made, text in zip(names, tokens, row, strict=True)]
            file.write(f"{'[' if count == 1 else ','}\n{{{', '.join(pairs)}}}")
        file.write("\n]\n" if count else "[]\n")
    return count


def _write_workbook(
    connection: Connection, path: Path, content: Content, codes: list[str], first: date, last: date
) -> int:
    from equipment_scheduling.files import workbook

    with stream(connection, QUERIES[content], [codes, first, last]) as plan:
        return workbook.write(path, content, plan, first, last)


WRITERS: dict[Kind, Callable[[Connection, Path, Content, list[str], date, date], int]] = {
    Kind.CSV: _write_csv,
    Kind.JSON: _write_json,
    Kind.XLSX: _write_workbook,
}
