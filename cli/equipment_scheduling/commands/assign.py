"""`sched assign`, `sched unassign` and `sched assignments`: who follows which pattern, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import (
    FromOption,
    ResourceArgument,
    complete_patterns,
    complete_resources,
)
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.dates import Period, read_date, today
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render, to_text
from equipment_scheduling.render.what_if import DryRunOption, PeriodOption, preview

ASSIGN = """
    select sched_engine.assign_pattern(
        sched_engine.resource_id(%s), sched_engine.pattern_id(%s), %s, %s, %s
    )
"""
UNDO = """
    with target as materialized (select sched_engine.resource_id(%s) as id)
    select u.edited_by, u.edited_at at time zone z.time_zone as edited_at
    from target as t
    cross join sched_engine.effective_time_zones(array[t.id]) as z
    cross join sched_engine.undo_assignment(t.id) as u
"""
ALL = """
    select r.resource_code as assigned_to, p.pattern_code, a.effective_date, a.end_date, a.assigned_by,
        a.notes
    from sched.resource_pattern_assignments as a
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = a.pattern_id
    order by r.hierarchy_path, a.effective_date
"""
OF_ONE = """
    select a.pattern_code, a.effective_date, a.end_date, a.assigned_to, a.is_inherited, a.assigned_by, a.notes,
        daterange(a.effective_date, a.end_date, '[]') as dates
    from sched_engine.resource_assignments(sched_engine.resource_id(%s)) as a
"""


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(assign)
    app.command()(unassign)
    app.command()(assignments)


def assign(
    resource: ResourceArgument,
    pattern: Annotated[
        str | None,
        typer.Argument(metavar="PATTERN", help="Code of the pattern.", autocompletion=complete_patterns),
    ] = None,
    first: FromOption = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=read_date, metavar="DATE", help="Last business date; default: until replaced."),
    ] = None,
    notes: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; kept for whoever asks later.")] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last edit of its assignments, whoever made it.")
    ] = False,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Assign a pattern to a resource and to everything below it that has none of its own.

    --from defaults to today in the resource's time zone. An open assignment
    ends the day before.

    With --undo and no pattern, the resource's assignments go back to what
    they were before the last sched assign, unassign or import; a second
    --undo reverses the first. Shifts that have begun stay as they are."""
    if undo == (pattern is not None):
        raise typer.BadParameter("give the code of a pattern, or --undo", param_hint="PATTERN")
    if undo and (first or last or notes):
        raise typer.BadParameter("an edit is taken back as a whole: leave out --from, --to and --notes")
    with connect() as connection:
        if undo:
            _undo(connection, resource, dry_run or period is not None, period)
            return
        start = first or today(connection, [resource])
        if dry_run or period:
            edit = {"from": start.isoformat(), "to": last.isoformat() if last else None}
            preview(connection, period, "assign", resource=resource, pattern=pattern, **edit)
            return
        connection.execute(ASSIGN, [resource, pattern, start, last, notes])
        commit_edit(connection, f"{resource} follows {pattern} from {start}{f' to {last}' if last else ''}")


def _undo(connection: Connection, resource: str, dry_run: bool, period: Period | None) -> None:
    """Take back the last edit of the assignments of a resource, or show what that would do."""
    if dry_run:
        preview(connection, period, "undo_assignment", resource=resource)
        return
    edit = connection.execute(UNDO, [resource]).fetchone()
    assert edit is not None
    rows = connection.execute(OF_ONE, [resource]).fetchall()
    own = [f"{row['pattern_code']} {to_text(row['dates'])}" for row in rows if not row["is_inherited"]]
    follows = f"it follows {', then '.join(own)}" if own else "it has no pattern of its own"
    when = f"{edit['edited_at']:%Y-%m-%d at %H:%M}"
    commit_edit(connection, f"{resource}: took back what {edit['edited_by']} did on {when}; {follows}")


def unassign(
    resource: ResourceArgument,
    first: FromOption = None,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Make a resource inherit its pattern again, from a date on (default: today).

    To take back a mistaken assignment: sched assign RESOURCE --undo."""
    with connect() as connection:
        start = first or today(connection, [resource])
        if dry_run or period:
            preview(connection, period, "unassign", resource=resource, **{"from": start.isoformat()})
            return
        row = connection.execute(
            "select sched_engine.unassign_pattern(sched_engine.resource_id(%s), %s) as ended",
            [resource, start],
        ).fetchone()
        if row is None or not row["ended"]:
            commit_edit(connection, f"{resource} has no pattern of its own from {start} on: nothing to do")
        else:
            commit_edit(connection, f"{resource} inherits its pattern from {start} on")


def assignments(
    resource: Annotated[
        str | None,
        typer.Argument(
            metavar="RESOURCE", help="Only those that apply to this resource.", autocompletion=complete_resources
        ),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List assignments; for one resource, those that apply to it, its own and inherited."""
    with connect() as connection:
        rows = connection.execute(OF_ONE if resource else ALL, [resource] if resource else []).fetchall()
    own = [
        "pattern_code",
        "effective_date",
        "end_date",
        "assigned_to",
        "is_inherited",
        "assigned_by",
        "notes",
    ]
    every = ["assigned_to", "pattern_code", "effective_date", "end_date", "assigned_by", "notes"]
    headings = {
        "pattern_code": "pattern",
        "effective_date": "from",
        "end_date": "to",
        "is_inherited": "inherited",
    }
    columns = [Column(key, headings.get(key)) for key in (own if resource else every)]
    render(rows, columns, format, empty="No pattern is assigned.")
