"""`sched lint`: what is likely a mistake in patterns, assignments, calendars, exceptions and rosters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from equipment_scheduling.database import connect
from equipment_scheduling.errors import Exit
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render

FINDINGS = """
    select f.* from sched_engine.lint() as f
    union all
    select w.* from sched_engine.lint_workforce() as w
"""
COLORS = {"error": "bold red", "warning": "yellow", "info": "dim"}


class Severity(StrEnum):
    """How bad a finding is, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(lint)


def lint(
    severity: Annotated[Severity, typer.Option(help="Show only findings of this severity or worse.")] = Severity.INFO,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Look for likely mistakes in the model over the months ahead.

    Exit code 3 when there are errors, even if they are not listed. Writes
    nothing."""
    with connect() as connection:
        findings = connection.execute(FINDINGS).fetchall()
    listed = list(Severity)[: list(Severity).index(severity) + 1]
    columns = [
        Column("severity", style=lambda level: COLORS[level]),
        Column("code"),
        Column("subject", "what"),
        Column("location", "where", "cyan"),
        Column("first_date", "from"),
        Column("last_date", "to"),
        Column("message"),
        Column("remedy"),
    ]
    render([f for f in findings if f["severity"] in listed], columns, format, empty="Nothing was found.")
    count = {level: sum(f["severity"] == level for f in findings) for level in Severity}
    if format is OutputFormat.TABLE and findings:
        print(", ".join(f"{number} of severity {level}" for level, number in count.items() if number))
    if count[Severity.ERROR]:
        raise typer.Exit(Exit.REFUSED)
