"""Arguments and options that several commands share."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, LiteralString

import psycopg
import typer

from equipment_scheduling.database import connect
from equipment_scheduling.errors import RefusedError, SchedError

COMPLETED = 200  # codes offered to the shell at most
RESOURCE_CODES = "select resource_code as code, resource_name as name from sched.resources"
PATTERN_CODES = "select pattern_code as code, pattern_name as name from sched.operating_patterns where is_visible"
CALENDAR_CODES = "select calendar_code as code, calendar_name as name from sched.holiday_calendars"


class Content(StrEnum):
    """What is exported."""

    SCHEDULE = "schedule"
    AVAILABILITY = "availability"


@dataclass(frozen=True)
class Period:
    """Business dates, both ends included."""

    first: date
    last: date


def read_date(text: str) -> date:
    """A business date as typed: 2026-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f'"{text}" is not a date', hint="write it as 2026-12-31") from error


def read_period(text: str) -> Period:
    """Two business dates as typed: 2026-12-01..2026-12-31."""
    first, dots, last = text.partition("..")
    if not dots:
        raise RefusedError(f'"{text}" is not a period', hint="write it as 2026-12-01..2026-12-31")
    return Period(read_date(first), read_date(last))


def completing(codes: LiteralString) -> Callable[[str], list[tuple[str, str]]]:
    """Lets the shell complete codes; without a database it completes nothing, and is quiet."""
    query = f"select * from ({codes}) as c where starts_with(c.code, %s) order by c.code limit %s"

    def complete(incomplete: str) -> list[tuple[str, str]]:
        try:
            with connect() as connection:
                rows = connection.execute(query, [incomplete, COMPLETED]).fetchall()
        except (SchedError, psycopg.Error):
            return []
        return [(row["code"], row["name"]) for row in rows]

    return complete


complete_resources = completing(RESOURCE_CODES)
complete_patterns = completing(PATTERN_CODES)
complete_calendars = completing(CALENDAR_CODES)


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


ResourceArgument = Annotated[
    str, typer.Argument(metavar="RESOURCE", help="Code of the resource.", autocompletion=complete_resources)
]
ResourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="RESOURCE",
        help="These and everything below them; default: the whole plant.",
        autocompletion=complete_resources,
    ),
]
FromOption = Annotated[
    date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First business date.")
]
ToOption = Annotated[
    date | None,
    typer.Option("--to", parser=read_date, metavar="DATE", help="Last business date, included."),
]
