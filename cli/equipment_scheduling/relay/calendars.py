"""Holiday calendars that run out: further years of public holidays are added, and of the others people are warned."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from equipment_scheduling.relay import metrics
from equipment_scheduling.relay.database import Database, Row

log = logging.getLogger(__name__)

ENDING = "select * from sched_engine.calendars_to_extend()"
EXTEND = "select sched_engine.extend_calendar(%s, %s, %s) as added"
WARN = "select sched_engine.warn_of_calendar(%s) as event"


async def refresh(database: Database) -> None:
    """Look once; harmless when several relays do it at the same time."""
    ending = 0
    for calendar in await database.rows(ENDING):
        years = list(range(calendar["first_year"], calendar["last_year"] + 1))
        if not (calendar["is_public"] and years and await _extend(database, calendar, years)):
            ending += 1
            (row,) = await database.rows(WARN, [calendar["calendar_id"]])
            if row["event"] is not None:
                log.warning(
                    "a calendar is running out of entries",
                    extra={"calendar": calendar["calendar_code"], "event": row["event"]},
                )
    metrics.CALENDARS.set(ending)


async def _extend(database: Database, calendar: Row, years: list[int]) -> bool:
    """Add these years, if they are known; one calendar that cannot be extended does not keep others from it."""
    entries = await asyncio.to_thread(_public_holidays, calendar, years)
    if not entries:
        return False
    try:
        (row,) = await database.rows(EXTEND, [calendar["calendar_id"], Jsonb(entries), years])
    except psycopg.OperationalError:
        raise
    except psycopg.Error as error:
        log.warning("extending failed", extra={"calendar": calendar["calendar_code"], "error": str(error).strip()})
        return False
    log.info("extended a calendar", extra={"calendar": calendar["calendar_code"], "added": row["added"]})
    return True


def _public_holidays(calendar: Row, years: list[int]) -> list[dict[str, Any]]:
    """Entries of these years, all of them, else none."""
    # Most relays never need the data of 250 countries.
    from equipment_scheduling.holidays_data import HolidayDataError, calendar_entries

    try:
        found = calendar_entries(calendar["country_code"], calendar["region"], years)
    except HolidayDataError as error:
        log.warning("no public holidays", extra={"calendar": calendar["calendar_code"], "error": error.message})
        return []
    except Exception:  # the data of others; without them people are warned, and the relay goes on
        log.exception("reading public holidays failed", extra={"calendar": calendar["calendar_code"]})
        return []
    return [{"holiday_date": entry.date.isoformat(), "holiday_name": entry.name} for entry in found]
