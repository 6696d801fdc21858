"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, LiteralString

import typer

from equipment_scheduling.database import connect
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import SchedError

COMPLETED = 200  # codes offered to the shell at most
RESOURCE_CODES = "select resource_code as code, resource_name as name from sched.resources"
PATTERN_CODES = "select pattern_code as code, pattern_name as name from sched_engine.offered_patterns where is_visible"
CALENDAR_CODES = "select calendar_code as code, calendar_name as name from sched.holiday_calendars"


def completing(codes: LiteralString) -> Callable[[str], list[tuple[str, str]]]:
    """Lets the shell complete codes; without a database it completes nothing, and is quiet."""
    query = f"select * from ({codes}) as c where starts_with(c.code, %s) order by c.code limit %s"

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from psycopg import Error

        try:
            with connect() as connection:
                rows = connection.execute(query, [incomplete, COMPLETED]).fetchall()
        except (SchedError, Error):
            return []
        return [(row["code"], row["name"]) for row in rows]

    return complete


complete_resources = completing(RESOURCE_CODES)
complete_patterns = completing(PATTERN_CODES)
complete_calendars = completing(CALENDAR_CODES)


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
