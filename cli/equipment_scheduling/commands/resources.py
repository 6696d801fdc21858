"""`sched resources`: the plant, its import and export."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import complete_resources
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.commands.shared.importing import refusal
from equipment_scheduling.database import Connection, Row, connect, jsonb
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import ConflictError, NotFoundError, RefusedError, StackError
from equipment_scheduling.files.formulas import guard
from equipment_scheduling.files.importing import (
    STANDARD,
    Columns,
    ImportRefusedError,
    TableFile,
    columns,
    import_plant,
    read_plant,
)
from equipment_scheduling.files.writing import asks, is_standard, report, write_file
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render, to_plain
from equipment_scheduling.words import counted

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

resources = typer.Typer(help="The plant: import, export, tree, and changes of single resources.", no_args_is_help=True)


class ResourceType(StrEnum):
    """ISA-95 levels."""

    ENTERPRISE = "enterprise"
    SITE = "site"
    AREA = "area"
    WORK_CENTER = "work_center"
    WORK_UNIT = "work_unit"


class FileFormat(StrEnum):
    """How a plant is written."""

    CSV = "csv"
    XLSX = "xlsx"


TEMPLATE = Path("plant-template.xlsx")
LIST_COLUMNS: list[str | Column] = [
    Column("resource_code", "code", "bold"),
    Column("resource_name", "name"),
    Column("resource_type", "type"),
    Column("parent_code", "parent"),
    "time_zone",
    Column("time_zone_from", "zone from", "dim"),
    Column("pattern_code", "pattern"),
    Column("pattern_from", style="dim"),
    Column("requires_scheduling", "scheduled"),
    Column("is_active", "active"),
]
PREVIEW = "select * from sched_engine.preview_plant(%s, %s)"
REMOVE = "select sched_engine.remove_resource(sched_engine.resource_id(%s))"

CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="Code of the resource.", autocompletion=complete_resources)
]
TopArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[CODE]", help="Only this resource and what is below it.", autocompletion=complete_resources
    ),
]
OnOption = Annotated[
    date | None,
    typer.Option("--on", parser=read_date, metavar="DATE", help="Show patterns as of this date; default: today."),
]
NameOption = Annotated[str | None, typer.Option(metavar="NAME", help="Name that people see.")]
TypeOption = Annotated[ResourceType | None, typer.Option("--type", help="ISA-95 level.")]
ParentOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help='Code of the parent; "": none, it is at the top.', autocompletion=complete_resources
    ),
]
ZoneOption = Annotated[str | None, typer.Option(metavar="ZONE", help='IANA time zone; "": that of the parent.')]
ScheduleOption = Annotated[
    bool | None, typer.Option("--schedule/--no-schedule", help="Whether planned time is generated for it.")
]
ActiveOption = Annotated[bool | None, typer.Option("--active/--inactive", help="Inactive: kept, but not planned.")]
MetaOption = Annotated[
    list[str] | None,
    typer.Option("--meta", metavar="NAME=VALUE", help='Any other fact; "NAME=" removes it.'),
]


def register(app: typer.Typer) -> None:
    """Add `sched resources` to the application."""
    app.add_typer(resources, name="resources")


@resources.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV (UTF-8) or Excel workbook (.xlsx); -: standard input.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list what would be added, set, replaced and removed.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Replace what is there without asking.")] = False,
    effective: Annotated[
        date | None,
        typer.Option(parser=read_date, metavar="DATE", help="First date of patterns without one; default: today."),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import a plant: all of it, or nothing if anything is wrong (exit code 3, with every problem listed).

    Resources that exist are updated where they differ; those not in the file
    stay as they are. At a terminal it asks before it replaces or ends
    anything. To be able to go back, run sched resources export first."""
    changes: list[Row] = []
    try:
        with connect() as connection:
            plant = read_plant(connection, file)
            if dry_run or asks(yes):
                counts = import_plant(connection, plant, effective, dry_run=True)
                changes = connection.execute(PREVIEW, [jsonb(plant.rows), effective]).fetchall()
                connection.commit()  # nobody waits while a person thinks
            if not dry_run:
                _confirm([change for change in changes if change["old_value"] is not None])
                counts = import_plant(connection, plant, effective)
    except ImportRefusedError as error:
        raise refusal(plant.name, error.problems, format) from error
    if format is not OutputFormat.TABLE:
        render([counts], fmt=format)
        return
    print(_summary(plant, counts, dry_run))
    if dry_run and changes:
        _list_changes(changes)


def _confirm(lost: list[Row]) -> None:
    """Ask, if anything that is there would be replaced or ended."""
    if lost:
        _list_changes(lost)
        resources = counted(len({change["resource_code"] for change in lost}), "resource")
        typer.confirm(f"This replaces what is known of {resources}. Import it?", abort=True)


def _list_changes(changes: list[Row]) -> None:
    code, column = Column("resource_code", style="bold"), Column("column_name", "column")
    render(changes, ["line", code, column, "change", Column("old_value", "now"), Column("new_value", "then")])


def _summary(plant: TableFile, counts: Row, dry_run: bool) -> str:
    done = "Resources: {inserted} added, {updated} updated, {unchanged} unchanged.".format_map(counts)
    patterns, calendars = (counted(counts[f"{kind}_assigned"], "resource") for kind in ("patterns", "calendars"))
    assigned = f"Patterns assigned to {patterns}, calendars to {calendars}."
    return f"{'Nothing was written yet. ' if dry_run else ''}{done} {assigned} From: {plant.name}"


@resources.command()
def export(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="File to write; default, or -: standard output, as CSV."),
    ] = None,
    format: Annotated[FileFormat | None, typer.Option("--format", "-f", help="Default: by the file's name.")] = None,
    below: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Only this resource and what is below it.", autocompletion=complete_resources
        ),
    ] = None,
    on: OnOption = None,
) -> None:
    """Export the plant in the form that sched resources import reads.

    Each resource has one pattern in it: the one in force on the date, else
    the next, else the last. Further assignments and end dates are left out,
    and it says how many."""
    from equipment_scheduling.files.template import Choices, write_plant  # takes long to load

    target = file or Path(STANDARD)
    chosen = format or (FileFormat.XLSX if target.suffix.lower() == ".xlsx" else FileFormat.CSV)
    if file is None and chosen is FileFormat.XLSX:
        raise RefusedError("A workbook is written to a file", hint="name it: sched resources export plant.xlsx")
    with connect() as connection:
        rows = connection.execute("select * from sched_engine.export_plant(%s, %s)", [below, on]).fetchall()
        choices = Choices.load(connection)
        known = columns(connection, "resources")
    names = sorted({name for row in rows for name in row["metadata"]})
    titles = [*known.known, *(f"{known.prefix}{name}" for name in names)]
    plain = [_plain(row, known) for row in rows]

    def write(path: Path) -> None:
        if chosen is FileFormat.XLSX:
            write_plant(path, titles, plain, choices)
        else:
            _write_csv(path, titles, plain)

    write_file(target, write, replace=True)
    _report_export(target, len(rows), sum(row["further_assignments"] for row in rows))


def _plain(row: Row, known: Columns) -> dict[str, str]:
    cells = {name: to_plain(row[name]) for name in known.known}
    return {**cells, **{f"{known.prefix}{name}": value or "" for name, value in row["metadata"].items()}}


def _write_csv(path: Path, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([guard(name) for name in columns])
        writer.writerows([guard(row.get(name, "")) for name in columns] for row in rows)


def _report_export(file: Path, count: int, further: int) -> None:
    if not is_standard(file):
        print(f"Exported {counted(count, 'resource')} to {file}")
    if further:
        left_out = counted(further, "further assignment or end date", "further assignments or end dates")
        print(f"Note: left out: {left_out} of patterns; see sched resources export --help", file=sys.stderr)


@resources.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = TEMPLATE,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained.

    Patterns, zones and calendars come from the database when it can be reached."""
    from psycopg import Error

    from equipment_scheduling.files.template import Choices, write_template

    if file.suffix.lower() != ".xlsx" and not is_standard(file):
        raise RefusedError(
            f"A template is an Excel workbook, and {file.name} does not end in .xlsx", hint="choose another name"
        )
    try:
        with connect() as connection:
            choices = Choices.load(connection)
    except (StackError, Error):
        choices = Choices()
        print("The database cannot be reached: the lists hold built-in patterns only", file=sys.stderr)
    write_file(file, lambda path: write_template(path, choices), replace=force)
    name, source = ("the template", "FILE") if is_standard(file) else (file, file)
    report(file, f"Wrote {name}: fill in the sheet Plant, then run sched resources import {source}")


@resources.command()
def tree(
    code: TopArgument = None,
    depth: Annotated[
        int | None, typer.Option(min=0, metavar="NUMBER", help="How many levels below the top; default: all.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Draw the plant: level, time zone and pattern of each resource, and where they are inherited from."""
    from rich.tree import Tree

    rows = _overview(code, depth, on)
    root = Tree("", hide_root=True, guide_style="dim")
    nodes: dict[str | None, Tree] = {}
    for row in rows:
        above = nodes.get(row["parent_code"], root)
        nodes[row["resource_code"]] = above.add(_label(row, is_cut=row["depth"] == depth))
    if not rows:
        raise NotFoundError("There are no resources", hint="start with: sched resources import FILE")
    console().print(root)


def _label(row: Row, *, is_cut: bool) -> Text:
    """One line of the tree; what is inherited is dim."""
    from rich.text import Text

    label = Text.assemble(
        (row["resource_code"], "bold"), "  ", row["resource_name"], "  ", (row["resource_type"], "cyan")
    )
    label.append(f"  {row['time_zone']}", "dim" if row["time_zone_from"] else "green")
    if row["pattern_code"]:
        inherited = f" from {row['pattern_from']}" if row["pattern_from"] else ""
        label.append(f"  {row['pattern_code']}{inherited}", "dim" if inherited else "yellow")
    if not row["is_active"]:
        label.append("  inactive", "red")
    elif row["requires_scheduling"]:
        label.append("  scheduled", "magenta")
        label.append("" if row["pattern_code"] else ", but without a pattern", "bold red")
    if is_cut and row["resources_below"]:
        label.append(f"  ... {row['resources_below']} below, {row['machines']} scheduled", "dim")
    return label


@resources.command("list")
def list_resources(
    code: TopArgument = None,
    type: TypeOption = None,
    on: OnOption = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List resources with their effective time zone and pattern."""
    rows = [row for row in _overview(code, None, on) if type in {None, row["resource_type"]}]
    render(rows, LIST_COLUMNS, format)


def _overview(code: str | None, depth: int | None, on: date | None) -> list[Row]:
    with connect() as connection:
        query = "select * from sched_engine.plant_overview(%s, %s, %s)"
        return connection.execute(query, [code, depth, on]).fetchall()


@resources.command()
def add(
    code: CodeArgument,
    name: Annotated[str, typer.Option(metavar="NAME", help="Name that people see.")],
    type: Annotated[ResourceType, typer.Option(help="ISA-95 level.")],
    parent: ParentOption = None,
    zone: ZoneOption = None,
    schedule: ScheduleOption = None,
    meta: MetaOption = None,
) -> None:
    """Add a resource."""
    with connect() as connection:
        given = {"resource_name": name, "resource_type": type, "parent_code": parent, "time_zone": zone}
        counts = _store(connection, code, meta, {**given, "requires_scheduling": schedule})
        if not counts["inserted"]:  # leaving by an exception takes it back
            hint = f"change it with: sched resources set {code}"
            raise ConflictError(f"Resource {code} exists already", hint=hint)
    print(f"Added {code}")


@resources.command("set")
def set_fields(
    code: CodeArgument,
    name: NameOption = None,
    type: TypeOption = None,
    parent: ParentOption = None,
    zone: ZoneOption = None,
    schedule: ScheduleOption = None,
    active: ActiveOption = None,
    meta: MetaOption = None,
) -> None:
    """Change the given properties of a resource, and leave the rest."""
    with connect() as connection:
        connection.execute("select sched_engine.resource_id(%s)", [code])  # an error when there is none
        given = {"resource_name": name, "resource_type": type, "parent_code": parent, "time_zone": zone}
        flags = {"requires_scheduling": schedule, "is_active": active}
        counts = _store(connection, code, meta, {**given, **flags})
    print(f"Changed {code}" if counts["updated"] else f"{code} has these values already")


@resources.command()
def remove(code: CodeArgument) -> None:
    """Remove a resource that was entered by mistake: one that never had a plan and has nothing below it.

    Its assignments go with it, those of calendars too. What was planned once
    is evidence; deactivate it instead: sched resources set CODE --inactive."""
    with connect() as connection:
        connection.execute(REMOVE, [code])
        commit_edit(connection, f"Removed {code}")


def _store(connection: Connection, code: str, meta: list[str] | None, given: Mapping[str, Any]) -> Row:
    """Import one row with the cells that are given, so that every rule of an import holds."""
    cells = {"resource_code": code, **given, **_facts(columns(connection, "resources"), meta or [])}
    values = {column: to_plain(value) for column, value in cells.items() if value is not None}
    return import_plant(connection, TableFile(rows=[{"line": None, "values": values}]))


def _facts(known: Columns, meta: Sequence[str]) -> dict[str, str]:
    facts = {}
    for item in meta:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise RefusedError(f'"{item}" is not a fact', hint="write --meta manufacturer=Krones")
        facts[f"{known.prefix}{name.strip()}"] = value
    return facts
