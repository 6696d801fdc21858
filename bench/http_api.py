"""The HTTP API, started for the measurement: PostgREST, another without our pre-request, and the gateway."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import processor
import psycopg
from figures import HERE, Bench
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.runtime import nginx, postgrest, stack
from equipment_scheduling.settings import GatewaySettings, Settings

USERS = 500
MORE = (700, 800, 900, 1000, 1200)  # until they wait for longer than
KNEE = 200  # milliseconds, 95th percentile
# Everybody may read it; it costs nothing, so that a request for it tells what any request costs.
TRIVIAL = """
    create view api_v1.bench_trivial as select 1 as one;
    grant select on api_v1.bench_trivial to sched_anon, sched_planner;
"""


@dataclass(frozen=True)
class Place:
    """One server: its address, and the name that its sessions of the database bear."""

    url: str
    pid: int
    name: str


def authenticator(settings: Settings, url: str) -> str | None:
    """The database as PostgREST's login role; None when its password is not known."""
    if settings.api_database_url is not None:
        password = conninfo_to_dict(settings.api_database_url).get("password")
        return make_conninfo(url, user=stack.AUTHENTICATOR, password=password)
    state = states.read(settings.runtime)
    return None if state is None else stack.authenticator_url(settings, state, url)


@contextmanager
def folder() -> Iterator[Path]:
    """Where programs write what they have to say."""
    made = Path(tempfile.mkdtemp(prefix="sched-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made)


@contextmanager
def served(settings: Settings, uri: str, *, bare: bool = False) -> Iterator[Place]:
    """A PostgREST on this database; `bare`: the same without our function before each request."""
    name = "bench bare" if bare else "bench served"
    with folder() as runtime:
        text = (settings.root / "postgrest.conf").read_text()
        if bare:
            text = "".join(line for line in text.splitlines(True) if not line.startswith("db-pre-request"))
        (runtime / "postgrest.conf").write_text(text)
        server = postgrest.Server(
            program=postgrest.install(settings.runtime, settings.postgrest),
            configuration=runtime / "postgrest.conf",
            runtime=runtime,
            database_url=make_conninfo(uri, application_name=name),
            jwt_secret="a secret for benchmarks that is long enough",
            port=states.free_port(),
            admin_port=states.free_port(),
        )
        try:
            server.start()
            pid = postgrest.running_pid(runtime)
            assert pid is not None
            yield Place(f"http://127.0.0.1:{server.port}", pid, name)
        finally:
            postgrest.stop(runtime)


@contextmanager
def guarded(settings: Settings, rest: Place) -> Iterator[Place]:
    """A gateway in front of a PostgREST, which counts no requests."""
    with folder() as runtime:
        server = nginx.Server(
            program=nginx.install(settings.runtime, settings.nginx, settings.debian_mirror),
            templates=settings.root / "nginx",
            web=settings.root / "web",
            runtime=runtime,
            settings=GatewaySettings(rate=0, connections=0),
            port=states.free_port(),
            api_port=int(rest.url.rsplit(":", 1)[1]),
            relay_port=states.free_port(),  # no relay: nobody asks for what it serves
        )
        try:
            server.start()
            pid = nginx.running_pid(runtime)
            assert pid is not None
            yield Place(f"{server.url}/api/v1", pid, rest.name)
        finally:
            nginx.stop(runtime)


def key(connection: psycopg.Connection) -> str:
    """A planner's key."""
    row = connection.execute(
        "select sched_http.create_api_key('bench ' || clock_timestamp(), 'sched_planner', null, null, 'api')"
    ).fetchone()
    assert row is not None
    return str(row[0])


def load(bench: Bench, url: str, users: int, *, quick: bool) -> dict[str, Any]:
    """What bench/load.py finds at this address."""
    command = [sys.executable, HERE / "load.py", url, key(bench.connection)]
    command += ["--machines", ",".join(map(str, bench.ids())), "--users", users]
    if quick:
        command += ["--ramp", 6, "--settle", 2, "--seconds", 6]
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(bench: Bench, settings: Settings, uri: str, *, quick: bool) -> None:
    """500 users at one request a second each, of a plant of 1,000 machines with a year stored. The load tool and the
    database share the cores of this machine: their shares are recorded beside the times."""
    bench.plant(1000)
    bench.year()
    with served(settings, uri) as rest, guarded(settings, rest) as gateway:
        for name, place in (("PostgREST", rest), ("the gateway", gateway)):
            if quick and place is rest:
                continue
            found, column = load(bench, place.url, USERS, quick=quick), name.split()[-1]
            of_users = f"{USERS} users through {name}"
            bench.record(
                f"{of_users}, p95", found["each_p95_ms"], "ms", 100 if place is rest else 150, value=found["p95_ms"],
                column=f"{USERS} users {column} p95 ms",
            )  # fmt: skip
            bench.record(f"{of_users}, errors", found["errors"], "requests", 0, column=f"{USERS} users {column} errors")
            bench.record(f"{of_users}, answered", found["each_requests_per_second"], "requests/s")
            bench.record(f"{of_users}, machine busy", found["cpu_percent"], "%")
            bench.record(f"{of_users}, of it the load tool", found["cores_of_the_load_tool"], "cores")
            for one in found["first_errors"]:
                print(f"  {one}", file=sys.stderr)
        if not quick:
            most = knee(bench, gateway.url)
            bench.record(f"users through the gateway in {KNEE} ms", most, "users", 700, at_least=True, column="knee")


def knee(bench: Bench, url: str) -> int:
    """How many users are answered within KNEE without an error."""
    most = 0
    for users in MORE:
        found = load(bench, url, users, quick=True)
        print(f"  {users} users: p95 {found['p95_ms']:.0f} ms, {found['errors']} errors", file=sys.stderr, flush=True)
        if found["p95_ms"] > KNEE or found["errors"]:
            break
        most = users
    return most


def processes(connection: psycopg.Connection, rest: Place, gateway: Place | None = None) -> dict[str, partial[float]]:
    """What each part has used, by name: to be called again and again. Sessions are those that are open now."""
    parts = {
        "database": partial(processor.seconds, *processor.backends(connection, rest.name)),
        "PostgREST": partial(processor.seconds, rest.pid),
    }
    if gateway is not None:
        parts["gateway"] = partial(processor.seconds, gateway.pid, *processor.children(gateway.pid))
    return parts
