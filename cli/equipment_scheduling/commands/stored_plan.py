"""`sched status|refresh|horizon`: whether the stored plan is current, and making it so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import ConflictError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.words import counted

STATUS = """
    select r.resource_code, s.dates, sched_engine.describe_cause(s.cause) as edited, s.changed_by, s.marked_at,
        (select count(*) from sched_engine.stale_machines(array[s.id])) as machines
    from sched.stale_dates as s
    inner join sched.resources as r on r.id = s.resource_id
    order by s.id
"""
LEFT = "select s.id, s.done_through from sched.stale_dates as s where s.id <= %s order by s.id"


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(status)
    app.command()(refresh)
    app.command()(horizon)


def status(format: FormatOption = OutputFormat.TABLE) -> None:
    """Show edits that have not been applied to the stored plan yet.

    Small edits are applied at commit; they appear here only when somebody
    was generating their machines at that moment. An empty list means that
    what OEE reads is current."""
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
    batch: Annotated[int, typer.Option(min=1, max=10000, metavar="NUMBER", help="Machines per transaction.")] = 200,
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for others that make no progress.")
    ] = 10,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Apply waiting edits to the stored plan.

    Each batch of machines is a transaction of its own; several refreshes may
    run at once, and stopping one loses nothing. It waits for batches that
    others, such as the relay, are working on; when they make no progress, it
    says what is left and ends with exit code 5."""
    totals = {"edits": 0, "machines": 0, "inserted": 0, "updated": 0, "deleted": 0}
    started = time.perf_counter()
    marks: set[int] = set()
    with connect(autocommit=True) as connection:
        for step in _steps(connection, batch, wait):
            marks.add(step.pop("mark_id"))
            for key, value in step.items():
                totals[key] += value
    totals["edits"] = len(marks)
    row: dict[str, Any] = {**totals, "seconds": round(time.perf_counter() - started, 2)}
    render([row], [Column(key) for key in row], format)


def _steps(connection: Connection, batch: int, wait: float) -> Iterator[dict[str, Any]]:
    """Refresh batch after batch, until no edit of now is pending; a ConflictError when others hold what is left."""
    newest = connection.execute("select max(s.id) as id from sched.stale_dates as s").fetchall()[0]["id"]
    seen: list[dict[str, Any]] = []
    deadline = 0.0
    while True:
        step = connection.execute("select * from sched_engine.refresh_next(%s)", (batch,)).fetchone()
        if step is not None:
            yield step
            continue
        left = connection.execute(LEFT, [newest]).fetchall()
        if not left:
            return
        if left != seen:
            seen, deadline = left, time.monotonic() + wait
        if time.monotonic() >= deadline:
            edits = counted(len(left), "edit")
            raise ConflictError(
                f"Not everything is applied: others hold what is left of {edits} and make no progress",
                hint="see sched status for the edits and sched doctor for who holds them, then run it again",
            )
        time.sleep(0.2)


def horizon(format: FormatOption = OutputFormat.TABLE) -> None:
    """Generate whatever is missing in the months ahead (setting rolling_horizon_months).

    Meant to be run every day; running it more than once does no harm, not
    even at the same time."""
    with connect() as connection:
        row = connection.execute("select * from sched_engine.extend_horizon()").fetchone()
    assert row is not None
    render([row], [Column(key) for key in row], format)
