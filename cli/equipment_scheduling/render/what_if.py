"""`--dry-run` of the commands that edit the model: what the plan would be after the edit."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.dates import Period, read_period
from equipment_scheduling.errors import CLASSES, STATES, UNKNOWN, SchedError
from equipment_scheduling.render.output import Column, console, render
from equipment_scheduling.words import counted

WHAT_IF = "select sched_engine.what_if(%s, %s, %s, p_limit => 0) as report"
TOP = 20  # machines listed
HOURS = [Column("gained_hours", "gained h", "green"), Column("lost_hours", "lost h", "red")]
ROWS = [Column("rows_added", "added"), Column("rows_changed", "changed"), Column("rows_removed", "removed")]
DATES = [Column("first_date", "from"), Column("last_date", "to")]

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change in the plan; write nothing.")]

PeriodOption = Annotated[
    Period | None,
    typer.Option(
        parser=read_period,
        metavar="DATE..DATE",
        help="Dry run over these business dates; default: three months from the edit on.",
    ),
]


def preview(connection: Connection, period: Period | None, kind: str, **edit: Any) -> None:
    """Print what an edit (see sched_engine.what_if; what is None is left out) would do to the plan, over a period or
    the one that the edit suggests.

    Raises the error, with its exit code, that the edit itself would meet."""
    words = {key: value for key, value in edit.items() if value is not None}
    dates = [period.first, period.last] if period else [None, None]
    row = connection.execute(WHAT_IF, [jsonb({"kind": kind, **words}), *dates]).fetchone()
    assert row is not None
    report: Row = row["report"]
    if conflict := report["conflict"]:
        raise _refusal(**conflict)
    _show(report)


def _refusal(code: str, message: str, detail: str | None, hint: str | None) -> SchedError:
    meaning = STATES.get(code) or CLASSES.get(code[:2]) or UNKNOWN
    return SchedError(f"It would be refused: {message}", detail=detail, hint=hint or meaning.hint, code=meaning.code)


def _show(report: Row) -> None:
    machines = sorted(report["machines"], key=_weight)
    if machines:
        many = len(machines) > TOP
        title = f"The {TOP} machines with the most changes" if many else "Machines that would change"
        columns = [Column("resource_code", "machine"), *_hours(report), *ROWS, *DATES]
        render(machines[:TOP], columns, title=title)
        console().print()
        shifts = [{**shift, "shift_code": shift["shift_code"] or "(none)"} for shift in report["shifts"]]
        render(shifts, [Column("shift_code", "shift"), *_hours(report)], empty="No hours are gained or lost.")
        console().print()
    total, period = report["total"], report["period"]
    print(
        f"{period['start']} to {period['end']}: {total['gained_hours']:,} h gained, "
        f"{total['lost_hours']:,} h lost; {counted(total['rows_added'], 'row')} added, "
        f"{total['rows_changed']:,} changed, {total['rows_removed']:,} removed, "
        f"on {total['machines']:,} of {counted(report['machine_count'], 'machine')}"
    )
    print("Nothing was written.")


def _weight(machine: Row) -> tuple[float, int, str]:
    """Most hours first, then most rows."""
    rows = sum(machine[column.key] for column in ROWS)
    return -(machine["gained_hours"] + machine["lost_hours"]), -rows, machine["resource_code"]


def _hours(report: Row) -> list[Column]:
    """Hours, and those weighted by capacity where reduced capacity makes them differ."""
    total = report["total"]
    differ = abs(total["capacity_hours"] - (total["gained_hours"] - total["lost_hours"])) > 1e-6
    return [*HOURS, *([Column("capacity_hours", "capacity h")] if differ else [])]
