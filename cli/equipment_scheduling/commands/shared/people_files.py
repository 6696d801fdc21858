"""Importing and exporting people: one kind as CSV or a sheet, or several sheets of a workbook."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipment_scheduling.commands.shared.importing import PROBLEMS
from equipment_scheduling.commands.shared.workforce import commit_roster, workforce
from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.importing import (
    STANDARD,
    TITLES,
    Problem,
    TableFile,
    columns,
    read_sheets,
    read_table,
)
from equipment_scheduling.files.writing import asks, is_standard, report, write_file
from equipment_scheduling.render.output import Column, OutputFormat, render
from equipment_scheduling.words import counted

if TYPE_CHECKING:
    from equipment_scheduling.files.people import PeopleSheet

IMPORT = "select i.* from sched_engine.import_people(%s, %s, %s) as i"
PREVIEW = "select p.* from sched_engine.preview_people(%s, %s) as p"
EXPORT = "select e.* from sched_engine.export_people(%s, %s) as e"
KINDS = tuple(kind for kind in TITLES if kind != "resources")
PERSONAL = ("first_name", "last_name", "email")
NOUNS = {
    "departments": ("department",),
    "positions": ("position",),
    "teams": ("team",),
    "team_resources": ("resource of a team", "resources of teams"),
    "employees": ("employee",),
    "memberships": ("membership",),
    "qualifications": ("qualification",),
    "absences": ("absence",),
    "requirements": ("requirement",),
}

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV (UTF-8) or Excel workbook (.xlsx); -: standard input.")
]
TargetArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="File to write, .xlsx or .csv; default, or -: standard output, as CSV."),
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Only list what would be added, set, replaced and removed.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Replace what is there without asking.")]
EffectiveOption = Annotated[
    date | None,
    typer.Option(parser=read_date, metavar="DATE", help="First date in teams without one; default: today."),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]


def import_one(file: Path, kind: str, dry_run: bool, yes: bool, effective: date | None, fmt: OutputFormat) -> None:
    """Import a file of one kind: CSV, or the sheet of its name, else the first, of a workbook."""
    with workforce() as connection:
        _import(connection, {kind: read_table(connection, file, kind)}, dry_run, yes, effective, fmt)


def import_all(file: Path, dry_run: bool, yes: bool, effective: date | None, fmt: OutputFormat) -> None:
    """Import all sheets of people that a workbook has."""
    with workforce() as connection:
        _import(connection, read_sheets(connection, file, KINDS), dry_run, yes, effective, fmt)


def _import(
    connection: Connection,
    files: dict[str, TableFile],
    dry_run: bool,
    yes: bool,
    effective: date | None,
    fmt: OutputFormat,
) -> None:
    sheets = {kind: file.rows for kind, file in files.items()}
    problems = [_reported(kind, problem) for kind, file in files.items() for problem in file.problems]
    if any(not file.rows for file in files.values()):  # not even the columns of a sheet are right
        raise _refusal(files, problems, fmt)
    options = jsonb({"default_date": effective.isoformat() if effective else None})
    changes: list[Row] = []
    if not problems and (dry_run or asks(yes)):
        changes = _run(connection, files, fmt, PREVIEW, [jsonb(sheets), options])
        connection.rollback()  # nobody waits while a person thinks
    if not dry_run:
        _confirm([change for change in changes if change["change"] in {"replaced", "removed"}])
    options = jsonb({"default_date": effective.isoformat() if effective else None, "dry_run": dry_run})
    counts = _run(connection, files, fmt, IMPORT, [jsonb(sheets), jsonb(problems), options])
    if fmt is not OutputFormat.TABLE:
        render(counts, fmt=fmt)
        connection.commit()
        return
    if dry_run:
        print(f"Nothing was written yet. {_summary(files, counts)}")
        if changes:
            _list_changes(changes)
    else:
        commit_roster(connection, _summary(files, counts))


def _reported(kind: str, problem: Problem) -> dict[str, Any]:
    """A problem as the database takes it, whose logs are no place for names."""
    return {**asdict(problem), "sheet": kind, "value": None if _is_personal(problem.column_name) else problem.value}


def _is_personal(column: str | None) -> bool:
    return column in PERSONAL or (column or "").startswith("skills.")


def _run(
    connection: Connection, files: dict[str, TableFile], fmt: OutputFormat, query: Any, given: list[Any]
) -> list[Row]:
    from psycopg import Error

    try:
        return connection.execute(query, given).fetchall()
    except Error as error:
        if error.sqlstate != "SC009":
            raise
        raise _refusal(files, json.loads(error.diag.message_detail or "[]"), fmt) from error


def _refusal(files: dict[str, TableFile], found: Sequence[dict[str, Any]], fmt: OutputFormat) -> RefusedError:
    """The error to raise when nothing is imported, after listing every problem on standard output, with what the file
    says there."""
    cells = {(kind, row["line"]): row["values"] for kind, file in files.items() for row in file.rows}
    problems = [Problem(**item) for item in found]
    told = [
        replace(
            problem,
            sheet=TITLES.get(problem.sheet or "", problem.sheet),
            value=problem.value or cells.get((problem.sheet or "", problem.line), {}).get(problem.column_name or ""),
        )
        for problem in problems
    ]
    shown: list[str | Column] = ["sheet", *PROBLEMS] if len(files) > 1 else PROBLEMS
    render([asdict(problem) for problem in told], shown, fmt)
    count = counted(len(told), "problem")
    return RefusedError(
        f"The file {_source(files)} was not imported: {count}", hint="correct the file and import it again"
    )


def _confirm(lost: list[Row]) -> None:
    """Ask, if anything that is there would be replaced or ended."""
    if lost:
        _list_changes(lost)
        entries = counted(len({(change["sheet"], change["code"]) for change in lost}), "entry", "entries")
        typer.confirm(f"This replaces what is known of {entries}. Import it?", abort=True)


def _list_changes(changes: list[Row]) -> None:
    code, column = Column("code", style="bold"), Column("column_name", "column")
    render(changes, ["sheet", code, "change", column, Column("old_value", "now"), Column("new_value", "then")])


def _summary(files: dict[str, TableFile], counts: list[Row]) -> str:
    parts = [
        f"{TITLES[row['sheet']]}: {row['inserted']:,} added, {row['updated']:,} updated, "
        f"{row['unchanged']:,} unchanged."
        for row in counts
    ]
    return f"{' '.join(parts)} From: {_source(files)}"


def _source(files: dict[str, TableFile]) -> str:
    """What was read: a sheet is told apart where it is the only one."""
    names = [file.name for file in files.values()]
    return names[0] if len(names) == 1 else names[0].partition(" (sheet ")[0]


def export_one(file: Path | None, kind: str, options: dict[str, Any]) -> None:
    """Export rows of one kind as CSV or a workbook, by the name of the file."""
    from equipment_scheduling.files.people import Known, write_csv, write_people

    target = file or Path(STANDARD)
    with workforce() as connection:
        sheet, further = _sheet(connection, kind, options)
        known = Known.load(connection)

    def write(path: Path) -> None:
        if target.suffix.lower() == ".xlsx":
            write_people(path, [sheet], known)
        else:
            write_csv(path, sheet)

    write_file(target, write, replace=True)
    if not is_standard(target):
        print(f"Exported {counted(len(sheet.rows), *NOUNS[kind])} to {file}")
    if further:
        left_out = counted(further, "further membership or end date", "further memberships or end dates")
        print(f"Note: left out: {left_out} of teams; see sched teams export --sheet memberships", file=sys.stderr)


def export_all(file: Path, with_kinds: bool) -> None:
    """Export everything about people as a workbook that can be imported again."""
    from equipment_scheduling.files.people import Known, write_people

    if file.suffix.lower() != ".xlsx":
        raise RefusedError("All sheets together are an Excel workbook (.xlsx)", hint="choose a name that ends in .xlsx")
    with workforce() as connection:
        made = {kind: _sheet(connection, kind, {"with_kinds": with_kinds})[0] for kind in KINDS}
        known = Known.load(connection)
    # Memberships and names have sheets of their own here.
    elsewhere = {"team_code", "team_start_date", "department_name", "position_name"}
    people = made["employees"]
    made["employees"] = replace(people, columns=[name for name in people.columns if name not in elsewhere])
    write_file(file, lambda path: write_people(path, list(made.values()), known), replace=True)
    counts = ", ".join(counted(len(sheet.rows), *NOUNS[kind]) for kind, sheet in made.items() if sheet.rows)
    print(f"Exported {counts or 'empty sheets'} to {file}")


def _sheet(connection: Connection, kind: str, options: dict[str, Any]) -> tuple[PeopleSheet, int]:
    """A sheet as it is stored, and how many memberships are left out of it."""
    from equipment_scheduling.files.people import PeopleSheet

    rows = connection.execute(EXPORT, [kind, jsonb(options)]).fetchall()
    known = columns(connection, kind)
    names = [name for name in known.known if name != "absence_kind" or options.get("with_kinds")]
    if known.prefix:
        found = {name for row in rows for name in row["cells"] if name.startswith(known.prefix)}
        names += sorted(found)
    return PeopleSheet(kind, names, [row["cells"] for row in rows]), sum(row["further"] for row in rows)


def write_templates(file: Path, kinds: Sequence[str], force: bool, then: str) -> None:
    """Write a workbook to fill in."""
    from equipment_scheduling.files.people import Known, PeopleSheet, template_columns, write_people

    if file.suffix.lower() != ".xlsx" and not is_standard(file):
        raise RefusedError(
            f"A template is an Excel workbook, and {file.name} does not end in .xlsx", hint="choose another name"
        )
    with workforce() as connection:
        known = Known.load(connection)
    sheets = [PeopleSheet(kind, template_columns(kind)) for kind in kinds]
    write_file(file, lambda path: write_people(path, sheets, known, examples=True), replace=force)
    name, source = ("the template", "FILE") if is_standard(file) else (file, file)
    what = f"the sheet {TITLES[kinds[0]]}" if len(kinds) == 1 else "the sheets that you need"
    report(file, f"Wrote {name}: fill in {what}, then run {then} import {source}")
