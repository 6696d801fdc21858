"""Live events: Server-Sent Events, from the events table, in an order in which none is missed."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from dataclasses import dataclass, field

import psycopg
from aiohttp import web

from equipment_scheduling.relay.database import Database, Row
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.wake import Bell, rest

log = logging.getLogger(__name__)

QUEUE = 256  # events kept for a client; one that lags further behind reads them from the table again
CHUNK = 100  # events read at a time for it
HEARTBEAT = 15.0
KEYS_CHECKED = 5.0  # seconds between looks at the keys of those who listen
READ = "select * from sched_engine.read_events(%s, %s)"
GONE = "SC017"
END = "select sched_engine.events_end() as position"
KEYS = "select * from sched_http.keys_in_force(%s)"


class TooManyStreamsError(Exception):
    """A key has as many streams as it may have."""


@dataclass(eq=False)
class Client:
    """Someone who listens; `scope` is the root of the subtree its key may see, `position` how far it has come."""

    key: int
    scope: int | None
    position: str | None = None
    transport: asyncio.Transport | None = None
    is_behind: bool = False
    is_ended: bool = False
    queue: asyncio.Queue[Row | None] = field(default_factory=lambda: asyncio.Queue(QUEUE))

    @property
    def is_gone(self) -> bool:
        """Its connection is closed; the stream ends with the next write."""
        return self.transport is None or self.transport.is_closing()

    def sees(self, event: Row) -> bool:
        """Events at or below its scope; all for a client of the whole plant."""
        return self.scope is None or self.scope in event["path_ids"]

    def lag(self) -> None:
        """Go on from the table."""
        self.is_behind = True
        self.wake()

    def end(self) -> None:
        """Send no more."""
        self.is_ended = True
        self.wake()

    def wake(self) -> None:
        """Forget what waits, and let it look up."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Broadcaster:
    """Reads each event once and hands it to every client that may see it; never waits for one."""

    def __init__(self, url: str, settings: RelaySettings, bell: Bell) -> None:
        self._database = Database(url, "sched relay events")
        self._resuming = Database(url, "sched relay events")
        self._settings = settings
        self._wake = bell.subscribe("sched_events")
        self._position: str | None = None
        self._open: set[Client] = set()
        self.clients: set[Client] = set()  # those of them who are not behind

    async def run(self) -> None:
        """For ever: from the end of the events as it is now."""
        while True:
            if not self._open:  # whoever comes begins at the end as it is then
                self._position = None
                await rest(self._wake, self._settings.poll)
                continue
            try:
                if self._position is None:
                    self._position = await self._end()
                    for client in self.clients:  # what came in between is in the table
                        client.lag()
                rows = await self._database.rows(READ, [self._position, CHUNK])
                for event in rows:
                    self._position = event["position"]
                    self._hand_out(event)
                if len(rows) == CHUNK:
                    await asyncio.sleep(0)
                    continue
            except psycopg.Error as error:
                if error.sqlstate == GONE:  # nothing happened for so long that the last event was removed
                    self._position = None
                log.warning("reading events failed", extra={"error": str(error).strip()})
            await rest(self._wake, self._settings.poll)

    async def _end(self) -> str:
        (row,) = await self._database.rows(END)
        return str(row["position"])

    def _hand_out(self, event: Row) -> None:
        for client in [c for c in self.clients if c.sees(event)]:
            try:
                client.queue.put_nowait(event)
            except asyncio.QueueFull:
                self.clients.discard(client)
                client.lag()

    async def check_keys(self) -> None:
        """For ever: end the streams whose key is not in force any more, or may see another part of the plant."""
        while True:
            await asyncio.sleep(KEYS_CHECKED)
            if not self._open:
                continue
            try:
                rows = await self._resuming.rows(KEYS, [list({client.key for client in self._open})])
            except psycopg.Error as error:
                log.warning("reading keys failed", extra={"error": str(error).strip()})
                continue
            scopes = {row["key_id"]: row["scope_resource_id"] for row in rows}
            for client in self._open:
                if client.key not in scopes or scopes[client.key] != client.scope:
                    client.end()

    def stop(self) -> None:
        """Send everyone away."""
        for client in self._open:
            client.end()

    async def stream(self, request: web.Request, client: Client) -> web.StreamResponse:
        """Answer one client until it goes, takes nothing for a while, or the relay stops. TooManyStreamsError when its
        key has enough of them."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        )
        client.is_behind = client.position is not None
        if client.position is None:
            client.position = self._position or await self._end()
        client.transport = request.transport
        # Whoever comes back is not kept out by what he has left.
        if sum(other.key == client.key and not other.is_gone for other in self._open) >= self._settings.streams:
            raise TooManyStreamsError
        self._open.add(client)
        self.clients.add(client)
        try:
            await response.prepare(request)
            await self._write(response, b"retry: 2000\n\n")
            while not client.is_ended:
                # Listen first, then read what was before; what is in both is told once.
                self.clients.add(client)
                if client.is_behind:
                    await self._catch_up(response, client)
                await self._follow(response, client)
        except TimeoutError:
            log.info("a listener stopped reading, and was dropped")
            _reset(request.transport)
        except (ConnectionError, psycopg.Error):
            pass
        finally:
            self.clients.discard(client)
            self._open.discard(client)
        return response

    async def _catch_up(self, response: web.StreamResponse, client: Client) -> None:
        """Send what is in the table after the position of a client."""
        client.is_behind = False
        while not client.is_ended:
            rows = await self._resuming.rows(READ, [client.position, CHUNK])
            for event in rows:
                client.position = event["position"]
                if client.sees(event) and not client.is_ended:
                    await self._write(response, frame(event))
            if len(rows) < CHUNK:
                break

    async def _follow(self, response: web.StreamResponse, client: Client) -> None:
        """Send what comes, until the client is behind or sent away."""
        while not (client.is_behind or client.is_ended):
            try:
                async with asyncio.timeout(HEARTBEAT):
                    event = await client.queue.get()
            except TimeoutError:
                await self._write(response, b": alive\n\n")
                continue
            if event is not None and is_after(event["position"], client.position):
                client.position = event["position"]
                await self._write(response, frame(event))

    async def _write(self, response: web.StreamResponse, content: bytes) -> None:
        async with asyncio.timeout(self._settings.stall):
            await response.write(content)


def _reset(transport: asyncio.Transport | None) -> None:
    """End a connection at once: nothing is kept for it, in the system neither."""
    if transport is not None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()


def is_after(position: str, other: str | None) -> bool:
    """Whether a position of the events comes after another one: they are three numbers."""
    return other is None or [*map(int, position.split("-"))] > [*map(int, other.split("-"))]


def frame(event: Row) -> bytes:
    """One event as it goes over the wire; its id is the position to resume from."""
    return f"id: {event['position']}\nevent: {event['event_type']}\ndata: {event['message']}\n\n".encode()
