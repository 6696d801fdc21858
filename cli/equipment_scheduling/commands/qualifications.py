"""`sched qualifications`: who may operate what, and until when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

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
from equipment_scheduling.commands.shared.people_rows import import_row
from equipment_scheduling.commands.shared.workforce import (
    LimitOption,
    NumberArgument,
    TeamOption,
    commit_roster,
    complete_employees,
    cut,
    workforce,
)
from equipment_scheduling.dates import local_date, read_date
from equipment_scheduling.errors import ConflictError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

qualifications = typer.Typer(help="Who may operate what, and until when.", no_args_is_help=True)

LIST = """
    select e.employee_number, e.last_name, e.first_name, t.team_code, r.resource_code, q.qualification_level,
        q.certification_date, q.expiry_date, q.expiry_date - d.today as days_left
    from sched.emp_resource_qualifications as q
    inner join sched.emp_employees as e on e.id = q.employee_id
    inner join sched.resources as r on r.id = q.resource_id
    cross join lateral (
        select (
            sched_engine.current_instant() at time zone sched_engine.employee_zone(e.id, current_date)
        )::date as today
    ) as d
    left join sched.emp_team_assignments as a
        on a.employee_id = e.id and a.is_primary and daterange(a.start_date, a.end_date, '[]') @> d.today
    left join sched.emp_teams as t on t.id = a.team_id
    where q.is_active and e.is_active
        and (%(all)s or coalesce(q.expiry_date, 'infinity') >= d.today)
        and (%(number)s::text is null or e.id = sched_engine.employee_id(%(number)s))
        and (%(team)s::text is null or a.team_id = sched_engine.team_id(%(team)s))
        and (%(resource)s::text is null or r.path_ids @> array[sched_engine.resource_id(%(resource)s)])
        and (
            %(expiring)s::integer is null or q.expiry_date between d.today and d.today + %(expiring)s::integer
            -- Renewed already: nothing to do.
            and not exists (
                select from sched.emp_resource_qualifications as n
                where n.employee_id = q.employee_id and n.resource_id = q.resource_id and n.is_active
                    and daterange(n.certification_date, n.expiry_date, '[]') @> (q.expiry_date + 1)
            )
        )
    order by case when %(expiring)s::integer is null then null else q.expiry_date end, e.employee_number,
        r.hierarchy_path, q.certification_date
    limit %(limit)s
"""
RENEW = """
    select sched_engine.renew_qualification(
        sched_engine.employee_id(%s), sched_engine.resource_id(%s), %s, %s, %s::sched.qualification_level
    ) as first_date
"""
WITHDRAW = """
    select sched_engine.withdraw_qualification(
        sched_engine.employee_id(%s), sched_engine.resource_id(%s), %s
    ) as withdrawn
"""
ZONE = "select sched_engine.employee_zone(sched_engine.employee_id(%s), current_date) as zone"
COLUMNS: list[str | Column] = [
    Column("employee_number", "number", "bold"),
    "last_name",
    "first_name",
    Column("team_code", "team"),
    Column("resource_code", "for", "cyan"),
    Column("qualification_level", "level"),
    Column("certification_date", "from"),
    Column("expiry_date", "to"),
    Column("days_left", style=lambda days: "bold red" if days is not None and days < 31 else ""),
]


class Level(StrEnum):
    """How well somebody masters a machine."""

    BASIC = "basic"
    ADVANCED = "advanced"
    EXPERT = "expert"


LastOption = Annotated[
    date | None,
    typer.Option(
        "--to", parser=read_date, metavar="DATE", help="Last date on which it holds; default: it does not expire."
    ),
]


def register(app: typer.Typer) -> None:
    """Add `sched qualifications` to the application."""
    app.add_typer(qualifications, name="qualifications")


@qualifications.command("list")
def list_qualifications(
    employee: Annotated[
        str | None,
        typer.Option("--employee", metavar="NUMBER", help="Only of this employee.", autocompletion=complete_employees),
    ] = None,
    team: TeamOption = None,
    resource: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Only for this and what is below it.", autocompletion=complete_resources),
    ] = None,
    expiring: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="DAYS", help="Only what expires within so many days and is not renewed, first things first."
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Include those that have expired.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List qualifications that hold or will hold; what was withdrawn is left out."""
    given = {
        "number": employee,
        "team": team,
        "resource": resource,
        "expiring": expiring,
        "all": all,
        "limit": limit + 1,
    }
    with workforce() as connection:
        rows = connection.execute(LIST, given).fetchall()
    narrow = "--employee, --team, --resource and --expiring"
    render(cut(rows, limit, "qualifications", narrow), COLUMNS, format, empty="There is none.")


@qualifications.command()
def add(
    number: NumberArgument,
    resource: ResourceArgument,
    level: Annotated[Level, typer.Option(help="How well.")] = Level.BASIC,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First date on which it holds; default: today."),
    ] = None,
    last: LastOption = None,
) -> None:
    """Qualify somebody for a resource and everything below it."""
    with workforce() as connection:
        row = connection.execute(ZONE, [number]).fetchone()
        assert row is not None
        start = first or local_date(connection, row["zone"])
        cells = {"employee_number": number, "resource_code": resource, "certification_date": str(start)}
        cells |= {"qualification_level": level, "expiry_date": str(last or "")}
        changed = import_row(connection, "qualifications", cells)
        until = f" to {last}" if last else ""
        done = f"{number} is qualified for {resource} ({level}) from {start}{until}"
        commit_roster(connection, done if changed else f"{done} already")


@qualifications.command()
def renew(
    number: NumberArgument,
    resource: ResourceArgument,
    last: LastOption = None,
    first: Annotated[
        date | None,
        typer.Option(
            "--from", parser=read_date, metavar="DATE", help="First date; default: the day after the last one expires."
        ),
    ] = None,
    level: Annotated[Level | None, typer.Option(help="How well; default: as before.")] = None,
) -> None:
    """Renew what somebody is qualified for; what was before is kept."""
    with workforce() as connection:
        row = connection.execute(RENEW, [number, resource, last, first, level]).fetchone()
        assert row is not None
        until = f" to {last}" if last else ""
        commit_roster(connection, f"{number} is qualified for {resource} from {row['first_date']}{until} on")


@qualifications.command()
def withdraw(
    number: NumberArgument,
    resource: ResourceArgument,
    last: Annotated[
        date | None,
        typer.Option(
            "--last",
            parser=read_date,
            metavar="DATE",
            help="Let it end on this date; default: as if it had never been.",
        ),
    ] = None,
) -> None:
    """Take from somebody what qualifies them for a resource."""
    with workforce() as connection:
        row = connection.execute(WITHDRAW, [number, resource, last]).fetchone()
        if row is None or not row["withdrawn"]:
            hint = f"see: sched qualifications list --employee {number} --all"
            raise ConflictError(f"{number} has no qualification for {resource} that is not over", hint=hint)
        when = f" from {last} on" if last else ""
        commit_roster(
            connection, f"Withdrew {counted(row['withdrawn'], 'qualification')} of {number} for {resource}{when}"
        )


@qualifications.command("import")
def import_file(
    file: FileArgument,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import qualifications: all of them, or nothing if anything is wrong (exit code 3, with every problem listed).

    A row that is there, of the same employee, resource and first date, is
    updated where it differs; what is not in the file stays as it is."""
    import_one(file, "qualifications", dry_run, yes, None, format)


@qualifications.command()
def export(file: TargetArgument = None, team: TeamOption = None) -> None:
    """Export qualifications in the form that sched qualifications import reads; what was withdrawn is left out."""
    export_one(file, "qualifications", {"team": team} if team else {})


@qualifications.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "qualifications-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained."""
    write_templates(file, ["qualifications"], force, "sched qualifications")
