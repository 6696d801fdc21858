"""The plan as an Excel workbook over HTTP."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import IO, LiteralString

import psycopg
from aiohttp import web
from psycopg.rows import dict_row

from equipment_scheduling.dates import month_from, read_date
from equipment_scheduling.files import workbook
from equipment_scheduling.files.contents import Content
from equipment_scheduling.files.streaming import Texts, stream

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_A_TIME = 2  # workbooks; others wait
CHUNK = 1 << 16
BEGIN = """
    select pg_catalog.set_config('sched.scope', %s, true), pg_catalog.set_config('timezone', 'UTC', true),
        pg_catalog.set_config('statement_timeout', '300s', true)
"""
MACHINES = "select sched_engine.export_machines(%s, %s, %s) as ids"
ROWS: dict[Content, LiteralString] = {
    Content.SCHEDULE: "select * from sched_engine.stored_plan(%s, %s, %s)",
    Content.AVAILABILITY: "select * from sched_engine.daily_hours(%s, %s, %s)",
}


class AbandonedError(Exception):
    """Nobody waits for the workbook any more."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for; `scope` is the root of the subtree that may be seen."""

    content: Content
    codes: list[str]
    first: date | None
    last: date | None
    scope: int | None

    @classmethod
    def read(cls, content: Content, request: web.Request, scope: int | None) -> Wanted:
        """The parameters of a request: resource (codes), from, to; a RefusedError when a date is none."""
        codes = [code.strip() for text in request.query.getall("resource", []) for code in text.split(",")]
        first, last = (read_date(text) if (text := request.query.get(name)) else None for name in ("from", "to"))
        return cls(content, [code for code in codes if code], first, last, scope)


class Exporter:
    """Makes workbooks in threads, a few at a time, each in a file that is gone when it is sent."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._free = asyncio.Semaphore(AT_A_TIME)
        self.stopping = False

    async def answer(self, request: web.Request, wanted: Wanted) -> web.StreamResponse:
        """Make the workbook, then send it."""

        def is_abandoned() -> bool:
            return self.stopping or request.transport is None or request.transport.is_closing()

        async with self._free:
            with tempfile.TemporaryFile(prefix="sched-") as file:
                name = await asyncio.to_thread(make, self._url, wanted, file, is_abandoned)
                response = web.StreamResponse(headers={
                    "Content-Type": TYPE, "Content-Length": str(file.tell()), "Cache-Control": "no-store",
                    "Content-Disposition": f'attachment; filename="{name}"',
                })  # fmt: skip
                await response.prepare(request)
                file.seek(0)
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    await response.write(chunk)
                await response.write_eof()
        return response


def make(url: str, wanted: Wanted, file: IO[bytes], is_abandoned: Callable[[], bool]) -> str:
    """Write a workbook, and return what a browser saves it as. The rows pass through one by one, all as they
    were at one moment."""
    with psycopg.connect(
        url, application_name="sched relay export", connect_timeout=10, row_factory=dict_row
    ) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(BEGIN, ["" if wanted.scope is None else f"{{{wanted.scope}}}"])
        first, last = month_from(connection, wanted.first, wanted.last, wanted.codes)
        found = connection.execute(MACHINES, [wanted.codes, first, last]).fetchone()
        assert found is not None
        with stream(connection, ROWS[wanted.content], [found["ids"], first, last]) as plan:
            rows = _while_wanted(plan.rows, is_abandoned)
            workbook.write(file, wanted.content, replace(plan, rows=rows), first, last)
        file.seek(0, 2)
        return f"{wanted.content}_{first}_{last}.xlsx"


def _while_wanted(rows: Iterator[Texts], is_abandoned: Callable[[], bool]) -> Iterator[Texts]:
    for number, row in enumerate(rows):
        if number % 1000 == 0 and is_abandoned():
            raise AbandonedError
        yield row
