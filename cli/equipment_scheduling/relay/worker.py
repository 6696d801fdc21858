"""The work that waits in the database: jobs, large edits, the months ahead, and removing what is past its time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import LiteralString

import psycopg

from equipment_scheduling.relay import calendars
from equipment_scheduling.relay.database import Database
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.wake import Bell, rest

log = logging.getLogger(__name__)

HOUR = 3600.0
STEP = "select * from sched_engine.run_job_batch()"
REFRESH = "select * from sched_engine.refresh_next()"
ROSTERS = "select * from sched_engine.refresh_next_roster()"
COVERAGE = "select * from sched_engine.refresh_next_coverage()"
HORIZON = "select machines, inserted, last_date from sched_engine.extend_horizon()"
ROSTER_HORIZON: LiteralString = "select sched_engine.extend_roster_horizon() as done"
EPOCH = "select sched_engine.feed_epoch()"
TIDY: dict[str, LiteralString] = {
    "events_removed": "select t.events_removed as done from sched_engine.tidy_events() as t",
    "changes_removed": "select sched_engine.tidy_changes() as done",
    "audit_entries_removed": "select sched_engine.tidy_audit_log() as done",
    "absences_removed": "select sched_engine.tidy_absences() as done",
    "rosters_shortened": "select sched_engine.tidy_rosters() as done",
    "gaps_removed": "select sched_engine.tidy_coverage() as done",
    "generations_added_up": "select sched_engine.tidy_generation_runs() as done",
}


class Worker:
    """One connection that takes steps of jobs and of large edits; several may run, in any number of relays."""

    def __init__(self, url: str, settings: RelaySettings, bell: Bell) -> None:
        self._settings = settings
        self._database = Database(url, "sched relay worker")
        self._wake = bell.subscribe("sched_stale", "sched_jobs")
        self.stopping = False

    async def run(self) -> None:
        """Until told to stop: a step is a transaction, and is never left half done."""
        while not self.stopping:
            busy = (
                await self._attempt(self._refresh)
                or await self._attempt(self._refresh_rosters)
                or await self._attempt(self._refresh_coverage)
                or await self._attempt(self._job)
            )
            if not busy:
                await rest(self._wake, 5.0)
        await self._database.close()

    async def _attempt(self, step: Callable[[], Awaitable[bool]]) -> bool:
        try:
            return await step()
        except psycopg.Error as error:
            log.error("work failed", extra={"step": step.__name__.strip("_"), "error": str(error).strip()})
            await asyncio.sleep(1.0)
            return False

    async def _refresh(self) -> bool:
        rows = await self._database.rows(REFRESH)
        if rows:
            log.info("refreshed", extra={key: rows[0][key] for key in ("mark_id", "machines", "inserted", "deleted")})
        return bool(rows)

    async def _refresh_rosters(self) -> bool:
        rows = await self._database.rows(ROSTERS)
        if rows:
            figures = ("mark_id", "people", "inserted", "deleted")
            log.info("refreshed rosters", extra={key: rows[0][key] for key in figures})
        return bool(rows)

    async def _refresh_coverage(self) -> bool:
        rows = await self._database.rows(COVERAGE)
        if rows:
            log.info("refreshed coverage", extra={key: rows[0][key] for key in ("marks", "opened", "closed")})
        return bool(rows)

    async def _job(self) -> bool:
        rows = await self._database.rows(STEP)
        if not rows or rows[0]["outcome"] == "waiting":
            return False
        log.info("job step", extra={"job": rows[0]["job_id"], "batch": rows[0]["batch"], "outcome": rows[0]["outcome"]})
        return True


class Keeper:
    """What is due by the clock, each harmless when several relays do it: the horizon, retention, calendars."""

    def __init__(self, url: str) -> None:
        self._database = Database(url, "sched relay keeper")

    async def run(self) -> None:
        """For ever."""
        tidied = -HOUR
        while True:
            try:
                # After a recovery or a promotion: readers need not wait for the next edit.
                await self._database.rows(EPOCH)
                if time.monotonic() - tidied >= HOUR:
                    tidied = time.monotonic()
                    for row in await self._database.rows(HORIZON):
                        log.info("kept house", extra={key: str(value) for key, value in row.items()})
                    log.info("kept house", extra={"rosters": str(await self._repeat(ROSTER_HORIZON))})
                    log.info("kept house", extra={name: str(await self._repeat(step)) for name, step in TIDY.items()})
                    await calendars.refresh(self._database)
            except psycopg.Error as error:
                log.warning("keeping house failed", extra={"error": str(error).strip()})
            await asyncio.sleep(5.0)

    async def _repeat(self, step: LiteralString) -> int:
        """A step in short transactions until nothing is left to do; how much there was."""
        done = 0
        while count := (await self._database.rows(step))[0]["done"]:
            done += count
        return done
