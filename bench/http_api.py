"""The HTTP API under load: PostgREST and the gateway in front of it, started for the measurement."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import nginx, postgrest, stack
from equipment_scheduling.settings import GatewaySettings, Settings

HERE = Path(__file__).parent
USERS = 500


def authenticator(settings: Settings, url: str) -> str | None:
    """The database as PostgREST's login role; None when its password is not known."""
    if settings.api_database_url is not None:
        password = conninfo_to_dict(settings.api_database_url).get("password")
        return make_conninfo(url, user=stack.AUTHENTICATOR, password=password)
    state = states.read(settings.runtime)
    return None if state is None else stack.authenticator_url(settings, state, url)


@contextmanager
def served(settings: Settings, uri: str) -> Iterator[tuple[str, str]]:
    """Addresses of a PostgREST and of a gateway in front of it that does not count requests."""
    runtime = Path(tempfile.mkdtemp(prefix="sched-bench-"))
    rest = postgrest.Server(
        program=postgrest.install(settings.runtime, settings.postgrest),
        configuration=settings.root / "postgrest.conf",
        runtime=runtime,
        database_url=uri,
        jwt_secret="a secret for benchmarks that is long enough",
        port=states.free_port(),
        admin_port=states.free_port(),
    )
    gateway = nginx.Server(
        program=nginx.install(settings.runtime, settings.nginx, settings.debian_mirror),
        templates=settings.root / "nginx",
        web=settings.root / "web",
        runtime=runtime,
        settings=GatewaySettings(rate=0, connections=0),
        port=states.free_port(),
        api_port=rest.port,
        relay_port=states.free_port(),  # no relay: nobody asks for what it serves
    )
    try:
        rest.start()
        gateway.start()
        yield f"http://127.0.0.1:{rest.port}", f"{gateway.url}/api/v1"
    finally:
        nginx.stop(runtime)
        postgrest.stop(runtime)
        shutil.rmtree(runtime)


def load(connection: psycopg.Connection, url: str, seconds: int) -> dict[str, Any]:
    """What bench/load.py finds at this address."""
    row = connection.execute(
        "select sched_http.create_api_key('bench ' || clock_timestamp(), 'sched_planner', null, null, 'api'),"
        " array(select r.id from sched.resources as r where r.requires_scheduling)"
    ).fetchone()
    assert row is not None
    machines = ",".join(map(str, row[1]))
    command = [sys.executable, HERE / "load.py", url, row[0], "--machines", machines]
    command += ["--users", str(USERS), "--seconds", str(seconds)]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
