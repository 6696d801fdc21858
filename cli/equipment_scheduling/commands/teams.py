"""`sched teams`: who works together, by which pattern, and on what."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import complete_patterns, complete_resources
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
    NumbersArgument,
    PreviewOption,
    SinceOption,
    TeamArgument,
    UntilOption,
    commit_roster,
    cut,
    workforce,
)
from equipment_scheduling.database import Connection, Row
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import ConflictError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

teams = typer.Typer(help="Teams: their pattern, their members, and what they work on.", no_args_is_help=True)

TODAY = """
    select t.id, t.team_code, z.time_zone, (sched_engine.current_instant() at time zone z.time_zone)::date as today
    from sched.emp_teams as t
    cross join sched_engine.effective_time_zones(array[t.resource_id]) as z
    where t.id = sched_engine.team_id(%s)
"""
LIST = """
    select t.team_code, t.team_name, r.resource_code, z.time_zone, p.pattern_code, t.cycle_offset_days,
        t.works_holidays, t.handover_minutes, m.members, t.is_active
    from sched.emp_teams as t
    inner join sched.resources as r on r.id = t.resource_id
    cross join sched_engine.effective_time_zones(array[t.resource_id]) as z
    left join sched.operating_patterns as p on p.id = t.pattern_id
    cross join lateral (
        select count(*) as members
        from sched.emp_team_assignments as a
        where a.team_id = t.id and a.is_primary and daterange(a.start_date, a.end_date, '[]')
            @> (sched_engine.current_instant() at time zone z.time_zone)::date
    ) as m
    where (%(all)s or t.is_active)
        and (%(below)s::text is null or r.path_ids @> array[sched_engine.resource_id(%(below)s)])
    order by t.team_code
    limit %(limit)s
"""
MEMBERS = """
    select e.employee_number, e.last_name, e.first_name, p.position_code, a.is_primary, a.start_date, a.end_date,
        e.is_active
    from sched.emp_team_assignments as a
    inner join sched.emp_employees as e on e.id = a.employee_id
    inner join sched.emp_positions as p on p.id = e.position_id
    where a.team_id = %(team)s and (%(all)s or daterange(a.start_date, a.end_date, '[]') @> %(on)s::date)
    order by a.is_primary desc, e.employee_number, a.start_date
    limit %(limit)s
"""
RESOURCES = """
    select r.resource_code, r.resource_name, w.start_date, w.end_date
    from sched.emp_team_resources as w
    inner join sched.resources as r on r.id = w.resource_id
    where w.team_id = %s
    order by r.hierarchy_path, w.start_date
"""
WORKS_ON = """
    insert into sched.emp_team_resources (team_id, resource_id, start_date, end_date)
    values (%s, sched_engine.resource_id(%s), %s, %s)
"""
STOPS = """
    update sched.emp_team_resources as w set end_date = %(last)s
    where w.team_id = %(team)s and w.resource_id = sched_engine.resource_id(%(resource)s)
        and w.start_date <= %(last)s and coalesce(w.end_date, 'infinity') > %(last)s
    returning w.id
"""
ASSIGN = "select sched_engine.assign_team(%s, %s, %s, %s, %s)"
LEAVE = "select sched_engine.leave_team(%s, %s, %s) as people"
PEOPLE = """
    select sched_engine.employee_id(n.number) as id
    from unnest(%s::text[]) with ordinality as n (number, nr)
    order by n.nr
"""
COLUMNS: list[str | Column] = [
    Column("team_code", "team", "bold"),
    Column("team_name", "name"),
    Column("resource_code", "home"),
    Column("time_zone", style="dim"),
    Column("pattern_code", "pattern"),
    Column("cycle_offset_days", "days behind"),
    Column("works_holidays", "holidays"),
    Column("handover_minutes", "handover min"),
    "members",
    Column("is_active", "active"),
]
MEMBER_COLUMNS: list[str | Column] = [
    Column("employee_number", "number", "bold"),
    "last_name",
    "first_name",
    Column("position_code", "position"),
    Column("is_primary", "primary"),
    Column("start_date", "from"),
    Column("end_date", "to"),
    Column("is_active", "active"),
]


class TeamFile(StrEnum):
    """Which rows a file about teams has."""

    TEAMS = "teams"
    MEMBERSHIPS = "memberships"
    TEAM_RESOURCES = "team_resources"


SheetOption = Annotated[TeamFile, typer.Option("--sheet", help="What the rows of the file are.")]
NameOption = Annotated[str | None, typer.Option(metavar="NAME", help="Name that people see.")]
HomeOption = Annotated[
    str | None,
    typer.Option(
        metavar="RESOURCE",
        help="Part of the plant whose time zone and holidays it has.",
        autocompletion=complete_resources,
    ),
]
PatternOption = Annotated[
    str | None,
    typer.Option(metavar="CODE", help='Pattern whose shifts it works; "": none.', autocompletion=complete_patterns),
]
BehindOption = Annotated[
    int | None,
    typer.Option("--behind", min=0, metavar="DAYS", help="How many days it runs behind the cycle of its pattern."),
]
HolidaysOption = Annotated[bool | None, typer.Option("--holidays/--no-holidays", help="Whether it works on holidays.")]
HandoverOption = Annotated[
    int | None, typer.Option(min=0, max=120, metavar="MINUTES", help="How long it stays after a shift to hand over.")
]
ActiveOption = Annotated[bool | None, typer.Option("--active/--inactive", help="Inactive: it works no shifts.")]
OnOption = Annotated[date | None, typer.Option("--on", parser=read_date, metavar="DATE", help="Date; default: today.")]


def register(app: typer.Typer) -> None:
    """Add `sched teams` to the application."""
    app.add_typer(teams, name="teams")


@teams.command("list")
def list_teams(
    below: Annotated[
        str | None,
        typer.Option(metavar="RESOURCE", help="Only with a home at or below this.", autocompletion=complete_resources),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Include those that are inactive.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List teams: home, pattern, days behind its cycle, and how many members they have today."""
    with workforce() as connection:
        rows = connection.execute(LIST, {"below": below, "all": all, "limit": limit + 1}).fetchall()
    render(cut(rows, limit, "teams", "--below"), COLUMNS, format, empty="There are no teams.")


@teams.command()
def add(
    team: TeamArgument,
    name: Annotated[str, typer.Option(metavar="NAME", help="Name that people see.")],
    home: Annotated[
        str,
        typer.Option(
            metavar="RESOURCE",
            help="Part of the plant whose time zone and holidays it has.",
            autocompletion=complete_resources,
        ),
    ],
    pattern: PatternOption = None,
    behind: BehindOption = None,
    holidays: HolidaysOption = None,
    handover: HandoverOption = None,
) -> None:
    """Add a team."""
    with workforce() as connection:
        if connection.execute("select from sched.emp_teams as t where t.team_code = %s", [team]).fetchone() is not None:
            raise ConflictError(f"Team {team} exists already", hint=f"change it with: sched teams set {team}")
        _store(connection, team, name, home, pattern, behind, holidays, handover, None)
        commit_roster(connection, f"Added {team}")


@teams.command("set")
def set_fields(
    team: TeamArgument,
    name: NameOption = None,
    home: HomeOption = None,
    pattern: PatternOption = None,
    behind: BehindOption = None,
    holidays: HolidaysOption = None,
    handover: HandoverOption = None,
    active: ActiveOption = None,
    dry_run: PreviewOption = False,
) -> None:
    """Change the given properties of a team, and leave the rest.

    Shifts that have begun stay as they are; later ones follow at once."""
    with workforce() as connection:
        _team(connection, team)
        changed = _store(connection, team, name, home, pattern, behind, holidays, handover, active)
        commit_roster(connection, f"Changed {team}" if changed else f"{team} has these values already", dry_run)


def _store(
    connection: Connection,
    team: str,
    name: str | None,
    home: str | None,
    pattern: str | None,
    behind: int | None,
    holidays: bool | None,
    handover: int | None,
    active: bool | None,
) -> bool:
    given: dict[str, Any] = {
        "team_name": name,
        "resource_code": home,
        "pattern_code": pattern,
        "cycle_offset_days": behind,
        "works_holidays": holidays,
        "handover_minutes": handover,
        "is_active": active,
    }
    cells = {column: str(value) for column, value in given.items() if value is not None}
    return import_row(connection, "teams", {"team_code": team, **cells})


def _team(connection: Connection, code: str) -> Row:
    """The id of a team, and what date it is at its home."""
    row = connection.execute(TODAY, [code]).fetchone()
    assert row is not None
    return row


def _people(connection: Connection, numbers: list[str]) -> list[int]:
    return [row["id"] for row in connection.execute(PEOPLE, [list(dict.fromkeys(numbers))])]


@teams.command()
def members(
    team: TeamArgument,
    on: OnOption = None,
    all: Annotated[bool, typer.Option("--all", help="At any time, not only on the date.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List who is in a team on a date, those who may stand in for it last."""
    with workforce() as connection:
        row = _team(connection, team)
        given = {"team": row["id"], "on": on or row["today"], "all": all, "limit": limit + 1}
        rows = connection.execute(MEMBERS, given).fetchall()
    render(cut(rows, limit, "members", "--on"), MEMBER_COLUMNS, format, empty="Nobody is in this team then.")


@teams.command()
def assign(
    team: TeamArgument,
    number: NumbersArgument,
    first: SinceOption = None,
    last: UntilOption = None,
    stand_in: Annotated[
        bool, typer.Option("--stand-in", help="They may stand in for the team, and keep the primary team they have.")
    ] = False,
    dry_run: PreviewOption = False,
) -> None:
    """Make a team the primary team of people, from a date on.

    The primary team that they have then ends the day before, as a pattern
    does when another is assigned; it does not come back after --to."""
    with workforce() as connection:
        row = _team(connection, team)
        people, start = _people(connection, number), first or row["today"]
        connection.execute(ASSIGN, [row["id"], people, start, last, not stand_in])
        until = f" to {last}" if last else ""
        verb = "may stand in for" if stand_in else "in"
        commit_roster(
            connection, f"{counted(len(people), 'person', 'people')} {verb} {team} from {start}{until}", dry_run
        )


@teams.command()
def leave(
    team: TeamArgument,
    number: NumbersArgument,
    last: Annotated[
        date | None, typer.Option("--last", parser=read_date, metavar="DATE", help="Last date in it; default: today.")
    ] = None,
    dry_run: PreviewOption = False,
) -> None:
    """End the membership of people in a team; what would begin later is removed."""
    with workforce() as connection:
        row = _team(connection, team)
        end = last or row["today"]
        left = connection.execute(LEAVE, [row["id"], _people(connection, number), end]).fetchone()
        people = counted(left["people"] if left else 0, "person", "people")
        commit_roster(
            connection,
            f"{people} in {team} until {end}" if left and left["people"] else "Nobody was in it: nothing to do",
            dry_run,
        )


@teams.command()
def resources(
    team: TeamArgument,
    resource: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[RESOURCE]", help="What it works on, with everything below it.", autocompletion=complete_resources
        ),
    ] = None,
    first: SinceOption = None,
    last: UntilOption = None,
    stop: Annotated[
        bool, typer.Option("--stop", help="It works on these no longer; --to is the last date, default: today.")
    ] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List what a team works on; with resources, let it work on them from a date on."""
    with workforce() as connection:
        row = _team(connection, team)
        if not resource:
            rows = connection.execute(RESOURCES, [row["id"]]).fetchall()
            columns = [Column("resource_code", "resource", "bold"), Column("resource_name", "name")]
            columns += [Column("start_date", "from"), Column("end_date", "to")]
            render(rows, columns, format, empty=f"Nothing is entered for {team}.")
            return
        for code in resource:
            if stop:
                given = {"team": row["id"], "resource": code, "last": last or row["today"]}
                if connection.execute(STOPS, given).fetchone() is None:
                    raise ConflictError(
                        f"{team} does not work on {code} after that date", hint=f"see: sched teams resources {team}"
                    )
            else:
                connection.execute(WORKS_ON, [row["id"], code, first or row["today"], last])
        done = (
            f"until {last or row['today']}" if stop else f"from {first or row['today']}{f' to {last}' if last else ''}"
        )
        commit_roster(connection, f"{team} works on {', '.join(resource)} {done}")


@teams.command("import")
def import_file(
    file: FileArgument,
    sheet: SheetOption = TeamFile.TEAMS,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import teams: all of them, or nothing if anything is wrong (exit code 3, with every problem listed).

    Those that are there are updated where they differ; those not in the file
    stay as they are. --sheet memberships: who is in which team, from when to
    when; --sheet team_resources: what teams work on."""
    import_one(file, sheet, dry_run, yes, None, format)


@teams.command()
def export(file: TargetArgument = None, sheet: SheetOption = TeamFile.TEAMS) -> None:
    """Export teams in the form that sched teams import reads."""
    export_one(file, sheet, {})


@teams.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "teams-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained."""
    write_templates(file, ["teams"], force, "sched teams")
