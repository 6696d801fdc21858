"""Delivering webhooks: claim an endpoint, send what is due in order, record what became of it."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from asyncio import FIRST_COMPLETED
from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from secrets import token_hex
from typing import Any
from uuid import uuid4

import aiohttp
import psycopg
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDict
from psycopg.types.json import Jsonb

from equipment_scheduling.relay import metrics, signing
from equipment_scheduling.relay.database import Database, Row
from equipment_scheduling.relay.guard import connector, target
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.wake import Bell, rest

log = logging.getLogger(__name__)

ANSWER_READ, ANSWER_KEPT = 20_000, 500
LONGEST_RETRY_AFTER = 3600.0
LINGER = 3.0  # seconds that a webhook is kept when nothing is due for it
CONNECTIONS = 4  # that webhooks share, so that commits of several take no longer than one
UNTOLD = 5.0  # seconds until the database is told again which networks are allowed
WINDOW = 200  # deliveries that are looked at to find some that may go, beyond those in flight
RENEWED, SURE = 0.3, 0.65  # parts of the lease: after which it is renewed; for which it is certain after a look
ALLOW = "select sched_engine.allow_networks(%s::text[]::cidr[])"
CLAIM = "select c.id as subscription_id from sched_engine.claim_webhooks(%s, %s, %s) as c (id)"
DUE = """
    select d.*, d.message::json ->> 'traceparent' as trace
    from sched_engine.due_deliveries(%s, %s, %s, %s, %s) as d
"""
RECORD = "select sched_engine.record_attempts(%s, %s)"
RELEASE = "select sched_engine.release_webhook(%s, %s)"


class Deliverer:
    """Serves every webhook that has something due, each by a task of its own."""

    def __init__(self, url: str, settings: RelaySettings, bell: Bell) -> None:
        self._settings = settings
        self._database, *self._shared = (Database(url, "sched relay webhooks") for _ in range(1 + CONNECTIONS))
        self._wake = bell.subscribe("sched_events")
        self._bell = bell
        self._claim = uuid4()
        self._lease = timedelta(seconds=settings.lease)
        self._serving: dict[int, asyncio.Task[None]] = {}
        self._stopping = False

    async def run(self) -> None:
        """Until cancelled; `stop` first lets what is in flight finish."""
        telling = asyncio.create_task(self._tell_networks())
        async with session_of(self._settings) as session:
            while not self._stopping:
                try:
                    for row in await self._database.rows(CLAIM, [self._claim, list(self._serving), self._lease]):
                        task = asyncio.create_task(self._serve(session, row["subscription_id"]))
                        self._serving[row["subscription_id"]] = task
                        task.add_done_callback(partial(self._served, row["subscription_id"]))
                    await rest(self._wake, self._settings.poll)
                except psycopg.Error as error:
                    log.warning("the database does not answer", extra={"error": str(error).strip()})
                    await asyncio.sleep(self._settings.poll)
            if self._serving:
                await asyncio.wait(self._serving.values(), timeout=self._settings.grace)
        telling.cancel()
        for database in (self._database, *self._shared):
            await database.close()

    async def _tell_networks(self) -> None:
        """Let registrations be checked by what is allowed here; no delivery waits for that."""
        allowed = [str(network) for network in self._settings.allow]
        while True:
            try:
                await self._database.rows(ALLOW, [allowed])
                return
            except psycopg.Error as error:
                log.warning("the database was not told what is allowed", extra={"error": str(error).strip()})
                await asyncio.sleep(UNTOLD)

    def _database_of(self, identity: int) -> Database:
        return self._shared[identity % len(self._shared)]

    def _served(self, identity: int, _: asyncio.Task[None]) -> None:
        self._serving.pop(identity, None)

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopping = True
        self._bell.ring()

    async def _serve(self, session: aiohttp.ClientSession, identity: int) -> None:
        """Send to one webhook until nothing has been due for a while. What is sent or not yet recorded never exceeds
        `per_endpoint`: a crash can repeat no more than that."""
        wake = self._bell.subscribe("sched_events")
        most = self._settings.per_endpoint
        ready: deque[Row] = deque()  # may be sent at any time: nothing that must come before is pending
        in_flight: dict[asyncio.Task[Row], Row] = {}
        results: list[Row] = []
        exchange: asyncio.Task[tuple[float, list[Row]]] | None = None  # records results, and fetches what is due
        recording = 0
        busy = looked = time.monotonic()
        lease = self._settings.lease
        pause = min(self._settings.poll, RENEWED * lease / 2)
        try:
            while True:
                age = time.monotonic() - looked
                if age > SURE * lease or not all(result["accepted"] for result in results):
                    ready.clear()  # another relay may have taken over, or the breaker open: ask again what may be sent
                may_have_more = wake.is_set() and len(ready) < most and not self._stopping
                if exchange is None and (results or may_have_more or age > RENEWED * lease):
                    held = [row["delivery_id"] for row in (*ready, *in_flight.values())]
                    exchange = asyncio.create_task(self._exchange(identity, results, held))
                    recording, results = len(results), []
                    wake.clear()
                while ready and len(in_flight) + len(results) + recording < most and not self._stopping:
                    delivery = ready.popleft()
                    in_flight[asyncio.create_task(self._send(session, identity, delivery))] = delivery
                if in_flight:
                    busy = time.monotonic()
                elif exchange is None and (self._stopping or time.monotonic() - busy > LINGER):
                    break
                done = await _first_of([*in_flight, *([exchange] if exchange else [])], wake, pause)
                for task in [task for task in in_flight if task in done]:
                    results.append(task.result())
                    del in_flight[task]
                if exchange is not None and exchange in done:
                    looked, due = exchange.result()
                    ready.extend(due)
                    exchange, recording = None, 0
                if not done:  # it rang; or a notification may be lost, the time of a retry come, the lease end
                    wake.set()
            await self._database_of(identity).rows(RELEASE, [self._claim, identity])
        except psycopg.Error as error:
            log.warning("lost the database while delivering", extra={"webhook": identity, "error": str(error).strip()})
        finally:
            self._bell.unsubscribe(wake)
            for open_task in (*in_flight, *([exchange] if exchange else [])):
                open_task.cancel()

    async def _exchange(self, identity: int, results: list[Row], held: list[int]) -> tuple[float, list[Row]]:
        """Record results, renew the lease, and return what else may be sent, and the time at which that was so."""
        if results:
            await self._record(identity, results)
        most = self._settings.per_endpoint
        limit = 0 if self._stopping or len(held) >= 2 * most else most + WINDOW
        looked = time.monotonic()
        return looked, await self._database_of(identity).rows(DUE, [self._claim, identity, held, limit, self._lease])

    async def _record(self, identity: int, results: list[Row]) -> None:
        """Write down what came of deliveries; the database may be away for a moment, the answers are not forgotten."""
        for attempt in range(60):
            try:
                await self._database_of(identity).rows(RECORD, [identity, Jsonb(results)])
                return
            except psycopg.OperationalError:
                if attempt == 59:
                    raise
                await asyncio.sleep(0.5)

    async def _send(self, session: aiohttp.ClientSession, identity: int, delivery: Row) -> Row:
        """One attempt; never raises."""
        began = time.monotonic()
        body = delivery["message"].encode()
        message_id = f"msg_{delivery['event_id']}"
        status: int | None = None
        retry_after = 0.0
        trace = next_span(delivery["trace"])
        try:
            headers = CIMultiDict((str(name), str(value)) for name, value in delivery["headers"].items())
            headers.update({"Content-Type": "application/json", "User-Agent": "equipment-scheduling-relay"})
            headers.update(
                signing.headers(delivery["secrets"], message_id, delivery["event_type"], int(time.time()), body)
            )
            for name in ("traceparent", "tracestate"):  # a webhook from before it was refused may have one
                headers.popall(name, None)
            if trace:
                headers["traceparent"] = trace
            url = target(delivery["url"], self._settings.allow)
            async with session.post(url, data=body, headers=headers, allow_redirects=False) as response:
                status = response.status
                retry_after = seconds_of(response.headers.get("Retry-After"))
                answer = (await response.content.read(ANSWER_READ))[:ANSWER_KEPT].decode("utf-8", "replace")
        except Exception as error:
            # Whatever a receiver, a name or a header brings about is a failure of this delivery alone. What comes after
            # the status is only for the log.
            cause = getattr(error, "os_error", error)  # aiohttp does not tell why it cannot connect
            told = str(cause) or f"not done within {self._settings.timeout:g} s"  # a deadline says nothing of itself
            answer = f"{type(cause).__name__}: {told}"[:ANSWER_KEPT]
        accepted = status is not None and 200 <= status < 300
        metrics.DELIVERIES.labels(status="success" if accepted else "failed").inc()
        if accepted:
            metrics.LATENCY.observe((datetime.now(UTC) - delivery["occurred_at"]).total_seconds())
        took = round((time.monotonic() - began) * 1000)
        trace_of = {"trace": trace} if trace else {}
        log.info(
            "delivered" if accepted else "not delivered",
            extra={
                "webhook": identity, "delivery": delivery["delivery_id"],
                "event": delivery["event_id"], "status": status, "duration_ms": took, **trace_of,
            },
        )  # fmt: skip
        return {
            "delivery_id": delivery["delivery_id"], "accepted": accepted, "status": status, "duration_ms": took,
            "answer": answer.replace("\0", ""), "retry_after": retry_after, "attempts": delivery["attempts"],
        }  # fmt: skip


def session_of(settings: RelaySettings, names: AbstractResolver | None = None) -> aiohttp.ClientSession:
    """What deliveries go through: to addresses that were checked, within a deadline, without cookies or proxies."""
    return aiohttp.ClientSession(
        connector=connector(settings.allow, names),
        timeout=aiohttp.ClientTimeout(total=settings.timeout),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
    )


async def _first_of(tasks: list[asyncio.Task[Any]], bell: asyncio.Event, seconds: float) -> set[asyncio.Task[Any]]:
    """The tasks that are done, as soon as one is; none when the bell rings first, or the time is over."""
    # While tasks run, a bell that rang already is answered when the next of them is done.
    ringing = None if tasks and bell.is_set() else asyncio.create_task(bell.wait())
    try:
        done, _ = await asyncio.wait(
            [*tasks, *([ringing] if ringing else [])], timeout=seconds, return_when=FIRST_COMPLETED
        )
    finally:
        if ringing is not None:
            ringing.cancel()
    return done - {ringing}


def next_span(traceparent: str | None) -> str | None:
    """A step of its own in the same trace: the traceparent of an attempt, whose event has this one."""
    return f"{traceparent[:36]}{token_hex(8)}{traceparent[52:]}" if traceparent else None


def seconds_of(retry_after: str | None, now: datetime | None = None) -> float:
    """A Retry-After header in seconds, from 0 to an hour: a number or a date; anything else counts as none."""
    if not retry_after:
        return 0.0
    try:
        wanted: Any = float(retry_after)
    except ValueError:
        try:
            wanted = (parsedate_to_datetime(retry_after) - (now or datetime.now(UTC))).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return 0.0
    return min(max(wanted, 0.0), LONGEST_RETRY_AFTER) if not math.isnan(wanted) else 0.0
