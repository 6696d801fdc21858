"""Waking up: LISTEN on a connection of its own, and a poll for what was not heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import psycopg

from equipment_scheduling.relay.database import ALIVE

log = logging.getLogger(__name__)


class Bell:
    """Rings for everyone who waits; ringing while nobody waits is remembered."""

    def __init__(self) -> None:
        self._events: list[asyncio.Event] = []

    def subscribe(self) -> asyncio.Event:
        """An event that is set at every ring; clear it before looking, then wait for it."""
        event = asyncio.Event()
        event.set()
        self._events.append(event)
        return event

    def unsubscribe(self, event: asyncio.Event) -> None:
        """The event is set no more."""
        self._events.remove(event)

    def ring(self) -> None:
        """Wake everyone."""
        for event in self._events:
            event.set()


async def rest(event: asyncio.Event, seconds: float) -> None:
    """Sleep until the bell rings, at most so long."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
    event.clear()


async def listen(url: str, channels: Sequence[str], bell: Bell, heartbeat: float = 10.0) -> None:
    """Ring for every notification, for ever: reconnects, rings after reconnecting (something may have been missed),
    and asks the server for a sign of life when nothing is heard."""
    pause = 0.1
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(
                url, autocommit=True, application_name="sched relay listener", **ALIVE
            )
            async with connection:
                for channel in channels:
                    await connection.execute(f"listen {channel}".encode())
                pause = 0.1
                bell.ring()
                while True:
                    async for _ in connection.notifies(timeout=heartbeat, stop_after=1):
                        bell.ring()
                    await connection.execute("select")
        except (psycopg.Error, OSError) as error:
            log.warning("listener lost its connection", extra={"error": str(error).strip()})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)
