"""The embedded PostgreSQL server: create its data folder, start, stop, find."""

from __future__ import annotations

import os
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.errors import StackError
from equipment_scheduling.runtime.processes import Identity, command_line, identity, run, works_in
from equipment_scheduling.stack_state import DATABASE, SUPERUSER, State

ZONES = Path("/usr/share/zoneinfo")
ORPHANS = 20.0  # seconds that the processes of a killed server may take to end
LONGEST_SOCKET_FOLDER = 90  # bytes; the system allows 107 for the folder and the socket's name

CONFIGURATION = """\
# Written by `sched up`; put your own settings into local.conf beside this file.
listen_addresses = '127.0.0.1'
unix_socket_directories = '{socket}'
max_connections = 100
max_worker_processes = 32
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = off
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
shared_buffers = {buffers}MB
work_mem = 64MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
min_wal_size = 512MB
wal_compression = lz4  # and not pglz, which takes ten times as long
default_toast_compression = 'lz4'
wal_buffers = 64MB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
log_line_prefix = '%m [%p] %q%u@%d/%a '
log_min_duration_statement = 10s
log_parameter_max_length = 0  # they hold keys
include_if_exists 'local.conf'
"""


def _shared_buffers() -> int:
    """MB of memory for PostgreSQL's buffers: an eighth of the machine's, 128 to 2,048."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // (1 << 20)
    return min(max(machine // 8, 128), 2048)


def programs(runtime: Path) -> Path:
    """The folder of PostgreSQL's programs (`psql`, `pg_dump`, ...)."""
    return runtime / "postgresql/usr/lib/postgresql/17/bin"


def is_running(runtime: Path) -> bool:
    """True when the process named in the data folder's pid file is alive."""
    return _running_pid(runtime) is not None


def has_moved(runtime: Path) -> bool:
    """True when the server runs, and was started before its folder was moved: it looks for files in the old place."""
    pid = _running_pid(runtime)
    return pid is not None and os.fsencode(runtime / "data") not in command_line(pid)


def _running_pid(runtime: Path) -> int | None:
    data = runtime / "data"
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if os.fsencode(data) in command_line(pid) or works_in(pid, data) else None


def exists(runtime: Path) -> bool:
    """True when there is a data folder, and with it a database."""
    return (runtime / "data").exists()


def require_zones() -> None:
    """Debian's PostgreSQL reads the host's time zones: refuse to go on without them."""
    if not (ZONES / "Africa/Johannesburg").exists():
        raise StackError(f"There are no time zones in {ZONES}", hint="install the package tzdata")


def start(runtime: Path, state: State, wanted_port: int | None) -> State:
    """Start the server unless it runs (creating its data folder first); return the state with its port."""
    if is_running(runtime):
        return state
    require_zones()
    who = identity(runtime)
    data = runtime / "data"
    if not exists(runtime):
        _initialise(runtime, state, who)
    state = states.settle_port(runtime, state, "database_port", wanted_port)
    socket = runtime / "run"
    socket.mkdir(exist_ok=True)
    fits = len(os.fsencode(socket)) <= LONGEST_SOCKET_FOLDER
    (data / "sched.conf").write_text(
        CONFIGURATION.format(socket=socket if fits and who.user is None else "", buffers=_shared_buffers())
    )
    log = runtime / "log/postgresql.log"
    _give(who, data, log)
    if who.user is not None:
        log.parent.chmod(0o711)  # to pass through; what is in it stays private
    _start(who, runtime, "-w", "-t", "60", "-l", str(log), "-o", f"-p {state.database_port}")
    _create_database(state)
    return state


def by_socket(runtime: Path, url: str) -> str:
    """The same database by the server's socket, which costs both sides less than TCP; as it is where there is none."""
    folder = runtime.absolute() / "run"
    port = conninfo_to_dict(url).get("port")
    return make_conninfo(url, host=str(folder)) if (folder / f".s.PGSQL.{port}").is_socket() else url


def stop(runtime: Path) -> bool:
    """Stop the server; False when it was not running."""
    pid = _running_pid(runtime)
    if pid is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)  # the fast way: whoever is connected is sent off
    deadline = time.monotonic() + 60
    while is_running(runtime):
        if time.monotonic() > deadline:
            raise StackError("PostgreSQL does not stop", hint=f"read {runtime / 'log/postgresql.log'}")
        time.sleep(0.05)
    return True


def replace_password(runtime: Path, password: str) -> None:
    """Give the superuser another password without knowing the present one; stops the server for it."""
    stop(runtime)
    run(
        [
            *identity(runtime).prefix,
            programs(runtime) / "postgres",
            "--single",
            *("-D", runtime / "data"),
            *("-c", "shared_preload_libraries="),
            *("-c", "log_min_messages=fatal"),
            "postgres",
        ],
        doing="Giving the database a new password",
        hint=f"read {runtime / 'log/postgresql.log'}",
        input=f"alter role {SUPERUSER} with password '{password}'\n",
        user=identity(runtime).user,
        cwd=runtime,
    )


def _start(who: Identity, runtime: Path, *words: str) -> None:
    """Start the server. After a crash its orphans may hold its memory for some seconds: wait for them."""
    crashed = any(
        item.exists() for item in (runtime / "data/postmaster.pid", *(runtime / "run").glob(".s.PGSQL.*.lock"))
    )
    deadline = time.monotonic() + (ORPHANS if crashed else 0)
    while True:
        try:
            return _pg_ctl(who, runtime, "start", *words)
        except StackError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def _pg_ctl(who: Identity, runtime: Path, *words: str) -> None:
    command: list[str | Path] = [
        *who.prefix,
        programs(runtime) / "pg_ctl",
        "-D",
        runtime / "data",
        "-s",
        *words,
    ]
    run(
        command,
        doing=f"pg_ctl {words[0]}",
        hint=f"read {runtime / 'log/postgresql.log'}",
        user=who.user,
        cwd=runtime,
    )


def _give(who: Identity, *paths: Path) -> None:
    """Where PostgreSQL runs as another user, hand it what it writes to."""
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
        if who.user is not None:
            for item in (path, *path.rglob("*")):
                os.chown(item, who.user, -1)


def _initialise(runtime: Path, state: State, who: Identity) -> None:
    """Create the data folder; it appears under its name only when initdb has finished."""
    fresh, password = runtime / "data.new", runtime / "password.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    password.touch(mode=0o600)
    password.write_text(state.superuser_password)
    _give(who, fresh, password)
    try:
        run(
            [
                *who.prefix,
                programs(runtime) / "initdb",
                f"--pgdata={fresh}",
                f"--username={SUPERUSER}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
            ],
            doing="initdb",
            user=who.user,
            cwd=runtime,
        )
    finally:
        password.unlink()
    with (fresh / "postgresql.conf").open("a") as file:
        file.write("include 'sched.conf'\n")
    fresh.rename(runtime / "data")


def _create_database(state: State) -> None:
    """Create the database `sched` unless it exists."""
    with _maintenance(state) as connection:
        query = "select from pg_catalog.pg_database where datname = %s"
        if not connection.execute(query, (DATABASE,)).rowcount:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))


def recreate_database(state: State) -> None:
    """Drop the database `sched` with all it holds, whoever is connected, and create it empty."""
    with _maintenance(state) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE)))
    _create_database(state)


def _maintenance(state: State) -> psycopg.Connection:
    """A connection that is not to the database `sched`."""
    conninfo = make_conninfo(state.database_url, dbname="postgres")
    return psycopg.connect(conninfo, autocommit=True, connect_timeout=10)
