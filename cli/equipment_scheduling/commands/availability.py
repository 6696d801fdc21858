"""`sched availability`: the planned hours that OEE reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import FromOption, ResourcesArgument, ToOption
from equipment_scheduling.commands.shared.edits import warn_of_waiting
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.dates import month_from
from equipment_scheduling.files.streaming import stream
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render, render_stream

BY_LEVEL = "select * from sched_engine.availability_by_level(sched_engine.planned_subtree(%s), %s, %s, %s)"
DAILY = "select * from sched_engine.daily_hours(sched_engine.planned_subtree(%s), %s, %s)"
SHIFTS = "select * from sched_engine.stored_plan(sched_engine.planned_subtree(%s), %s, %s)"
HOURS = {
    "planned_production_hours": "planned h",
    "operating_hours": "operating h",
    "capacity_hours": "at capacity h",
    "maintenance_hours": "maintenance h",
    "breakdown_hours": "breakdown h",
    "shutdown_hours": "shutdown h",
    "holiday_hours": "holiday h",
}


class Level(StrEnum):
    """How availability is added up."""

    ENTERPRISE = "enterprise"
    SITE = "site"
    AREA = "area"
    WORK_CENTER = "work_center"
    MACHINE = "machine"


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(availability)


def availability(
    resources: ResourcesArgument = None,
    first: FromOption = None,
    last: ToOption = None,
    by: Annotated[
        Level | None, typer.Option(help="Add up by level; default: site, or machine when RESOURCE is given.")
    ] = None,
    daily: Annotated[bool, typer.Option("--daily", help="Show a row for each machine and business date.")] = False,
    shifts: Annotated[bool, typer.Option("--shifts", help="Show a row for each stretch of a shift.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show planned hours for business dates, by default from today to the same day of next month.

    Hours are elapsed hours of the generated plan. Planned hours are
    operating and breakdown hours, the denominator of OEE availability;
    planned % is their share of all calendar hours. Days without a plan count
    as not generated, not as zero."""
    codes = resources or []
    with connect() as connection:
        start, end = month_from(connection, first, last, codes)
        warn_of_waiting(connection, codes, start, end)
        if (shifts or daily) and format is not OutputFormat.TABLE:
            columns = _shift_columns() if shifts else _daily_columns([], format)
            with stream(connection, SHIFTS if shifts else DAILY, [codes, start, end]) as plan:
                render_stream(plan, columns, format)
        elif shifts:
            rows = connection.execute(SHIFTS, [codes, start, end]).fetchall()
            render(_rounded(rows, format), _shift_columns(), empty="Nothing is planned.")
        elif daily:
            rows = connection.execute(DAILY, [codes, start, end]).fetchall()
            render(_rounded(rows, format), _daily_columns(rows, format), empty="Nothing is generated.")
        else:
            level = by or (Level.MACHINE if codes else Level.SITE)
            by_level(connection, codes, start, end, level, format)


def by_level(
    connection: Connection,
    codes: list[str],
    first: date,
    last: date,
    level: Level,
    format: OutputFormat = OutputFormat.TABLE,
) -> None:
    """List the hours of all machines at and below these codes, added up by level."""
    name = "work_unit" if level is Level.MACHINE else level
    rows = connection.execute(BY_LEVEL, [codes, first, last, name]).fetchall()
    for row in rows:
        row["planned_percent"] = _percent(row["planned_production_hours"], row["calendar_hours"])
    missing = any(row["dates_not_generated"] for row in rows) or format is not OutputFormat.TABLE
    columns = [
        Column("resource_code", "code", "bold"),
        Column("resource_name", "name"),
        Column("machines"),
        Column("calendar_hours", "calendar h"),
        *_hour_columns(rows, format),
        Column("planned_percent", "planned %", "green"),
        *([Column("dates_not_generated", "days not generated", "bold red")] if missing else []),
    ]
    render(_rounded(rows, format), columns, format, empty="There is no scheduled machine.")


def _percent(part: Decimal, whole: Decimal) -> Decimal | None:
    return round(100 * part / whole, 1) if whole else None


def _hour_columns(rows: list[Row], format: OutputFormat) -> list[Column]:
    """All kinds of hours; for people only those that say something."""
    hours = dict(HOURS)
    if format is OutputFormat.TABLE:
        reduced = any(row["capacity_hours"] != row["operating_hours"] for row in rows)
        idle = [key for key in list(HOURS)[3:] if not any(row[key] for row in rows)]
        hours = {key: text for key, text in HOURS.items() if key not in idle + ["capacity_hours"] * (not reduced)}
    return [Column(key, heading) for key, heading in hours.items()]


def _daily_columns(rows: list[Row], format: OutputFormat) -> list[Column]:
    first = [Column("resource_code", "code", "bold"), Column("schedule_date", "date")]
    return [
        *first,
        Column("day_status", "status"),
        Column("shift_codes", "shifts"),
        *_hour_columns(rows, format),
    ]


def _shift_columns() -> list[Column]:
    headings = {
        "resource_code": "code",
        "schedule_date": "date",
        "shift_code": "shift",
        "schedule_status": "status",
        "capacity_percent": "%",
        "hours": None,
        "local_start": "start",
        "local_end": "end",
        "time_zone": "zone",
        "pattern_code": "pattern",
        "reason": None,
    }
    return [Column(key, heading) for key, heading in headings.items()]


def _rounded(rows: list[Row], format: OutputFormat) -> list[Row]:
    """For people, hours to the hundredth; programs get them exact."""
    return [{key: _round(value) for key, value in row.items()} for row in rows] if format == "table" else rows


def _round(value: Any) -> Any:
    return to_hundredth(value) if isinstance(value, Decimal) else value


def to_hundredth(value: Decimal) -> Decimal:
    """Rounded, without zeros at the end."""
    short = round(value, 2).normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
