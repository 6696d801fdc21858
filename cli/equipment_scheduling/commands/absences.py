"""`sched absences`: who is not there, for whole days or a part of one."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

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
from equipment_scheduling.commands.shared.workforce import (
    LimitOption,
    NumberArgument,
    PreviewOption,
    TeamOption,
    commit_roster,
    complete_employees,
    cut,
    workforce,
)
from equipment_scheduling.dates import read_date
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render

absences = typer.Typer(help="Who is not there, for whole days or a part of one.", no_args_is_help=True)

LIST = """
    select b.id, e.employee_number, e.last_name, e.first_name, t.team_code,
        coalesce(b.start_date::text, l.start_local) as starts, coalesce(b.end_date::text, l.end_local) as ends,
        b.absence_status, case when %(kinds)s then b.absence_kind end as absence_kind
    from sched.emp_absences as b
    inner join sched.emp_employees as e on e.id = b.employee_id
    cross join lateral sched_engine.employee_zone(
        e.id, coalesce(b.start_date, (b.start_time at time zone 'UTC')::date)
    ) as z (zone)
    cross join lateral sched_engine.absence_times(e.id, b.start_time, b.end_time) as l
    cross join lateral (
        select
            coalesce(b.start_date, (b.start_time at time zone z.zone)::date) as first_date,
            coalesce(b.end_date, (b.end_time at time zone z.zone)::date) as last_date,
            (sched_engine.current_instant() at time zone z.zone)::date as today
    ) as d
    left join sched.emp_team_assignments as a
        on a.employee_id = e.id and a.is_primary and daterange(a.start_date, a.end_date, '[]') @> d.first_date
    left join sched.emp_teams as t on t.id = a.team_id
    where d.last_date >= coalesce(%(first)s, case when %(all)s then date '1970-01-01' else d.today end)
        and (%(last)s::date is null or d.first_date <= %(last)s)
        and case
            when %(status)s::text is null then %(all)s or b.absence_status <> 'cancelled'
            else b.absence_status::text = %(status)s
        end
        and (%(number)s::text is null or e.id = sched_engine.employee_id(%(number)s))
        and (%(team)s::text is null or a.team_id = sched_engine.team_id(%(team)s))
    order by d.first_date, starts, e.employee_number
    limit %(limit)s
"""
ADD = """
    select sched_engine.add_absence(
        sched_engine.employee_id(%s), %s, %s, %s::sched.absence_kind, %s::sched.absence_status
    ) as id
"""
DECIDE = "select sched_engine.set_absence_status(%s, %s::sched.absence_status) as changed"


class Kind(StrEnum):
    """Why somebody is absent."""

    VACATION = "vacation"
    SICK = "sick"
    TRAINING = "training"
    OTHER = "other"


class Status(StrEnum):
    """How far an absence has come."""

    REQUESTED = "requested"
    APPROVED = "approved"
    CANCELLED = "cancelled"


IdsArgument = Annotated[list[int], typer.Argument(metavar="ABSENCE", help="Numbers of absences, as the list has them.")]
KindsOption = Annotated[bool, typer.Option("--with-kinds", help="Say why they are absent as well.")]


def register(app: typer.Typer) -> None:
    """Add `sched absences` to the application."""
    app.add_typer(absences, name="absences")


@absences.command("list")
def list_absences(
    employee: Annotated[
        str | None,
        typer.Option("--employee", metavar="NUMBER", help="Only of this employee.", autocompletion=complete_employees),
    ] = None,
    team: TeamOption = None,
    first: Annotated[
        date | None,
        typer.Option(
            "--from", parser=read_date, metavar="DATE", help="Only those that end then or later; default: today."
        ),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=read_date, metavar="DATE", help="Only those that begin then or earlier."),
    ] = None,
    status: Annotated[Status | None, typer.Option(help="Only these; default: all but cancelled ones.")] = None,
    with_kinds: KindsOption = False,
    all: Annotated[bool, typer.Option("--all", help="Include those that are over or cancelled.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List absences of today and later, by the clock of each employee."""
    given = {"number": employee, "team": team, "first": first, "last": last, "status": status}
    with workforce() as connection:
        rows = connection.execute(LIST, {**given, "kinds": with_kinds, "all": all, "limit": limit + 1}).fetchall()
    columns: list[str | Column] = [
        Column("id", "absence", "bold"),
        Column("employee_number", "number"),
        "last_name",
        "first_name",
        Column("team_code", "team"),
        Column("starts", "from"),
        Column("ends", "to"),
        Column("absence_status", "status", lambda value: "yellow" if value == "requested" else ""),
    ]
    if with_kinds:
        columns.append(Column("absence_kind", "kind"))
    narrow = "--employee, --team, --from and --to"
    render(cut(rows, limit, "absences", narrow), columns, format, empty="Nobody is absent.")


@absences.command()
def add(
    number: NumberArgument,
    start: Annotated[
        str, typer.Argument(metavar="START", help='First date, or a time by their clock: "2026-12-24 10:00".')
    ],
    end: Annotated[
        str | None, typer.Argument(metavar="[END]", help="Last date, included, or a time; default: that one date.")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="Why; few may read it.")] = Kind.OTHER,
    requested: Annotated[
        bool, typer.Option("--requested", help="It is still to be approved, and changes no roster until then.")
    ] = False,
    dry_run: PreviewOption = False,
) -> None:
    """Enter that somebody is absent: whole dates, or from one time to another.

    Whole dates are business dates: a night shift that begins on one of them is
    not worked, also after midnight. Times cut shifts to the minute."""
    with workforce() as connection:
        status = Status.REQUESTED if requested else Status.APPROVED
        row = connection.execute(ADD, [number, start, end, kind, status]).fetchone()
        assert row is not None
        until = f" to {end}" if end else ""
        commit_roster(connection, f"Absence {row['id']}: {number} from {start}{until}, {status}", dry_run)


@absences.command()
def approve(absence: IdsArgument, dry_run: PreviewOption = False) -> None:
    """Approve absences that were requested: the rosters follow."""
    _decide(absence, Status.APPROVED, dry_run)


@absences.command()
def cancel(absence: IdsArgument, dry_run: PreviewOption = False) -> None:
    """Cancel absences: they are there again."""
    _decide(absence, Status.CANCELLED, dry_run)


def _decide(ids: list[int], status: Status, dry_run: bool) -> None:
    with workforce() as connection:
        lines = []
        for number in ids:
            row = connection.execute(DECIDE, [number, status]).fetchone()
            assert row is not None
            lines.append(f"Absence {number} is {status}{'' if row['changed'] else ' already'}")
        commit_roster(connection, lines, dry_run)


@absences.command("import")
def import_file(
    file: FileArgument,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Import absences: all of them, or nothing if anything is wrong (exit code 3, with every problem listed).

    An absence that begins at the same time is updated where it differs; what
    is not in the file stays as it is."""
    import_one(file, "absences", dry_run, yes, None, format)


@absences.command()
def export(file: TargetArgument = None, team: TeamOption = None, with_kinds: KindsOption = False) -> None:
    """Export absences in the form that sched absences import reads; cancelled ones are left out."""
    export_one(file, "absences", {"with_kinds": with_kinds, **({"team": team} if team else {})})


@absences.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="File to write; -: standard output.")] = Path(
        "absences-template.xlsx"
    ),
    force: ForceOption = False,
) -> None:
    """Write an Excel workbook to fill in, with lists to choose from and every column explained."""
    write_templates(file, ["absences"], force, "sched absences")
