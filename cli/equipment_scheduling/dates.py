"""Business dates: as they are typed, and those that are meant where none is given."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from equipment_scheduling.database import Connection
from equipment_scheduling.errors import RefusedError

NOW = "select sched_engine.current_instant() as now"
LOCAL = "select (sched_engine.current_instant() at time zone %s)::date as today"
TODAY = "select sched_engine.earliest_today(%s) as today"


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


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def now(connection: Connection) -> datetime:
    """The present instant, as the database has it."""
    row = connection.execute(NOW).fetchone()
    assert row is not None
    found: datetime = row["now"]
    return found


def today(connection: Connection, codes: Sequence[str] = ()) -> date:
    """The present date, as the database has it, by the clocks of these resources (none: of the whole plant); where they
    differ, the earliest."""
    row = connection.execute(TODAY, [list(codes)]).fetchone()
    assert row is not None
    found: date = row["today"]
    return found


def local_date(connection: Connection, zone: str) -> date:
    """The present date in a time zone, as the database has it."""
    row = connection.execute(LOCAL, [zone]).fetchone()
    assert row is not None
    found: date = row["today"]
    return found


def month_from(
    connection: Connection, first: date | None, last: date | None, codes: Sequence[str] = ()
) -> tuple[date, date]:
    """The dates given; without them one month from today, or from the first."""
    start = first or today(connection, codes)
    return start, last or add_months(start, 1) - timedelta(days=1)
