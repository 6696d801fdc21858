"""`sched requirements`: how many people are needed where, while machines operate."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument, complete_resources
from equipment_scheduling.commands.shared.people_files import (
    DryRunOption,
    FileArgument,
    ForceOption,
    TargetArgument,
    YesOption,
    export_one,
    import_one,
    write_templates,
)
from equipment_scheduling.commands.shared.workforce import LimitOption, commit_coverage, cut, workforce
from equipment_scheduling.database import Connection
from equipment_scheduling.dates import local_date, read_date
from equipment_scheduling.errors import NotFoundError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

requirements = typer.Typer(help="How many people are needed where, while machines operate.", no_args_is_help=True)

LIST = """
    select q.id, r.resource_code, q.head_count, q.per::text as per, q.machines_per_person, q.shift_code,
        q.min_level::text as min_level, p.position_code, q.start_date, q.end_date
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    inner join sched_engine.effective_time_zones(array(select i.resource_id from sched.emp_requirements as i)) as z
        on z.resource_id = q.resource_id
    where (%(all)s or coalesce(q.end_date, 'infinity')
            >= (sched_engine.current_instant() at time zone z.time_zone)::date)
        and (%(at)s::text is null or r.path_ids @> array[sched_engine.resource_id(%(at)s)])
        and (
            %(above)s::text is null
            or q.resource_id = any((
                select h.path_ids from sched.resources as h where h.id = sched_engine.resource_id(%(above)s)
            )::bigint[])
        )
    order by r.hierarchy_path, q.shift_code nulls first, q.id
    limit %(limit)s
"""
ADD = """
    insert into sched.emp_requirements (
        resource_id, per, shift_code, head_count, min_level, position_id, machines_per_person, start_date, end_date
    )
    values (
        sched_engine.resource_id(%(resource)s), %(per)s, %(shift)s, %(head_count)s, %(level)s,
        case when %(position)s::text is not null then sched_engine.position_id(%(position)s) end, %(machines)s,
        %(first)s, %(last)s
    )
    returning id
"""
SET = """
    update sched.emp_requirements as q
    set
        head_count = coalesce(%(head_count)s, q.head_count),
        machines_per_person = coalesce(%(machines)s, q.machines_per_person),
        start_date = coalesce(%(first)s, q.start_date),
        end_date = case when %(last)s::text is null then q.end_date else nullif(%(last)s::text, '')::date end
    where q.id = %(id)s
"""
REMOVE = "delete from sched.emp_requirements as q where q.id = any(%s) returning q.id"
KNOWN = "select q.id from sched.emp_requirements as q where q.id = any(%s)"
ZONE = "select z.time_zone from sched_engine.effective_time_zones(array[sched_engine.resource_id(%s)]) as z"
COLUMNS: list[str | Column] = [
    Column("id", "requirement", "bold"),
    Column("resource_code", "at", "cyan"),
    Column("head_count", "people"),
    "per",
    Column("machines_per_person", "machines each"),
    Column("shift_code", "shift"),
    Column("min_level", "level"),
    Column("position_code", "position"),
    Column("start_date", "from"),
    Column("end_date", "to"),
]


class Per(StrEnum):
    """What the number of people is for."""

    MACHINE = "machine"
    RESOURCE = "resource"


class Level(StrEnum):
    """Least level of a qualification."""

    BASIC = "basic"
    ADVANCED = "advanced"
    EXPERT = "expert"


PeopleNumber = Annotated[int, typer.Argument(min=1, max=1000, metavar="PEOPLE", help="How many at a time.")]
MachinesOption = Annotated[
    int | None,
    typer.Option(
        "--machines-each", min=1, max=100, metavar="NUMBER", help="How many machines one person may watch at once."
    ),
]
FirstOption = Annotated[
    date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First business date; default: today.")
]
IdArgument = Annotated[
    int, typer.Argument(metavar="REQUIREMENT", help="Number of the requirement, as the list has it.")
]
IdsArgument = Annotated[
    list[int], typer.Argument(metavar="REQUIREMENT", help="Numbers of requirements, as the list has them.")
]


def register(app: typer.Typer) -> None:
    """Add `sched requirements` to the application."""
    app.add_typer(requirements, name="requirements")


@requirements.command("list")
def list_requirements(
    below: Annotated[
        str | None,
        typer.Option(metavar="RESOURCE", help="Only of this and what is below it.", autocompletion=complete_resources),
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="RESOURCE",
            help="Only what holds for this: its own, and of those above.",
            autocompletion=complete_resources,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Include those that are over.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List requirements of today and later, by the tree of resources."""
    given = {"at": below, "above": of, "all": all, "limit": limit + 1}
    with workforce() as connection:
        rows = connection.execute(LIST, given).fetchall()
    render(cut(rows, limit, "requirements", "--below and --of"), COLUMNS, format, empty="Nobody is required.")


@requirements.command()
def add(
    resource: ResourceArgument,
    people: PeopleNumber,
    per: Annotated[
        Per, typer.Option(help="For each machine while it operates, or once while any of them does.")
    ] = Per.MACHINE,
    shift: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only while machines operate in this shift; default: in any.")
    ] = None,
    level: Annotated[Level | None, typer.Option(help="Least level of a qualification; default: none is asked.")] = None,
    position: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only people of this position count; default: of any.")
    ] = None,
    machines_each: MachinesOption = None,
    first: FirstOption = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--to",
            parser=read_date,
            metavar="DATE",
            help="Last business date, included; default: until further notice.",
        ),
    ] = None,
) -> None:
    """Require people at a resource and everything below it, while machines operate.

    Requirements add up: one does not replace another, of the same resource or
    of one above it. Dates are business dates of the shifts of the machines."""
    with workforce() as connection:
        start = first or _today(connection, resource)
        given = {"resource": resource, "head_count": people, "per": per, "shift": shift, "level": level}
        given |= {"position": position, "machines": machines_each or 1, "first": start, "last": last}
        row = connection.execute(ADD, given).fetchone()
        assert row is not None
        until = f" to {last}" if last else ""
        what = "for each machine" if per is Per.MACHINE else "in all"
        needed = counted(people, "person", "people")
        commit_coverage(connection, f"Requirement {row['id']}: {needed} at {resource}, {what}, from {start}{until}")


def _today(connection: Connection, resource: str) -> date:
    row = connection.execute(ZONE, [resource]).fetchone()
    assert row is not None
    return local_date(connection, row["time_zone"])


@requirements.command("set")
def set_fields(
    requirement: IdArgument,
    people: Annotated[int | None, typer.Option(min=1, max=1000, metavar="NUMBER", help="How many at a time.")] = None,
    machines_each: MachinesOption = None,
    first: Annotated[
        date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First business date.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help='Last business date, included; "": until further notice.')
    ] = None,
) -> None:
    """Change how many are required, or when; what else tells a requirement apart stays: add another one for that."""
    with workforce() as connection:
        _check(connection, [requirement])
        end = last if not last else read_date(last).isoformat()
        given: dict[str, Any] = {"head_count": people, "machines": machines_each, "first": first, "last": end}
        connection.execute(SET, {**given, "id": requirement})
        commit_coverage(connection, f"Changed requirement {requirement}")


@requirements.command()
def remove(requirement: IdsArgument) -> None:
    """Remove requirements, as if they had never been; to end one on a date: sched requirements set --to."""
    with workforce() as connection:
        _check(connection, requirement)
        gone = connection.execute(REMOVE, [requirement]).fetchall()
        commit_coverage(connection, f"Removed {counted(len(gone), 'requirement')}")


def _check(connection: Connection, ids: list[int]) -> None:
    known = {row["id"] for row in connection.execute(KNOWN, [ids])}
    unknown = next((number for number in ids if number not in known), None)
    if unknown is not None:
        raise NotFoundError(f"There is no requirement {unknown}", hint="see: sched requirements list --all")


@requirements.command("import")
def import_file(
    file: FileArgument,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import requirements: all of them, or nothing if anything is wrong (exit code 3, with every problem listed).

    A row that is there, with the same resource, first date, per, shift, level
    and position, is updated where it differs; what is not in the file stays."""
    import_one(file, "requirements", dry_run, yes, None, format)


@requirements.command()
def export(file: TargetArgument = None) -> None:
    """Export requirements in the form that sched requirements import reads."""
    export_one(file, "requirements", {})


@requirements.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "requirements-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained."""
    write_templates(file, ["requirements"], force, "sched requirements")
