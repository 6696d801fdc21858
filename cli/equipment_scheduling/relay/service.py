"""The process: its tasks, its signals and its log."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from equipment_scheduling.errors import StackError
from equipment_scheduling.relay.excel import Exporter
from equipment_scheduling.relay.gauges import Gauger
from equipment_scheduling.relay.live import Broadcaster
from equipment_scheduling.relay.optimizing import Optimizer
from equipment_scheduling.relay.requests import Requests, receive
from equipment_scheduling.relay.settings import RelaySettings
from equipment_scheduling.relay.wake import Bell, listen
from equipment_scheduling.relay.web import Pages
from equipment_scheduling.relay.webhooks import Deliverer
from equipment_scheduling.relay.workbooks import Importer
from equipment_scheduling.relay.worker import Keeper, Worker

THREADS = 64  # of names that are looked up, one for each name, and of workbooks
CHANNELS = ("sched_events", "sched_stale", "sched_jobs")
PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
log = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, message, and what the event brought along."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        entry |= {key: value for key, value in vars(record).items() if key not in PLAIN}
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)


def start_log(level: str = "INFO") -> None:
    """Log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level, force=True)


async def serve(url: str, settings: RelaySettings) -> None:
    """Run until SIGTERM or SIGINT; then finish what is in flight, for at most `grace` seconds."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="sched"))
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)

    bell = Bell()
    deliverer = Deliverer(url, settings, bell)
    workers = [Worker(url, settings, bell) for _ in range(settings.workers)]
    optimizer = Optimizer(url, bell)
    broadcaster = Broadcaster(url, settings, bell)
    exporter = Exporter(url)
    importer = Importer(settings)
    pages = Pages(url, broadcaster, exporter, importer)
    runner = web.AppRunner(pages.application(), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        await runner.cleanup()
        raise StackError(
            f"The relay cannot listen on port {settings.port} of {settings.host}",
            detail=error.strerror or str(error),
            hint="stop what listens there, another relay perhaps, or set SCHED_RELAY_PORT to another port",
        ) from error

    port = runner.addresses[0][1]
    requests = Requests()
    counting = await receive(requests, settings.host, port)

    helpers: list[asyncio.Task[Any]] = [
        asyncio.create_task(listen(url, CHANNELS, bell)),
        asyncio.create_task(broadcaster.run()),
        asyncio.create_task(broadcaster.check_keys()),
        asyncio.create_task(Keeper(url).run()),
        asyncio.create_task(Gauger(url, settings, requests).run()),
    ]
    finishing: list[asyncio.Task[Any]] = [
        asyncio.create_task(deliverer.run()),
        asyncio.create_task(optimizer.run()),
        *(asyncio.create_task(worker.run()) for worker in workers),
    ]
    log.info("relay runs", extra={"host": settings.host, "port": port})

    waiting: asyncio.Task[Any] = asyncio.create_task(ended.wait())
    done, _ = await asyncio.wait({waiting, *helpers, *finishing}, return_when=asyncio.FIRST_COMPLETED)
    deliverer.stop()
    broadcaster.stop()
    exporter.stopping = True
    optimizer.stopping = True
    for worker in workers:
        worker.stopping = True
    bell.ring()
    await asyncio.wait(finishing, timeout=settings.grace)
    for task in (*helpers, *finishing):
        task.cancel()
    if counting is not None:
        counting.close()
    await runner.cleanup()
    await importer.close()
    log.info("relay stopped")
    for task in done - {waiting}:
        task.result()  # an error that nobody expected ends the process, and says so
