"""Waking up: LISTEN on a connection of its own, and a poll for what was not heard."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

import psycopg

from equipment_scheduling.relay.database import ALIVE

log = logging.getLogger(__name__)
GATHERED = 0.05  # seconds after a ring in which what else is heard is rung for together


class Bell:
    """Rings for everyone who waits for a channel; ringing while nobody waits is remembered."""

    def __init__(self) -> None:
        self._events: dict[asyncio.Event, frozenset[str]] = {}

    def subscribe(self, *channels: str) -> asyncio.Event:
        """An event that is set at every ring of one of these channels; clear it before looking, then wait for it."""
        event = asyncio.Event()
        event.set()
        self._events[event] = frozenset(channels)
        return event

    def unsubscribe(self, event: asyncio.Event) -> None:
        """The event is set no more."""
        del self._events[event]

    def ring(self, *channels: str) -> None:
        """Wake who waits for one of these channels; without any, everyone."""
        for event, own in self._events.items():
            if not channels or not own.isdisjoint(channels):
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
    """Ring for notifications, for ever: reconnects, rings after reconnecting (something may have been missed), and asks
    the server for a sign of life when nothing is heard. Rings at once, and then not again for a moment: whoever is
    woken asks the database, and a hundred edits a second are not worth a hundred questions."""
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
                    heard = [told.channel async for told in connection.notifies(timeout=heartbeat, stop_after=1)]
                    if heard:
                        bell.ring(*heard)
                        await asyncio.sleep(GATHERED)
                        bell.ring(*heard)  # of transactions that overlap only one notifies
                    else:
                        await connection.execute("select")
        except (psycopg.Error, OSError) as error:
            log.warning("listener lost its connection", extra={"error": str(error).strip()})
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)
