"""`sched employees`: who works in the plant; import and export, and changes of single people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import complete_resources
from equipment_scheduling.commands.shared.people_files import (
    DryRunOption,
    EffectiveOption,
    FileArgument,
    ForceOption,
    TargetArgument,
    YesOption,
    export_one,
    import_one,
    write_templates,
)
from equipment_scheduling.commands.shared.people_rows import import_row
from equipment_scheduling.commands.shared.workforce import (
    LimitOption,
    NumberArgument,
    TeamOption,
    commit_roster,
    complete_teams,
    cut,
    workforce,
)
from equipment_scheduling.database import Connection
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import ConflictError, RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render

employees = typer.Typer(help="The people who work in the plant.", no_args_is_help=True)

LIST = """
    select e.employee_number, e.last_name, e.first_name, d.department_code, p.position_code, t.team_code,
        r.resource_code, e.hire_date, e.termination_date, e.is_active
    from sched.emp_employees as e
    inner join sched.emp_departments as d on d.id = e.department_id
    inner join sched.emp_positions as p on p.id = e.position_id
    left join sched.resources as r on r.id = e.resource_id
    left join sched.emp_team_assignments as a
        on a.employee_id = e.id and a.is_primary and daterange(a.start_date, a.end_date, '[]')
        @> (sched_engine.current_instant() at time zone sched_engine.employee_zone(e.id, current_date))::date
    left join sched.emp_teams as t on t.id = a.team_id
    where (%(all)s or e.is_active)
        and (%(team)s::text is null or a.team_id = sched_engine.team_id(%(team)s))
        and (%(department)s::text is null or e.department_id = sched_engine.department_id(%(department)s))
    order by e.employee_number
    limit %(limit)s
"""
EXISTS = "select from sched.emp_employees as e where e.employee_number = %s"
ERASE = "select sched_engine.erase_employee(sched_engine.employee_id(%s)) as erased"
COLUMNS: list[str | Column] = [
    Column("employee_number", "number", "bold"),
    "last_name",
    "first_name",
    Column("department_code", "department"),
    Column("position_code", "position"),
    Column("team_code", "team"),
    Column("resource_code", "belongs to"),
    Column("hire_date", "hired"),
    Column("termination_date", "last day"),
    Column("is_active", "active"),
]


class EmployeeFile(StrEnum):
    """Which rows a file about employees has."""

    EMPLOYEES = "employees"
    DEPARTMENTS = "departments"
    POSITIONS = "positions"


SheetOption = Annotated[EmployeeFile, typer.Option("--sheet", help="What the rows of the file are.")]
FirstOption = Annotated[str | None, typer.Option("--first-name", metavar="NAME", help="First name.")]
LastOption = Annotated[str | None, typer.Option("--last-name", metavar="NAME", help="Last name.")]
EmailOption = Annotated[str | None, typer.Option(metavar="ADDRESS", help='E-mail address; "": none.')]
DepartmentOption = Annotated[str | None, typer.Option(metavar="CODE", help="Code of the department.")]
DepartmentNameOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Name of the department; needed to add one.")
]
PositionOption = Annotated[str | None, typer.Option(metavar="CODE", help="Code of the position.")]
PositionNameOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Name of the position; needed to add one.")
]
ResourceOption = Annotated[
    str | None,
    typer.Option(metavar="CODE", help='Part of the plant they belong to; "": none.', autocompletion=complete_resources),
]
HiredOption = Annotated[
    date | None, typer.Option("--hired", parser=read_date, metavar="DATE", help="First date on which they may work.")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help='Last date on which they may work; "": open.')
]
ActiveOption = Annotated[
    bool | None, typer.Option("--active/--inactive", help="Inactive: no shift of theirs begins any more.")
]
SkillOption = Annotated[
    list[str] | None,
    typer.Option("--skill", metavar="NAME=VALUE", help='A skill, how well or since when; "NAME=" removes it.'),
]


def register(app: typer.Typer) -> None:
    """Add `sched employees` to the application."""
    app.add_typer(employees, name="employees")


@employees.command("list")
def list_employees(
    team: TeamOption = None,
    department: Annotated[str | None, typer.Option(metavar="CODE", help="Only of this department.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Include those who are inactive.")] = False,
    limit: LimitOption = 100,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List employees by number, with the team that they are in today."""
    given = {"team": team, "department": department, "all": all, "limit": limit + 1}
    with workforce() as connection:
        rows = connection.execute(LIST, given).fetchall()
    render(cut(rows, limit, "employees", "--team and --department"), COLUMNS, format, empty="There are no employees.")


@employees.command()
def add(
    number: NumberArgument,
    first_name: Annotated[str, typer.Option(metavar="NAME", help="First name.")],
    last_name: Annotated[str, typer.Option(metavar="NAME", help="Last name.")],
    department: Annotated[str, typer.Option(metavar="CODE", help="Code of the department.")],
    position: Annotated[str, typer.Option(metavar="CODE", help="Code of the position.")],
    hired: Annotated[date, typer.Option(parser=read_date, metavar="DATE", help="First date on which they may work.")],
    department_name: DepartmentNameOption = None,
    position_name: PositionNameOption = None,
    email: EmailOption = None,
    resource: ResourceOption = None,
    until: UntilOption = None,
    team: Annotated[
        str | None,
        typer.Option(metavar="TEAM", help="Primary team from the first date on.", autocompletion=complete_teams),
    ] = None,
    skill: SkillOption = None,
) -> None:
    """Add an employee."""
    cells = _cells(first_name, last_name, email, department, department_name, position, position_name, resource, until)
    with workforce() as connection:
        if connection.execute(EXISTS, [number]).fetchone() is not None:
            hint = f"change them with: sched employees set {number}"
            raise ConflictError(f"Employee {number} exists already", hint=hint)
        import_row(
            connection,
            "employees",
            {
                "employee_number": number,
                **cells,
                "hire_date": str(hired),
                **_skills(skill),
                **({"team_code": team} if team else {}),
            },
        )
        commit_roster(connection, f"Added {number}")


@employees.command("set")
def set_fields(
    number: NumberArgument,
    first_name: FirstOption = None,
    last_name: LastOption = None,
    email: EmailOption = None,
    department: DepartmentOption = None,
    department_name: DepartmentNameOption = None,
    position: PositionOption = None,
    position_name: PositionNameOption = None,
    resource: ResourceOption = None,
    hired: HiredOption = None,
    until: UntilOption = None,
    active: ActiveOption = None,
    skill: SkillOption = None,
) -> None:
    """Change the given properties of an employee, and leave the rest.

    Teams are changed with sched teams assign."""
    cells = _cells(first_name, last_name, email, department, department_name, position, position_name, resource, until)
    if hired:
        cells["hire_date"] = str(hired)
    if active is not None:
        cells["is_active"] = str(active).lower()
    with workforce() as connection:
        _known(connection, number)
        changed = import_row(connection, "employees", {"employee_number": number, **cells, **_skills(skill)})
        commit_roster(connection, f"Changed {number}" if changed else f"{number} has these values already")


@employees.command()
def erase(
    number: NumberArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Erase them without asking.")] = False,
) -> None:
    """Make a person unrecognisable everywhere, for good.

    Name, e-mail address and skills are removed, from the audit log too, and
    the number is replaced; hours that were worked still count. Asks for the
    number again, unless --yes is given. It cannot be undone."""
    with workforce() as connection:
        _known(connection, number)
        connection.rollback()  # nobody waits while a person thinks
        if (
            not yes
            and typer.prompt(f"This cannot be undone. To erase employee {number}, type the number again") != number
        ):
            raise RefusedError("The number is another one: nobody was erased")
        row = connection.execute(ERASE, [number]).fetchone()
        commit_roster(connection, f"Erased {number}" if row and row["erased"] else f"{number} has been erased before")


def _known(connection: Connection, number: str) -> None:
    """An error when there is no employee with this number."""
    connection.execute("select sched_engine.employee_id(%s)", [number])


def _cells(
    first_name: str | None,
    last_name: str | None,
    email: str | None,
    department: str | None,
    department_name: str | None,
    position: str | None,
    position_name: str | None,
    resource: str | None,
    until: str | None,
) -> dict[str, str]:
    """The cells of a row of the sheet Employees for what is given."""
    given: Mapping[str, Any] = {
        "first_name": first_name,
        "last_name": last_name,
        "email": email,
        "department_code": department,
        "department_name": department_name,
        "position_code": position,
        "position_name": position_name,
        "resource_code": resource,
        "termination_date": str(read_date(until)) if until else until,
    }
    return {name: value for name, value in given.items() if value is not None}


def _skills(skills: list[str] | None) -> dict[str, str]:
    found = {}
    for item in skills or []:
        name, equals, value = item.partition("=")
        if not equals or not name.strip():
            raise RefusedError(f'"{item}" is not a skill', hint="write --skill crane=2020")
        found[f"skills.{name.strip()}"] = value
    return found


@employees.command("import")
def import_file(
    file: FileArgument,
    sheet: SheetOption = EmployeeFile.EMPLOYEES,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    effective: EffectiveOption = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import employees: all of them, or nothing if anything is wrong (exit code 3, with every problem listed).

    Those who are there are updated where they differ; those not in the file
    stay as they are. Departments and positions that are not there are added
    when their name stands beside the code. Everything about people in one
    workbook: sched workforce import."""
    import_one(file, sheet, dry_run, yes, effective, format)


@employees.command()
def export(
    file: TargetArgument = None,
    sheet: SheetOption = EmployeeFile.EMPLOYEES,
    team: TeamOption = None,
    on: Annotated[
        date | None,
        typer.Option("--on", parser=read_date, metavar="DATE", help="Show teams as of this date; default: today."),
    ] = None,
) -> None:
    """Export employees in the form that sched employees import reads.

    Each has one team in it: the primary one on the date, else the next, else
    the last; it says how many memberships are left out. People who were
    erased are left out."""
    options = {"team": team} if team else {}
    export_one(file, sheet, {**options, **({"on": on.isoformat()} if on else {})})


@employees.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "employees-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained."""
    write_templates(file, ["employees"], force, "sched employees")
