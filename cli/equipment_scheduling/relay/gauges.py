"""Brings the gauges of /metrics up to date, and what of the gateway's requests has a name."""

from __future__ import annotations

import asyncio
import logging
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import LiteralString

import psycopg

from equipment_scheduling.relay import metrics
from equipment_scheduling.relay.database import Database, Row
from equipment_scheduling.relay.requests import NAMES, Requests
from equipment_scheduling.relay.settings import RelaySettings

log = logging.getLogger(__name__)

SELDOM = 60.0  # seconds
# The columns of one row, each of which is a gauge. No row: what it is about is switched off.
FIGURES: Mapping[LiteralString, Mapping[str, metrics.Measured]] = {
    "select * from sched_engine.relay_figures()": {
        "active_resources": metrics.ACTIVE,
        "pending": metrics.PENDING,
        "oldest_seconds": metrics.OLDEST,
        "breakers_open": metrics.BREAKERS,
        "disabled": metrics.DISABLED,
        "stale_seconds": metrics.STALE,
        "jobs": metrics.JOBS,
    },
    "select * from sched_engine.plan_figures()": {
        "with_patterns": metrics.WITH_PATTERNS,
        "horizon_days": metrics.HORIZON,
        "without_plan_today": metrics.UNPLANNED,
        "active_webhooks": metrics.ACTIVE_WEBHOOKS,
    },
    "select * from sched_engine.lock_figures()": {
        "edits_waiting": metrics.EDITS_WAITING,
        "edit_seconds": metrics.EDIT_AGE,
        "feed_seconds": metrics.FEED_AGE,
    },
    "select * from sched_engine.session_figures()": {
        "transaction_seconds": metrics.OLDEST_TRANSACTION,
        "statement_seconds": metrics.LONGEST_STATEMENT,
        "sessions": metrics.SESSIONS,
        "lock_waits": metrics.LOCK_WAITS,
        "slow_statements": metrics.SLOW_STATEMENTS,
    },
    "select * from sched_engine.coverage_figures()": {
        "missing_hours": metrics.MISSING_HOURS,
        "short_now": metrics.SHORT_NOW,
        "waiting": metrics.COVERAGE_WAITING,
    },
}
GENERATIONS = "select * from sched_engine.generation_figures()"
WEBHOOKS = "select * from sched_engine.webhook_figures()"
HEALTH = "select h.check_name, h.status from sched_engine.health_checks() as h"
STORAGE = "select * from sched_engine.storage_figures()"
SIZE = "select pg_catalog.pg_database_size(pg_catalog.current_database()) as bytes"
STATUSES = ("ok", "degraded", "failing")


class Gauger:
    """One connection that measures; apart from the keeper, whose steps may take minutes."""

    def __init__(self, url: str, settings: RelaySettings, requests: Requests) -> None:
        self._database = Database(url, "sched relay gauges")
        self._settings = settings
        self._requests = requests

    async def run(self) -> None:
        """For ever."""
        measured = -SELDOM
        while True:
            try:
                if time.monotonic() - measured >= SELDOM:
                    await self._measure_storage()
                    measured = time.monotonic()
                await self._measure()
                metrics.MEASURED_AT.set_to_current_time()
            except psycopg.Error as error:
                log.warning("measuring failed", extra={"error": str(error).strip()})
            await asyncio.sleep(self._settings.measure)

    async def _measure(self) -> None:
        for statement, gauges in FIGURES.items():
            for row in await self._database.rows(statement):
                for column, gauge in gauges.items():
                    gauge.tell(row[column])
        metrics.GENERATIONS.tell(await self._database.rows(GENERATIONS))
        _tell_webhooks(await self._database.rows(WEBHOOKS))
        for check in await self._database.rows(HEALTH):
            for status in STATUSES:
                metrics.HEALTH.labels(check=check["check_name"], status=status).set(status == check["status"])
        for folder in self._settings.disks:
            _tell_disk(folder)

    async def _measure_storage(self) -> None:
        """What changes slowly, or takes longer to find out."""
        self._requests.names = {row["address"] for row in await self._database.rows(NAMES)}
        (size,) = await self._database.rows(SIZE)
        metrics.DATABASE_SIZE.set(size["bytes"])
        for table in await self._database.rows(STORAGE):
            metrics.HYPERTABLE_SIZE.labels(hypertable=table["hypertable"]).set(table["bytes"])
            metrics.CHUNKS.labels(hypertable=table["hypertable"]).set(table["chunks"])


def _tell_webhooks(webhooks: list[Row]) -> None:
    for gauge in (metrics.BREAKER_STATE, metrics.WAITING, metrics.WAITING_SINCE):
        gauge.clear()  # of webhooks that are gone
    for one in webhooks:
        metrics.BREAKER_STATE.labels(webhook=one["webhook_name"], state=one["state"]).set(1)
        metrics.WAITING.labels(webhook=one["webhook_name"]).set(one["pending"])
        metrics.WAITING_SINCE.labels(webhook=one["webhook_name"]).set(one["oldest_seconds"])


def _tell_disk(folder: Path) -> None:
    try:
        disk = shutil.disk_usage(folder)
    except OSError as error:
        log.warning("a disk cannot be measured", extra={"folder": str(folder), "error": str(error)})
        return
    metrics.DISK_FREE.labels(folder=str(folder)).set(disk.free)
    metrics.DISK_SIZE.labels(folder=str(folder)).set(disk.total)
