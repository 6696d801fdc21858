"""A receiver of webhooks and a relay that sends to it, as processes of their own.

    python bench/receiver.py PORT

GET /log tells what came and when, POST /forget forgets it, /hang answers after a minute."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from aiohttp import web

from equipment_scheduling import stack_state as states

WEBHOOK = """
    insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
    values (%s, %s, '{exception.updated,exception.created,schedule.changed}',
        sched_engine.new_webhook_secret(), 'bench')
"""


@contextmanager
def receiving() -> Iterator[str]:
    """The address of a receiver."""
    port = states.free_port()
    process = subprocess.Popen([sys.executable, __file__, str(port)])
    try:
        wait_for(f"http://127.0.0.1:{port}/log", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(10)


@contextmanager
def relay(url: str, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    """A relay of this database, until the end of the block."""
    port = states.free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SCHED_RELAY_PORT": str(port),
        "SCHED_RELAY_ALLOW": "127.0.0.0/8",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "equipment_scheduling", "relay"], env=environment | settings, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:  # it waits for a receiver that hangs
            process.kill()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    while True:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.HTTPError:
            assert process.poll() is None
        time.sleep(0.05)


def receive(port: int) -> None:
    """The receiver itself."""
    log: list[tuple[float, str, str]] = []

    async def post(request: web.Request) -> web.Response:
        await request.read()
        path = request.path[1:]
        if path == "forget":
            log.clear()
        else:
            log.append((time.time(), path, request.headers["webhook-id"]))
        if path == "hang":
            await asyncio.sleep(60)
        return web.Response(text="ok")

    async def get(_: web.Request) -> web.Response:
        return web.json_response(log)

    application = web.Application()
    application.add_routes([web.post("/{path}", post), web.get("/log", get)])
    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None, shutdown_timeout=0)


if __name__ == "__main__":
    receive(int(sys.argv[1]))
