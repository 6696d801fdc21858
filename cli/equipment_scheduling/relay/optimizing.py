"""Runs of the optimizer: taken from the database one at a time, solved in a thread, and handed back.

The run is held by a lock of this connection's session: when the process is killed or the connection lost, the lock is
gone, and whoever looks next begins it anew. The solver is imported when the first run comes."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from equipment_scheduling.errors import SchedError
from equipment_scheduling.relay.database import Database
from equipment_scheduling.relay.wake import Bell, rest

log = logging.getLogger(__name__)

CLAIM = "select sched_engine.claim_optimization() as id"
PROBLEM = "select sched_engine.optimization_problem(%s) as document"
TELL = "select sched_engine.tell_optimization(%s, %s, %s, %s::numeric) as goes_on"
BREACHES = "select * from sched_engine.suggested_breaches(%s)"
KEEP = "select sched_engine.keep_suggestions(%s, %s, %s::bigint[], %s, %s, %s::numeric) as kept"
FAIL = "select sched_engine.fail_optimization(%s, %s)"
TOLD_EVERY = 1.0  # seconds


def told_of(error: SchedError | psycopg.Error) -> str:
    """Why a run failed, in a line."""
    if isinstance(error, SchedError):
        return ". ".join(filter(None, (error.message, error.detail, error.hint)))
    return error.diag.message_primary or str(error)


@dataclass
class Watched:
    """What the thread that solves says of its progress, and whether it is to end."""

    progress: tuple[int, int, float] | None = None
    stopped: bool = False


@dataclass
class Optimizer:
    """One connection that works off runs of the optimizer."""

    url: str
    bell: Bell
    stopping: bool = False
    _database: Database = field(init=False)

    def __post_init__(self) -> None:
        self._database = Database(self.url, "sched relay optimizer")
        self._wake = self.bell.subscribe("sched_stale")

    async def run(self) -> None:
        """Until told to stop; what is not done by then is begun anew by whoever comes."""
        while not self.stopping:
            try:
                busy = await self._next()
            except psycopg.Error as error:
                log.error("optimizing failed", extra={"error": str(error).strip()})
                await asyncio.sleep(1.0)
                continue
            if not busy:
                await rest(self._wake, 5.0)
        await self._database.close()

    async def _next(self) -> bool:
        number = (await self._database.rows(CLAIM))[0]["id"]
        if number is None:
            return False
        began = time.monotonic()
        try:
            kept = await self._optimize(number)
        except psycopg.OperationalError:
            raise  # what passes: it is begun anew
        except (SchedError, psycopg.Error) as error:
            said = told_of(error)
            await self._database.rows(FAIL, [number, said])
            log.warning("optimizing failed", extra={"run": number, "error": said})
        else:
            took = round(time.monotonic() - began, 1)
            log.info("optimized", extra={"run": number, "suggestions": kept, "seconds": took})
        return True

    async def _optimize(self, number: int) -> int:
        """Solve a run; how many suggestions were kept."""
        from equipment_scheduling.optimizer import plant
        from equipment_scheduling.optimizer.search import Progress

        document = (await self._database.rows(PROBLEM, [number]))[0]["document"]
        loop = asyncio.get_running_loop()
        watched = Watched()

        def breaches(shifts: list[dict[str, Any]]) -> list[dict[str, Any]]:
            asked: Coroutine[Any, Any, list[dict[str, Any]]] = self._database.rows(BREACHES, [Jsonb(shifts)])
            return asyncio.run_coroutine_threadsafe(asked, loop).result()

        def told(progress: Progress) -> None:
            watched.progress = (progress.cost, progress.bound, round(progress.seconds, 1))

        solving = asyncio.create_task(
            asyncio.to_thread(plant.optimize, document, breaches, told, lambda: watched.stopped)
        )
        try:
            while not (await asyncio.wait({solving}, timeout=TOLD_EVERY))[0]:
                told_now = watched.progress or (None, None, 0.0)
                goes_on = (await self._database.rows(TELL, [number, *told_now]))[0]["goes_on"]
                watched.stopped = watched.stopped or self.stopping or not goes_on
        finally:
            watched.stopped = True
        found = await solving
        if self.stopping:
            raise psycopg.OperationalError("the relay ends: the run is begun anew")
        kept = await self._database.rows(
            KEEP, [number, Jsonb(found.shifts), found.people, found.cost, found.bound, round(found.seconds, 1)]
        )
        return int(kept[0]["kept"])
