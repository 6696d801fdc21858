"""`sched status|refresh|horizon`: whether the stored plan is current, and making it so."""

from __future__ import annotations

import time
from typing import Annotated, Any

import typer

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.output import Column, FormatOption, OutputFormat, console, render

STATUS = """
    select r.resource_code, s.dates, sched_engine.describe_cause(s.cause) as edited, s.changed_by, s.marked_at,
        (select count(*) from sched_engine.stale_machines(array[s.id])) as machines
    from sched.stale_dates as s
    inner join sched.resources as r on r.id = s.resource_id
    order by s.id
"""


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(status)
    app.command()(refresh)
    app.command()(horizon)


def status(format: FormatOption = OutputFormat.TABLE) -> None:
    """Show edits whose effect on the stored plan is still to be applied.

    Small edits are applied at commit; they appear here only when somebody
    was generating their machines at that moment. Nothing listed means: what
    OEE reads is current."""
    with connect() as connection:
        rows = connection.execute(STATUS).fetchall()
    if not rows and format is OutputFormat.TABLE:
        console().print("The stored plan is current.")
        return
    render(
        rows,
        [
            Column("resource_code", "resource"),
            Column("dates"),
            Column("machines"),
            Column("edited"),
            Column("changed_by", "by"),
            Column("marked_at", "since"),
        ],
        format,
    )


def refresh(
    batch: Annotated[int, typer.Option(min=1, max=10000, help="Machines for each transaction.")] = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Apply edits that wait to the stored plan.

    Each batch of machines is a transaction of its own; several may run at
    once, and stopping in between loses nothing."""
    totals = {"edits": 0, "machines": 0, "inserted": 0, "updated": 0, "deleted": 0}
    started = time.perf_counter()
    marks: set[int] = set()
    with connect(autocommit=True) as connection:
        while step := _next(connection, batch):
            marks.add(step.pop("mark_id"))
            for key, value in step.items():
                totals[key] += value
    totals["edits"] = len(marks)
    row: dict[str, Any] = {**totals, "seconds": round(time.perf_counter() - started, 2)}
    render([row], [Column(key) for key in row], format)


def _next(connection: Connection, batch: int) -> dict[str, Any] | None:
    """Refresh one batch; None when nothing is pending."""
    return connection.execute("select * from sched_engine.refresh_next(%s)", (batch,)).fetchone()


def horizon(format: FormatOption = OutputFormat.TABLE) -> None:
    """Generate what is missing of the months ahead (setting rolling_horizon_months).

    Made to be run every day; by several at once does no harm."""
    with connect() as connection:
        row = connection.execute("select * from sched_engine.extend_horizon()").fetchone()
    assert row is not None
    render([row], [Column(key) for key in row], format)
