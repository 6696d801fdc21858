"""Counts the requests of the HTTP API, which do not pass the relay: the gateway sends it a line of each by syslog.

A line is lost when the relay does not run, and a request never waits for one. Labels are bounded: an endpoint is an
address that leads to a view or function of the API, with `{id}` for what stands for one row; all else is `other`."""

from __future__ import annotations

import asyncio
import json
import logging
import re

from equipment_scheduling.relay import metrics

log = logging.getLogger(__name__)

OTHER = "other"
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
MOST = 500  # endpoints; there are about 200
STREAM = "/api/v1/events"
# What the gateway asks PostgREST for, and what the relay serves.
NAMES = """
    select pg_catalog.right(n.nspname, 2) || '/' || c.relname as address
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('api_v1', 'api_v2') and c.relkind = 'v'
    union
    select pg_catalog.right(n.nspname, 2) || '/rpc/' || p.proname
    from pg_catalog.pg_proc as p
    inner join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('api_v1', 'api_v2')
    union
    select 'v1' || s.served
    from pg_catalog.unnest(array[
        '/events', '/export/schedule.xlsx', '/export/availability.xlsx', '/import/resources/template.xlsx',
        '/import/resources/sheet', '/import/patterns/sheet', '/import/calendars/sheet', '/import/exceptions/sheet'
    ]) as s (served)
"""
NUMBERED = re.compile(r"(/api/v[12](?:/[a-z_]+)+)/\d+((?:/[a-z_]+)*)/?", re.ASCII)
NAMED = re.compile(r"/api/v[12](/(?:rpc/)?[a-z_]+)(/[^/]+)?/?", re.ASCII)
PLAIN = re.compile(r"(/api/v[12](?:/[a-z_]+)+)/?", re.ASCII)


class Requests(asyncio.DatagramProtocol):
    """Takes the lines. `names` are what there is, such as `v1/resources`; nothing before it is known."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._seen: set[str] = set()

    def datagram_received(self, data: bytes, addr: object) -> None:
        """One line: what goes before the brace is the head of syslog."""
        try:
            line = json.loads(data[data.index(b"{") :])
            method, status, seconds = line["method"], int(line["status"]), float(line["seconds"])
            endpoint = self.endpoint(line["version"], line["asked"], line["path"], is_row=bool(line["row"]))
        except (ValueError, KeyError, TypeError):
            return  # from somebody else
        if not 100 <= status <= 599:
            return
        metrics.REQUESTS.labels(
            method=method if method in METHODS else OTHER, endpoint=endpoint, status=str(status)
        ).inc()
        if endpoint != STREAM:
            metrics.REQUEST_TIME.labels(endpoint=endpoint).observe(seconds)

    def endpoint(self, version: str, asked: str, path: str, *, is_row: bool) -> str:
        """The endpoint of a request. `asked` is what PostgREST was asked for, which tells whether there is such a
        thing; `path` is what may be logged of the address, `is_row` whether its last part stands for a row."""
        if f"{version}{asked}" not in self.names:
            return self._refused(version, path)
        if numbered := NUMBERED.fullmatch(path):
            found = f"{numbered[1]}/{{id}}{numbered[2]}"
        elif is_row:
            found = f"/api/{version}{asked}/{{id}}"
        elif plain := PLAIN.fullmatch(path):
            found = plain[1]
        else:
            found = f"/api/{version}{asked}"
        if found not in self._seen and len(self._seen) >= MOST:
            return OTHER
        self._seen.add(found)
        return found

    def _refused(self, version: str, path: str) -> str:
        """The endpoint of a request that the gateway answered itself: it was about a view or function all the same."""
        named = NAMED.fullmatch(path)
        if named is None or f"{version}{named[1]}" not in self.names:
            return OTHER
        return f"/api/{version}{named[1]}{'/{id}' if named[2] else ''}"


async def receive(requests: Requests, host: str, port: int) -> asyncio.DatagramTransport | None:
    """Listen for lines; None where something else does, which is no reason not to deliver webhooks."""
    try:
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: requests, local_addr=(host, port)
        )
    except OSError as error:
        log.warning("requests are not counted", extra={"port": port, "error": str(error)})
        return None
    return transport
