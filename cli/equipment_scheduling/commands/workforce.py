"""`sched workforce`: people switched on and off, and whether all is as it should be."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.people_files import (
    KINDS,
    DryRunOption,
    EffectiveOption,
    FileArgument,
    ForceOption,
    YesOption,
    export_all,
    import_all,
    write_templates,
)
from equipment_scheduling.database import Row, connect
from equipment_scheduling.errors import Exit
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render, to_text
from equipment_scheduling.words import counted

workforce = typer.Typer(help="Employees, teams and rosters: switch them on and off.", no_args_is_help=True)

STATUS = "select s.* from sched_engine.workforce_status() as s"
VERIFY = "select v.* from sched_engine.verify_workforce() as v"
ENABLE = "select sched_engine.enable_workforce(%s)"
DISABLE = "select sched_engine.disable_workforce()"


class Level(StrEnum):
    """Up to which level patterns are offered."""

    ADVANCED = "advanced"
    EXPERT = "expert"


def register(app: typer.Typer) -> None:
    """Add `sched workforce` to the application."""
    app.add_typer(workforce, name="workforce")


@workforce.command()
def enable(
    level: Annotated[
        Level, typer.Option(help="Offer patterns up to this level; rotations are of both.")
    ] = Level.EXPERT,
) -> None:
    """Switch employees, teams and rosters on.

    Sets phase2_enabled, employee_module_enabled and pattern_complexity_level,
    and nothing else: no restart. What was entered before is there again."""
    with connect() as connection:
        connection.execute(ENABLE, [level])
    print(f"The workforce is on, with patterns up to {level}. What to do next: sched workforce verify")


@workforce.command()
def disable() -> None:
    """Switch employees, teams and rosters off; what was entered is hidden and kept."""
    with connect() as connection:
        connection.execute(DISABLE)
    print("The workforce is off. What was entered is kept; sched workforce enable shows it again")


@workforce.command()
def status(format: FormatOption = OutputFormat.TABLE) -> None:
    """Show whether it is on, how many people and teams there are, and until when they have rosters."""
    with connect() as connection:
        row = connection.execute(STATUS).fetchone()
    assert row is not None
    if format is OutputFormat.TABLE:
        for line in _described(row):
            print(line)
    else:
        render([row], fmt=format)


def _described(row: Row) -> list[str]:
    level = row["pattern_level"]
    until = f", generated until {to_text(row['generated_until'])}" if row["generated_until"] else ""
    lines = [
        f"The workforce is {'on' if row['is_on'] else 'off'}, with patterns up to {level}",
        f"Organisation    {counted(row['departments'], 'department')}, {counted(row['positions'], 'position')}",
        f"Employees       {row['employees']:,} active, {row['employees_inactive']:,} inactive",
        f"Teams           {row['teams']:,}, {counted(row['memberships'], 'membership')} today",
        f"Qualifications  {row['qualifications']:,} in force today",
        f"Absences        {row['absences']:,} today and later",
        f"Rosters         {row['rosters']:,}{until}",
        f"Waiting         {counted(row['marks_waiting'], 'edit')}",
    ]
    return lines if row["is_on"] else [*lines, "To switch it on: sched workforce enable"]


@workforce.command()
def verify(format: FormatOption = OutputFormat.TABLE) -> None:
    """Check that all is as it should be, a line for each point, with what to do where one does not hold.

    Exit code 1 when a point does not hold. Writes nothing."""
    with connect() as connection:
        rows = connection.execute(VERIFY).fetchall()
        connection.rollback()
    if format is OutputFormat.TABLE:
        _tell(rows)
    else:
        render(rows, fmt=format)
    if any(row["is_ok"] is False for row in rows):
        raise typer.Exit(Exit.INTERNAL)


def _tell(rows: list[Row]) -> None:
    signs = {True: ("ok", "green"), False: ("not ok", "bold red"), None: ("-", "dim")}
    listed = [
        {
            "state": signs[row["is_ok"]][0],
            "point": row["point"],
            "found": row["finding"],
            "remedy": row["remedy"] if row["is_ok"] is False else None,
        }
        for row in rows
    ]
    colors = dict(signs.values())
    state, remedy = Column("state", "", lambda state: colors[state]), Column("remedy", "what to do")
    render(listed, [state, "point", "found", remedy])
    failed = sum(row["is_ok"] is False for row in rows)
    screen = console()
    screen.print(f"\n{counted(failed, 'point does', 'points do')} not hold." if failed else "\nEverything holds.")


@workforce.command("import")
def import_file(
    file: FileArgument,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    effective: EffectiveOption = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import a workbook of people: all of it, or nothing if anything is wrong (exit code 3, every problem listed).

    It may have any of the sheets Departments, Positions, Teams, Team
    resources, Employees, Memberships, Qualifications and Absences, whose rows
    may refer to each other. What is there is updated where it differs; what
    is not in the file stays as it is."""
    import_all(file, dry_run, yes, effective, format)


@workforce.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Workbook to write, .xlsx.")],
    with_kinds: Annotated[bool, typer.Option("--with-kinds", help="Say why people are absent as well.")] = False,
) -> None:
    """Export everything about people as a workbook that sched workforce import reads.

    Left out are people who were erased, qualifications that were withdrawn,
    and absences that were cancelled."""
    export_all(file, with_kinds)


@workforce.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "people-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook with a sheet for everything about people, to fill in and import at once."""
    write_templates(file, list(KINDS), force, "sched workforce")
