"""Workbooks that are imported over HTTP: their sheets are read here, and sent on to the API as rows.

Who may import what, and what the rows mean, the API knows: it is asked before a workbook is read, with nothing to
import, and its answer to the rows is the answer to the workbook."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import functools
import io
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import IO

import aiohttp
from aiohttp import web

from equipment_scheduling.files.importing import TITLES
from equipment_scheduling.files.template import Choices, write_template
from equipment_scheduling.relay.excel import AbandonedError
from equipment_scheduling.relay.reader import End, Wanted, argument
from equipment_scheduling.relay.settings import RelaySettings

log = logging.getLogger(__name__)

AT_A_TIME = 2  # workbooks that are read; others wait
PATIENCE = 45.0  # seconds that one waits; the gateway gives up after 60
READING = 150.0  # seconds
ANSWERING = 290.0  # seconds; the gateway gives up after 300
CONNECTIONS = 8  # to the API
CHUNK = 1 << 16
USUAL = 10  # MB, where the gateway does not say how many
PEOPLE = "import_people"
FUNCTIONS = {f"import_{kind}": {kind: TITLES.get(kind, "")} for kind in (
    "resources", "patterns", "calendars", "exceptions",
)} | {PEOPLE: {kind: title for kind, title in TITLES.items() if kind != "resources"}}  # fmt: skip
# Of a request, what the API goes by; of an answer, what concerns one connection only.
PASSED = (
    "X-API-Key", "Authorization", "Accept", "Prefer", "Accept-Profile", "Content-Profile", "X-Dry-Run", "X-Replace",
    "X-Default-Date", "X-Asked-Query", "X-Request-Id", "traceparent", "X-Forwarded-For", "X-Forwarded-Proto",
    "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Real-IP",
)  # fmt: skip
KEPT = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}


class ProblemError(Exception):
    """What the answer to a request says instead of what was asked for."""

    def __init__(self, status: int, code: str, message: str, hint: str, details: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"code": code, "message": message, "details": details, "hint": hint}

    @property
    def headers(self) -> Mapping[str, str]:
        """The gateway writes answers of these statuses itself, unless it is told what."""
        return {"X-Refusal": json.dumps(self.body)} if self.status == 413 else {}


class Importer:
    """Reads workbooks in processes, a few at a time, and sends on what they hold."""

    def __init__(self, settings: RelaySettings) -> None:
        self._api = settings.api
        self._free = asyncio.Semaphore(AT_A_TIME)
        self._session: aiohttp.ClientSession | None = None

    async def answer(self, request: web.Request, function: str) -> web.StreamResponse:
        """Import a workbook."""
        if (refused := await self._refusal(request, function)) is not None:
            return refused
        async with self._read(request, "people" if function == PEOPLE else "rows", function) as rows:
            return await self._send(request, function, rows)

    async def show(self, request: web.Request, kind: str) -> web.StreamResponse:
        """What a sheet holds, as whoever may import it; nothing is imported."""
        function = f"import_{kind}"
        if (refused := await self._refusal(request, function)) is not None:
            return refused
        async with self._read(request, "shown", function) as rows:
            return web.json_response(body=await asyncio.to_thread(rows.read), headers={"Cache-Control": "no-store"})

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _refusal(self, request: web.Request, function: str) -> web.StreamResponse | None:
        """The answer to whoever may not import, or asks in a way that cannot be answered; None when it can be. A file
        without rows is refused last of all."""
        nothing = b'{"sheets":{}}' if function == PEOPLE else b"[]"
        async with self._asked(request, function, nothing) as answer:
            body = await answer.read()
            with contextlib.suppress(ValueError, AttributeError):
                if answer.status == 400 and json.loads(body).get("code") == "SC009":
                    return None
            return web.Response(status=answer.status, headers=_headers(answer), body=body)

    async def _send(self, request: web.Request, function: str, rows: IO[bytes]) -> web.StreamResponse:
        """Import rows: the answer of the API as it is."""
        async with self._asked(request, function, rows) as answer:
            response = web.StreamResponse(status=answer.status, headers=_headers(answer))
            await response.prepare(request)
            try:
                async for chunk in answer.content.iter_chunked(CHUNK):
                    await response.write(chunk)
                await response.write_eof()
            except ConnectionResetError as error:
                raise AbandonedError from error
            return response

    @asynccontextmanager
    async def _asked(
        self, request: web.Request, function: str, body: bytes | IO[bytes]
    ) -> AsyncIterator[aiohttp.ClientResponse]:
        if self._api is None:
            hint = "Send the sheet as CSV (Content-Type: text/csv), or set SCHED_RELAY_API."
            raise ProblemError(503, "GW503", "The relay does not know where the API is.", hint)
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS), timeout=aiohttp.ClientTimeout(ANSWERING),
                auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(),
            )  # fmt: skip
        headers = {name: request.headers[name] for name in PASSED if name in request.headers}
        kind = "application/json" if function == PEOPLE else "text/plain; charset=utf-8"
        try:
            answer = await self._session.post(
                f"{self._api}/rpc/{function}", data=body, allow_redirects=False,
                headers={**headers, "Content-Type": kind, "X-Sheet": "true"},
            )  # fmt: skip
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("the API did not answer", extra={"error": str(error) or type(error).__name__})
            hint = "Try again; if that does not help, run sched doctor on the server."
            raise ProblemError(503, "GW503", "The API does not answer.", hint) from error
        async with answer:
            yield answer

    @asynccontextmanager
    async def _read(self, request: web.Request, shape: str, function: str) -> AsyncIterator[IO[bytes]]:
        """What the workbook of a request holds, in a file that is gone afterwards."""
        most = _limit(request)
        wanted = Wanted(shape, FUNCTIONS[function], request.query.get("sheet") or None, most)
        with tempfile.TemporaryFile(prefix="sched-") as rows:
            async with self._place():
                if request.transport is None or request.transport.is_closing():
                    raise AbandonedError
                with tempfile.TemporaryFile(prefix="sched-") as sent:
                    await _receive(request, sent, most)
                    end = await _run(wanted, sent, rows)
            await asyncio.to_thread(rows.seek, 0)
            if end == End.REFUSED:
                raise _unreadable(**json.loads(rows.read()))
            if end != End.READ:
                raise _too_large(most)
            yield rows

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            message, hint = (
                "Too many workbooks are being read.",
                "Wait as many seconds as Retry-After says, or send CSV.",
            )
            raise ProblemError(503, "GW503", message, hint) from None
        try:
            yield
        finally:
            self._free.release()


def _limit(request: web.Request) -> int:
    """How many bytes may be sent, and said as CSV: what the gateway puts first into the address."""
    megabytes = request.query.get("max_body", "")
    return (int(megabytes) if re.fullmatch(r"[1-9]\d{0,5}", megabytes, re.ASCII) else USUAL) << 20


async def _receive(request: web.Request, file: IO[bytes], most: int) -> None:
    length = 0
    async for chunk in request.content.iter_chunked(CHUNK):
        length += len(chunk)
        if length > most:
            raise _too_large(most)
        await asyncio.to_thread(file.write, chunk)
    file.seek(0)


def _too_large(most: int) -> ProblemError:
    return ProblemError(
        413, "GW413", f"The workbook is too large: at most {most >> 20} MB, and no more as CSV.",
        "Import it in parts, or send CSV.",
    )  # fmt: skip


async def _run(wanted: Wanted, sent: IO[bytes], rows: IO[bytes]) -> int:
    """Read a workbook in a process of its own; how it ended."""
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "TMPDIR") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "equipment_scheduling.relay.reader", argument(wanted),
        stdin=sent, stdout=rows, stderr=asyncio.subprocess.PIPE,
        env=environment,
    )  # fmt: skip
    try:
        _, said = await asyncio.wait_for(process.communicate(), READING)
    except TimeoutError:
        return End.TOO_MUCH
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    if process.returncode == End.NO_ROOM:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if process.returncode == End.FAILED:
        log.error("reading a workbook failed", extra={"error": said.decode(errors="replace").strip()[-2000:]})
        raise ProblemError(500, "GW500", "The workbook could not be read.", "Send CSV; the log of the relay says why.")
    return process.returncode


def _unreadable(message: str, hint: str) -> ProblemError:
    """A file that cannot be read, told as the API tells of what is wrong with one."""
    problem = {"line": None, "column_name": None, "value": None, "message": f"{message}."}
    remedy = f"{hint[0].upper()}{hint[1:]}."
    return ProblemError(
        400, "SC009", "Nothing was imported: 1 problem was found.", "Correct what the details list, and import again.",
        json.dumps([{**problem, "remedy": remedy}]),
    )  # fmt: skip


@functools.cache
def template() -> bytes:
    """An empty plant as a workbook; it holds nothing of this plant, so that anybody may have it."""
    file = io.BytesIO()
    write_template(file, Choices())
    return file.getvalue()


def _headers(answer: aiohttp.ClientResponse) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.lower() not in KEPT}
