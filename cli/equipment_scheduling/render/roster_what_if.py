"""`--dry-run` of the commands that change people: what rosters would be after the edit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.dates import Period, today
from equipment_scheduling.render.output import Column, console, render
from equipment_scheduling.render.what_if import refusal
from equipment_scheduling.words import counted

WHAT_IF = "select sched_engine.what_if_roster(%s, %s, %s, 30) as report"
AHEAD = timedelta(days=90)
COLUMNS: list[str | Column] = [
    Column("schedule_date", "date"),
    Column("employee_number", "number", "bold"),
    Column("before", "now", "red"),
    Column("after", "then", "green"),
]


def preview_roster(connection: Connection, period: Period | None, kind: str, **edit: Any) -> None:
    """Print what an edit (see sched_engine.what_if_roster; what is None is left out) would do to rosters, over a period or
    the 90 days from its date, or from today, on.

    Raises the error, with its exit code, that the edit itself would meet."""
    words = {key: str(value) for key, value in edit.items() if value is not None}
    begin = next((value for value in edit.values() if isinstance(value, date)), None) or today(connection)
    begin = begin.date() if isinstance(begin, datetime) else begin
    first, last = (period.first, period.last) if period else (begin, begin + AHEAD)
    row = connection.execute(WHAT_IF, [jsonb({"kind": kind, **words}), first, last]).fetchone()
    assert row is not None
    report: Row = row["report"]
    if conflict := report["conflict"]:
        raise refusal(detail=None, **conflict)
    changes = [
        change | {side: "; ".join(_said(stretch) for stretch in change[side]) or "-" for side in ("before", "after")}
        for change in report["changes"]
    ]
    if changes:
        render(changes, COLUMNS)
        console().print()
    if report["total"] > len(changes):
        print(f"The first {len(changes)} of {counted(report['total'], 'change')} are shown.")
    gained = float(report["hours_after"]) - float(report["hours_before"])
    print(
        f"{first} to {last}: {counted(report['total'], 'date')} of {counted(report['people'], 'person', 'people')} would"
        f" change, {gained:+,.2f} h worked. Nothing was written."
    )


def _said(stretch: Row) -> str:
    hours = f"{stretch['shift_start_time'][11:16]}-{stretch['shift_end_time'][11:16]} UTC"
    status = "" if stretch["schedule_status"] == "scheduled" else f" {stretch['schedule_status']}"
    return f"{stretch.get('shift_code') or 'extra'} {hours}{status}"
