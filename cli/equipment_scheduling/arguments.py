"""Arguments and options that several commands share."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from equipment_scheduling.errors import RefusedError


class Content(StrEnum):
    """What is exported."""

    SCHEDULE = "schedule"
    AVAILABILITY = "availability"


def read_date(text: str) -> date:
    """A business date as typed: 2026-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RefusedError(f'"{text}" is not a date', hint="write it as 2026-12-31") from error


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


ResourceArgument = Annotated[str, typer.Argument(metavar="RESOURCE", help="Code of the resource.")]
ResourcesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="RESOURCE", help="These and all below; default: the whole plant."),
]
FromOption = Annotated[
    date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First business date.")
]
ToOption = Annotated[
    date | None,
    typer.Option("--to", parser=read_date, metavar="DATE", help="Last business date, included."),
]
