"""`sched exceptions`: maintenance, breakdowns, shutdowns, reduced capacity, moved shifts, overtime."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument, complete_resources
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.commands.shared.importing import import_table
from equipment_scheduling.database import Connection, Row, connect, jsonb
from equipment_scheduling.errors import NotFoundError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.render.what_if import DryRunOption, PeriodOption, preview
from equipment_scheduling.words import counted

exceptions = typer.Typer(help="Maintenance, breakdowns, shutdowns, overtime.", no_args_is_help=True)
IdArgument = Annotated[int, typer.Argument(metavar="ID", help="Number shown by sched exceptions list.")]
TimeOption = Annotated[
    str, typer.Option(metavar="TIME", help='Local time "2026-12-01 10:00", one with an offset, now, today or tomorrow.')
]
CapacityOption = Annotated[
    int | None, typer.Option(min=1, max=99, metavar="PERCENT", help="Capacity left, for --impact reduced.")
]
MinutesOption = Annotated[
    int | None,
    typer.Option(
        min=-1440,
        max=1440,
        metavar="MINUTES",
        help="How far to move shifts, for --impact shifted; negative is earlier.",
    ),
]
OccurrenceOption = Annotated[
    str | None, typer.Option("--occurrence", metavar="TIME", help="Only the occurrence that starts at this time.")
]

ADD = """
    with target as materialized (select sched_engine.resource_id(%(resource)s) as id)
    select sched_engine.add_exception(
        t.id, %(type)s, sched_engine.resource_instant(t.id, %(start)s),
        case when %(end)s::text is not null then sched_engine.resource_instant(t.id, %(end)s) end,
        %(description)s, %(impact)s, %(capacity)s::smallint, %(repeat)s, %(minutes)s, %(shift_code)s
    ) as id
    from target as t
"""
CLOSE = """
    select sched_engine.close_exception(e.id, sched_engine.resource_instant(e.resource_id, coalesce(%(end)s, 'now')))
    from sched.schedule_exceptions as e
    where e.id = %(id)s
"""
CANCEL_ONE = """
    select sched_engine.cancel_occurrence(e.id, sched_engine.resource_instant(e.resource_id, %(start)s))
    from sched.schedule_exceptions as e
    where e.id = %(id)s
"""
RESTORE_ONE = """
    select sched_engine.restore_occurrence(e.id, sched_engine.resource_instant(e.resource_id, %(start)s))
    from sched.schedule_exceptions as e
    where e.id = %(id)s
"""
EDIT = "select sched_engine.edit_exception(%s, %s) as done"
LIST = """
    select e.*
    from sched_engine.exception_overview as e
    where (%(all)s or e.state in ('planned', 'in force'))
        and (
            %(resource)s::text is null
            or e.path_ids @> array[sched_engine.resource_id(%(resource)s)]
            or (
                select r.path_ids
                from sched.resources as r
                where r.id = sched_engine.resource_id(%(resource)s)
            ) @> e.path_ids
        )
    order by e.start_local, e.id
"""
WARNING = "select sched_engine.overtime_warning(%s) as warning"
IMPORT = "select * from sched_engine.import_exceptions(%s)"
CHECK = "select * from sched_engine.check_exceptions(sched_engine.flat_rows(%s))"
STATES = {"in force": "bold yellow", "planned": "", "past": "dim", "cancelled": "dim strike"}


class ExceptionType(StrEnum):
    """Why the plan is changed."""

    MAINTENANCE = "maintenance"
    BREAKDOWN = "breakdown"
    SHUTDOWN = "shutdown"
    HOLIDAY = "holiday"
    OTHER = "other"
    OVERTIME = "overtime"


class Impact(StrEnum):
    """How the plan is changed."""

    NO_OPERATION = "no_operation"
    REDUCED = "reduced"
    SHIFTED = "shifted"
    ADDITIONAL = "additional"


def register(app: typer.Typer) -> None:
    """Add `sched exceptions` to the application."""
    app.add_typer(exceptions, name="exceptions")


@exceptions.command()
def add(
    resource: ResourceArgument,
    type: Annotated[ExceptionType, typer.Option(help="Reason for the change.")],
    start: TimeOption,
    description: Annotated[str, typer.Option(metavar="TEXT", help="What happens, in words.")],
    end: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="First moment back to normal; default: not known yet."),
    ] = None,
    impact: Annotated[
        Impact, typer.Option(help="Stop, reduce, or move shifts; overtime always adds.")
    ] = Impact.NO_OPERATION,
    capacity: CapacityOption = None,
    minutes: MinutesOption = None,
    shift_code: Annotated[str | None, typer.Option(metavar="CODE", help="Shift code of overtime.")] = None,
    repeat: Annotated[
        str | None,
        typer.Option(metavar="RULE", help="RFC 5545 rule, e.g. FREQ=WEEKLY;BYDAY=MO;COUNT=10."),
    ] = None,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Stop or slow down a resource and everything below it, move its shifts, or add overtime.

    Times are in the resource's time zone unless they end in an offset
    (2026-12-01T10:00+02:00). A local time that occurs twice means its first
    occurrence; one that the clocks skip means the moment of the jump.

    Overtime that adds nothing, or less than it says, because the machine is
    stopped or operating anyway, is entered all the same, with a warning."""
    words = {
        "resource": resource,
        "type": type,
        "start": start,
        "end": end,
        "description": description,
        "impact": impact,
        "capacity": capacity,
        "minutes": minutes,
        "shift_code": shift_code,
        "repeat": repeat,
    }
    with connect() as connection:
        if dry_run or period:
            words["capacity_percent"] = words.pop("capacity")
            words["shift_minutes"] = words.pop("minutes")
            words["recurrence_rule"] = words.pop("repeat")
            preview(connection, period, "exception", **words)
            return
        row = connection.execute(ADD, words).fetchone()
        number = row["id"] if row else 0
        exception = _one(connection, number)
        commit_edit(connection, f"Exception {number}: {_words(exception)}")
        _warn(connection, number)


@exceptions.command("import")
def import_exceptions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or xlsx file; -: standard input.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how many would be added.")] = False,
) -> None:
    """Import exceptions from a file, all or none; those already known are not added again."""
    with connect() as connection:
        done = import_file(connection, file)
        told = f"{counted(done['added'], 'exception')} added, {done['unchanged']} known already"
        if dry_run:
            connection.rollback()
            print(f"Nothing was written. It would be: {told}")
        else:
            commit_edit(connection, told)


@exceptions.command("list")
def list_exceptions(
    resource: Annotated[
        str | None,
        typer.Argument(
            metavar="RESOURCE",
            help="Only those of this resource, and of those above and below it.",
            autocompletion=complete_resources,
        ),
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Include past and cancelled ones.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List exceptions in force and planned, in the local time of their resource, with cancelled occurrences."""
    with connect() as connection:
        rows = connection.execute(LIST, {"resource": resource, "all": all}).fetchall()
    any_cancelled = any(row["recurrence_excluded"] for row in rows)
    columns = [
        Column("id"),
        Column("resource_code", "resource"),
        Column("exception_type", "type"),
        Column("impact_type", "impact"),
        Column("capacity_percent", "%"),
        Column("shift_minutes", "minutes"),
        Column("start_local", "start"),
        Column("end_local", "end"),
        Column("time_zone", "zone"),
        Column("recurrence_rule", "repeats"),
        *([Column("recurrence_excluded", "not on")] if any_cancelled or format is not OutputFormat.TABLE else []),
        Column("state", style=lambda state: STATES[state]),
        Column("description"),
        Column("created_by", "by"),
    ]
    render(rows, columns, format, empty="No exceptions.")


@exceptions.command()
def edit(
    number: IdArgument,
    type: Annotated[ExceptionType | None, typer.Option(help="Reason for the change.")] = None,
    start: Annotated[
        str | None, typer.Option(metavar="TIME", help='Local time "2026-12-01 10:00", or with an offset.')
    ] = None,
    end: Annotated[
        str | None, typer.Option(metavar="TIME", help='First moment back to normal; "": not known yet.')
    ] = None,
    description: Annotated[str | None, typer.Option(metavar="TEXT", help="What happens, in words.")] = None,
    impact: Annotated[Impact | None, typer.Option(help="Stop, reduce, or move shifts.")] = None,
    capacity: CapacityOption = None,
    minutes: MinutesOption = None,
    shift_code: Annotated[str | None, typer.Option(metavar="CODE", help='Shift code of overtime; "": none.')] = None,
    repeat: Annotated[str | None, typer.Option(metavar="RULE", help='RFC 5545 rule; "": it happens once.')] = None,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Change the given properties of an exception in force, and leave the rest.

    Cancelled occurrences stay cancelled when the time of day changes. The
    former values are in the audit log."""
    given = {
        "exception_type": type,
        "start_datetime": start,
        "end_datetime": end,
        "description": description,
        "impact_type": impact,
        "capacity_percent": capacity,
        "shift_minutes": minutes,
        "shift_code": shift_code,
        "recurrence_rule": repeat,
    }
    changes: dict[str, Any] = {name: value or None for name, value in given.items() if value is not None}
    if not changes:
        raise typer.BadParameter("give at least one option that says what is to change")
    with connect() as connection:
        if dry_run or period:
            preview(connection, period, "edit_exception", exception_id=number, changes=changes)
            return
        row = connection.execute(EDIT, [number, jsonb(changes)]).fetchone()
        done = "" if row and row["done"] else " has these values already"
        commit_edit(connection, f"Exception {number}{done}: {_words(_one(connection, number))}")
        _warn(connection, number)


@exceptions.command()
def cancel(number: IdArgument, occurrence: OccurrenceOption = None) -> None:
    """Cancel an exception, or one occurrence of it; it is kept as evidence.

    To take that back: sched exceptions restore."""
    with connect() as connection:
        if occurrence is not None:
            if not connection.execute(CANCEL_ONE, {"id": number, "start": occurrence}).fetchall():
                raise NotFoundError(f"There is no exception {number}", hint="see sched exceptions list")
            commit_edit(connection, f"Exception {number} does not happen at {occurrence}")
            return
        row = connection.execute("select sched_engine.cancel_exception(%s) as done", [number]).fetchone()
        exception = _one(connection, number)
        done = "is cancelled" if row and row["done"] else "was cancelled already"
        commit_edit(connection, f"Exception {number} {done}: {_words(exception)}")


@exceptions.command()
def restore(
    number: IdArgument,
    occurrence: OccurrenceOption = None,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Put a cancelled exception, or one cancelled occurrence, back in force.

    sched exceptions list --all shows what is cancelled."""
    if occurrence is not None and (dry_run or period):
        raise typer.BadParameter("only whole exceptions can be previewed: leave out --occurrence or --dry-run")
    with connect() as connection:
        if dry_run or period:
            preview(connection, period, "restore_exception", exception_id=number)
            return
        if occurrence is not None:
            if not connection.execute(RESTORE_ONE, {"id": number, "start": occurrence}).fetchall():
                raise NotFoundError(f"There is no exception {number}", hint="see sched exceptions list --all")
            commit_edit(connection, f"Exception {number} happens at {occurrence} again")
            return
        row = connection.execute("select sched_engine.restore_exception(%s) as done", [number]).fetchone()
        done = "is in force again" if row and row["done"] else "was not cancelled"
        commit_edit(connection, f"Exception {number} {done}: {_words(_one(connection, number))}")
        _warn(connection, number)


@exceptions.command()
def close(
    number: IdArgument,
    end: Annotated[str | None, typer.Option(metavar="TIME", help="First moment back to normal; default: now.")] = None,
) -> None:
    """Give an exception an end: close an open one, shorten or extend any."""
    with connect() as connection:
        if not connection.execute(CLOSE, {"id": number, "end": end}).fetchall():
            raise NotFoundError(f"There is no exception {number}", hint="see sched exceptions list")
        exception = _one(connection, number)
        commit_edit(connection, f"Exception {number}: {_words(exception)}")


def import_file(connection: Connection, file: Path) -> Row:
    """Import exceptions; how many were added and how many known already."""
    return import_table(connection, file, IMPORT, kind="exceptions", check=CHECK)[0]


def _one(connection: Connection, number: int) -> Row:
    query = "select e.* from sched_engine.exception_overview as e where e.id = %s"
    row = connection.execute(query, [number]).fetchone()
    assert row is not None
    return row


def _warn(connection: Connection, number: int) -> None:
    """Say so when overtime that has just been entered adds no operating time, or only in part."""
    row = connection.execute(WARNING, [number]).fetchone()
    if row and row["warning"]:
        print(f"Warning: {row['warning']} To take it back: sched exceptions cancel {number}", file=sys.stderr)


def _words(exception: Row) -> str:
    """An exception in one sentence."""
    capacity, end = exception["capacity_percent"], exception["end_local"]
    what = {
        "no_operation": "stopped",
        "reduced": f"at {capacity} %",
        "shifted": "with moved shifts",
        "additional": "in overtime",
    }[exception["impact_type"]]
    return (
        f"{exception['resource_code']} {what} "
        f"from {exception['start_local']:%Y-%m-%d %H:%M} "
        f"{f'to {end:%Y-%m-%d %H:%M}' if end else 'until it is closed'} "
        f"({exception['time_zone']}), {exception['exception_type']}: {exception['description']}"
    )
