"""`sched status|refresh|horizon`: whether the stored plan is current, and making it so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import ConflictError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render

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
    wait: Annotated[float, typer.Option(min=0, help="Seconds to wait for others that get no further.")] = 10,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Apply edits that wait to the stored plan.

    Each batch of machines is a transaction of its own; several may run at
    once, and stopping in between loses nothing. What others, such as the
    relay, are at is waited for: exit code 5, and what is left, when they get
    no further."""
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
            edits = "1 edit" if len(left) == 1 else f"{len(left)} edits"
            raise ConflictError(
                f"Not everything is applied: others hold what is left of {edits}, and get no further",
                hint="see sched status for the edits and sched doctor for who holds them, then run it again",
            )
        time.sleep(0.2)


def horizon(format: FormatOption = OutputFormat.TABLE) -> None:
    """Generate what is missing of the months ahead (setting rolling_horizon_months).

    Made to be run every day; by several at once does no harm."""
    with connect() as connection:
        row = connection.execute("select * from sched_engine.extend_horizon()").fetchone()
    assert row is not None
    render([row], [Column(key) for key in row], format)
