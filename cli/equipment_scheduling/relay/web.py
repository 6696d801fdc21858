"""What the relay answers over HTTP: live events, workbooks, health and metrics."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

import psycopg
from aiohttp import web
from prometheus_client import generate_latest

from equipment_scheduling.errors import NO_ROOM, SchedError
from equipment_scheduling.files.contents import Content
from equipment_scheduling.relay import metrics
from equipment_scheduling.relay.database import Database, Row
from equipment_scheduling.relay.excel import TYPE, AbandonedError, Exporter, Wanted
from equipment_scheduling.relay.live import Broadcaster, Client, TooManyStreamsError
from equipment_scheduling.relay.workbooks import Importer, ProblemError, template

log = logging.getLogger(__name__)

KEY = "select * from sched_http.relay_key(%s)"
READY = "select pg_is_in_recovery() as is_standby, current_setting('transaction_read_only') = 'on' as is_read_only"
STATUS = {
    "SC001": 404,
    "SC014": 401,
    "SC013": 403,
    "42501": 403,
    "SC004": 400,
    "SC017": 410,
    "22007": 400,
    "22008": 400,
    "22P02": 400,
}
NOBODY_WAITS = 499  # in the log only: the connection is gone


class Pages:
    """The handlers, and what they need."""

    def __init__(self, url: str, broadcaster: Broadcaster, exporter: Exporter, importer: Importer) -> None:
        self._database = Database(url, "sched relay web")
        self._broadcaster = broadcaster
        self._exporter = exporter
        self._importer = importer

    def application(self) -> web.Application:
        """The routes; every error is JSON in the shape of the HTTP API."""
        application = web.Application(middlewares=[_errors])
        application.add_routes([
            web.get("/healthz", self.healthz),
            web.get("/readyz", self.readyz),
            web.get("/metrics", self.metrics),
            web.get("/events", self.events),
            web.get("/export/{content:schedule|availability}.xlsx", self.export, allow_head=False),
            web.post("/rpc/{function:import_(?:resources|patterns|calendars|exceptions|people)}", self.import_),
            web.get("/import/resources/template.xlsx", self.template, allow_head=False),
            web.post("/import/{kind:resources|patterns|calendars|exceptions}/sheet", self.show),
        ])  # fmt: skip
        return application

    async def healthz(self, request: web.Request) -> web.Response:
        """The process runs."""
        return web.json_response({"status": "ok"})

    async def readyz(self, request: web.Request) -> web.Response:
        """It reaches the database, and can write to it."""
        try:
            (row,) = await self._database.rows(READY)
        except psycopg.Error:
            problem = "the database does not answer"
        else:
            problem = (
                "the database is a standby, and takes no writes" if row["is_standby"]
                else "the database is read-only (default_transaction_read_only)" if row["is_read_only"]
                else ""
            )  # fmt: skip
        return web.json_response({"status": problem or "ok"}, status=503 if problem else 200)

    async def metrics(self, request: web.Request) -> web.Response:
        """Figures for Prometheus."""
        return web.Response(
            body=generate_latest(metrics.REGISTRY), headers={"Content-Type": "text/plain; version=0.0.4"}
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Live events from now on, or after Last-Event-ID."""
        key = await self._key(request)
        last = request.headers.get("Last-Event-ID") or request.query.get("last_event_id")
        if last is not None:
            await self._database.rows("select sched_engine.event_position(%s)", [last])
        return await self._broadcaster.stream(request, Client(key["key_id"], key["scope_resource_id"], last))

    async def export(self, request: web.Request) -> web.StreamResponse:
        """The plan as a workbook."""
        key = await self._key(request)
        content = Content(request.match_info["content"])
        return await self._exporter.answer(request, Wanted.read(content, request, key["scope_resource_id"]))

    async def import_(self, request: web.Request) -> web.StreamResponse:
        """Import a workbook. Whose key or token it is, the API finds out."""
        return await self._importer.answer(request, request.match_info["function"])

    async def show(self, request: web.Request) -> web.StreamResponse:
        """What a sheet of a workbook holds."""
        return await self._importer.show(request, request.match_info["kind"])

    async def template(self, request: web.Request) -> web.Response:
        """An empty workbook to fill in and import."""
        headers = {"Content-Type": TYPE, "Content-Disposition": 'attachment; filename="plant.xlsx"'}
        return web.Response(body=await asyncio.to_thread(template), headers=headers)

    async def _key(self, request: web.Request) -> Row:
        """The API key of a request; SC014 without a good one."""
        (row,) = await self._database.rows(KEY, [request.headers.get("X-API-Key")])
        return row


@web.middleware
async def _errors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        return _problem(error.status, str(error.status), error.reason)
    except SchedError as error:
        return _problem(400, "SC004", error.message, error.hint)
    except TooManyStreamsError:
        message, hint = "This key has too many streams open.", "Close some, or give each program a key of its own."
        return _problem(429, "GW429", message, hint)
    except ProblemError as error:
        return _answer(error.status, error.body, error.headers)
    except AbandonedError:
        return web.Response(status=NOBODY_WAITS)
    except psycopg.Error as error:
        code = error.sqlstate or "08000"
        status = STATUS.get(code, 503 if code[:2] in ("08", "53", "57") else 500)
        if status >= 500:
            trace = request.headers.get("traceparent", "")
            log.error("request failed", extra={"path": request.path, "trace": trace, "error": str(error).strip()})
            return _problem(status, code, "The database does not answer." if status == 503 else "An internal error.")
        return _problem(status, code, error.diag.message_primary, error.diag.message_hint)
    except ConnectionError:  # nobody waits any more, which the server knows what to do about
        raise
    except OSError as error:
        log.exception("request failed", extra={"path": request.path})
        if error.errno not in NO_ROOM:
            return _problem(500, "GW500", "An internal error.", "The log of the relay says why.")
        hint = "Free some where the relay keeps temporary files (TMPDIR), and try again."
        return _problem(503, "GW503", "There is no room on the disk for the workbook.", hint)


def _problem(status: int, code: str, message: str | None, hint: str | None = None) -> web.Response:
    return _answer(status, {"code": code, "message": message, "details": None, "hint": hint})


def _answer(status: int, body: Mapping[str, str | None], more: Mapping[str, str] | None = None) -> web.Response:
    headers = {
        401: {"WWW-Authenticate": "ApiKey"}, 429: {"Retry-After": "10"}, 503: {"Retry-After": "5"},
    }.get(status, {})  # fmt: skip
    return web.json_response(body, status=status, headers={**headers, **(more or {})})
