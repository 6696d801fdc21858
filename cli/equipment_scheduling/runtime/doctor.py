"""`sched doctor`: what is wrong with this computer or the stack, and what to do about it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection, connect, database_url
from equipment_scheduling.errors import SchedError, explained
from equipment_scheduling.relay import powers
from equipment_scheduling.runtime import debian, nginx, postgres, postgrest, relay, stack
from equipment_scheduling.runtime.platforms import current_platform
from equipment_scheduling.runtime.processes import identity, listeners
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings
from equipment_scheduling.words import counted

LEAST_FREE, AMPLE_FREE = 500_000_000, 3_000_000_000  # bytes
ELSEWHERE = "run sched down, move the folder data to another disk and leave a link to it in its place"


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILURE = "failure"


@dataclass(frozen=True)
class Finding:
    """The result of one check; `remedy` is empty when there is nothing to do."""

    check: str
    verdict: Verdict
    finding: str
    remedy: str = ""


Check = Callable[[Settings], Iterator[Finding]]


def examine(settings: Settings) -> list[Finding]:
    """Run every check that concerns this machine; a check that raises is itself a failure."""
    embedded: list[Check] = [_machine, _folder, _zones, _packages, _npm, _nginx, _root, _disk, _ports]
    always: list[Check] = [
        _database,
        _restore,
        _migrations,
        _edits,
        _feed,
        _health,
        _api,
        _gateway,
        _relay,
        _relay_role,
    ]
    findings = []
    for check in always if settings.database_url else embedded + always:
        try:
            findings += list(check(settings))
        except (SchedError, psycopg.Error) as error:
            findings.append(_failure(check.__name__.strip("_"), error))
    return findings


def _failure(name: str, error: SchedError | psycopg.Error) -> Finding:
    told = explained(error) if isinstance(error, psycopg.Error) else error
    finding = f"{told.message} ({' '.join(told.detail.split())})" if told.detail else told.message
    return Finding(name, Verdict.FAILURE, finding, told.hint or "")


def _machine(settings: Settings) -> Iterator[Finding]:
    yield Finding("machine", Verdict.OK, f"Linux on {current_platform().triplet.split('-')[0]}")


def _folder(settings: Settings) -> Iterator[Finding]:
    debian.refuse_strange(settings.runtime)
    yield Finding("folder", Verdict.OK, str(settings.runtime))


def _zones(settings: Settings) -> Iterator[Finding]:
    postgres.require_zones()
    yield Finding("zones", Verdict.OK, f"time zones in {postgres.ZONES}")


def _packages(settings: Settings) -> Iterator[Finding]:
    versions = debian.installed(debian.POSTGRESQL, settings.runtime)
    if versions is not None:
        names = ("postgresql-17", "postgresql-17-timescaledb")
        yield Finding("packages", Verdict.OK, ", ".join(f"{name} {versions[name]}" for name in names))
        return
    missing = [program for program in ("apt-get", "dpkg-deb") if shutil.which(program) is None]
    if missing:
        remedy = "use Debian 12 or newer, or set DATABASE_URL to an existing server"
        yield Finding("packages", Verdict.FAILURE, f"there is no {' and no '.join(missing)}", remedy)
    elif not debian.KEYRING.is_file():
        remedy = "install the package debian-archive-keyring"
        yield Finding("packages", Verdict.FAILURE, f"there is no {debian.KEYRING}", remedy)
    else:
        source = debian.mirror(settings.debian_mirror)
        yield Finding("packages", Verdict.OK, f"not installed yet; will come from {source}", "run sched up")


def _nginx(settings: Settings) -> Iterator[Finding]:
    if settings.nginx is not None or nginx.is_installed(settings.runtime):
        program = nginx.install(settings.runtime, settings.nginx, settings.debian_mirror)
        yield Finding("nginx", Verdict.OK, str(program) if settings.nginx else "installed")
    else:
        yield Finding("nginx", Verdict.OK, "not installed yet; will come with the packages", "run sched up")


def _npm(settings: Settings) -> Iterator[Finding]:
    if settings.postgrest is not None:
        yield Finding("postgrest", Verdict.OK, str(postgrest.install(settings.runtime, settings.postgrest)))
    elif postgrest.is_installed(settings.runtime):
        yield Finding("postgrest", Verdict.OK, "installed")
    elif shutil.which("npm") is None:
        yield Finding("postgrest", Verdict.FAILURE, "there is no npm", f"install npm, or {postgrest.BY_HAND}")
    else:
        yield Finding("postgrest", Verdict.OK, "not installed yet; will come by npm", "run sched up")


def _root(settings: Settings) -> Iterator[Finding]:
    who = identity(settings.runtime)
    how = "in a user namespace" if who.prefix else f"as uid {who.user}" if who.user else "as this user"
    yield Finding("user", Verdict.OK, f"PostgreSQL runs {how}")


def _disk(settings: Settings) -> Iterator[Finding]:
    """The disk of the data, wherever that is: `data` and its write-ahead log may be links to other disks."""
    disks = dict(_disk_of((settings.runtime / name).resolve()) for name in ("data/pg_wal", "data"))
    for folder in disks.values():
        free = shutil.disk_usage(folder).free
        verdict = Verdict.OK if free > AMPLE_FREE else Verdict.WARNING if free > LEAST_FREE else Verdict.FAILURE
        remedy = "" if verdict is Verdict.OK else f"free some space there, or {ELSEWHERE}"
        yield Finding("disk", verdict, f"{free / 1e9:.1f} GB free on the disk of {folder}", remedy)


def _disk_of(folder: Path) -> tuple[int, Path]:
    """The device of a folder, or of where it will be, and the nearest folder that can be seen."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            return place.stat().st_dev, place
    return 0, Path("/")


def _ports(settings: Settings) -> Iterator[Finding]:
    state = states.read(settings.runtime)
    if state is None:
        yield Finding("ports", Verdict.OK, "not chosen yet", "run sched up")
        return
    servers = [
        ("PostgreSQL", settings.database_port or state.database_port, postgres.is_running(settings.runtime)),
        ("PostgREST", settings.api_port or state.api_port, postgrest.running_pid(settings.runtime) is not None),
        ("nginx", settings.gateway_port or state.gateway_port, nginx.running_pid(settings.runtime) is not None),
        ("the relay", state.relay_port, relay.running_pid(settings.runtime) is not None),
    ]
    for name, port, running in servers:
        if port == 0:
            continue  # not chosen yet
        if running or states.port_is_free(port):
            yield Finding("ports", Verdict.OK, f"{name} {'listens on' if running else 'will listen on'} {port}")
        elif ours := listeners(settings.runtime, port):
            finding = f"port {port} is held by what is left of {name} (process {', '.join(map(str, ours))})"
            yield Finding("ports", Verdict.WARNING, finding, "run sched up: it ends that, and keeps the port")
        else:
            remedy = "run sched up: it chooses another, unless a SCHED_..._PORT asks for this one"
            yield Finding("ports", Verdict.WARNING, f"port {port} of {name} is taken by another program", remedy)


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        yield Finding("database", Verdict.FAILURE, "PostgreSQL is not running", "run sched up")
        return
    with connect(url=database_url(), autocommit=True) as connection:
        row = connection.execute(
            """
            select pg_catalog.current_setting('server_version') as server,
                (select e.default_version from pg_catalog.pg_available_extensions as e
                 where e.name = 'timescaledb') as timescaledb"""
        ).fetchone()
    assert row is not None
    if row["timescaledb"] is None:
        remedy = "install TimescaleDB on the server and add it to shared_preload_libraries"
        yield Finding("database", Verdict.FAILURE, f"PostgreSQL {row['server']} without TimescaleDB", remedy)
    else:
        finding = f"PostgreSQL {row['server']}, TimescaleDB {row['timescaledb']}"
        yield Finding("database", Verdict.OK, finding)


def _restore(settings: Settings) -> Iterator[Finding]:
    """While it goes on, and in sessions that began meanwhile, TimescaleDB refuses to write."""
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        return
    with connect(url=database_url(), autocommit=True) as connection:
        rows = connection.execute("select pg_catalog.current_setting('timescaledb.restoring', true) as restoring")
        restoring = rows.fetchall()[0]["restoring"]
    if restoring == "on":
        remedy = "let it end, or end it: select timescaledb_post_restore(), then sched down and sched up"
        yield Finding("restore", Verdict.FAILURE, "a restore is in progress, and nothing can be written", remedy)


def _migrations(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        return
    found = migrations.status(settings)
    for state, verdict, remedy in (
        ("pending", Verdict.WARNING, "run sched db migrate"),
        ("edited", Verdict.FAILURE, "restore those files and put the change into a new migration"),
        ("unknown", Verdict.FAILURE, "use the program that brought them"),
    ):
        names = [item.name for item in found if item.state == state]
        if names:
            yield Finding("migrations", verdict, f"{state}: {', '.join(names)}", remedy)
    if all(item.state == "applied" for item in found):
        yield Finding("migrations", Verdict.OK, "up to date")


def _edits(settings: Settings) -> Iterator[Finding]:
    """A transaction that has edited and stays open holds up every other edit."""
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        return
    with connect(url=database_url(), autocommit=True) as connection:
        if not _has_function(connection, "sched_engine.model_lock_holder"):
            return
        holders = connection.execute(
            """
            select h.pid, h.description, h.waiting
            from sched_engine.model_lock_holder() as h
            where h.waiting > 0 or h.since < pg_catalog.clock_timestamp() - interval '10 s'"""
        ).fetchall()
    for holder in holders:
        waiting = counted(holder["waiting"], "edit waits", "edits wait")
        finding = f"{holder['description']} has edited and not committed yet; {waiting} for it"
        remedy = f"let it commit, or end it: select pg_terminate_backend({holder['pid']})"
        yield Finding("edits", Verdict.WARNING, finding, remedy)
    if not holders:
        yield Finding("edits", Verdict.OK, "nobody holds up edits")


def _feed(settings: Settings) -> Iterator[Finding]:
    """A transaction that has written anything and stays open holds back what others are told."""
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        return
    with connect(url=database_url(), autocommit=True) as connection:
        if not _has_function(connection, "sched_engine.feed_holder"):
            return
        holders = connection.execute(
            """
            select h.pid, h.description
            from sched_engine.feed_holder() as h
            where h.since < pg_catalog.clock_timestamp() - interval '10 s'"""
        ).fetchall()
    for holder in holders:
        finding = f"{holder['description']} has written and not committed yet; changes and events wait for it"
        pid = holder["pid"]
        end = f"select pg_terminate_backend({pid})" if pid else "commit prepared or rollback prepared"
        yield Finding("feed", Verdict.WARNING, finding, f"let it commit, or end it: {end}")
    if not holders:
        yield Finding("feed", Verdict.OK, "nobody holds back changes and events")


def _health(settings: Settings) -> Iterator[Finding]:
    """Whether the system does its work: what /api/v1/health says in a word."""
    if settings.database_url is None and not postgres.is_running(settings.runtime):
        return
    verdicts = {"ok": Verdict.OK, "degraded": Verdict.WARNING, "failing": Verdict.FAILURE}
    with connect(url=database_url(), autocommit=True) as connection:
        if not _has_function(connection, "sched_engine.health_checks"):
            return
        checks = connection.execute("select * from sched_engine.health_checks()").fetchall()
    for check in checks:
        if check["check_name"] != "database" or check["status"] != "ok":  # the checks above say more of a sound one
            name = check["check_name"].replace("_", " ")
            yield Finding(name, verdicts[check["status"]], check["finding"], check["remedy"] or "")


def _has_function(connection: Connection, name: str) -> bool:
    """Not before the functions are loaded."""
    row = connection.execute("select pg_catalog.to_regproc(%s) as f", [name]).fetchone()
    return row is not None and row["f"] is not None


def _api(settings: Settings) -> Iterator[Finding]:
    state = states.read(settings.runtime)
    if settings.database_url and not settings.api_database_url:
        remedy = "set SCHED_API_DATABASE_URL to the database as sched_authenticator, and run sched up"
        yield Finding("api", Verdict.WARNING, "no API serves this database", remedy)
    elif state is None or postgrest.running_pid(settings.runtime) is None:
        yield Finding("api", Verdict.WARNING, "PostgREST is not running", "run sched up")
    elif not postgrest.is_ready(state.admin_port):
        log = postgrest.log_file(settings.runtime)
        yield Finding("api", Verdict.FAILURE, "PostgREST is not ready", f"read {log}, then run sched up")
    else:
        yield Finding("api", Verdict.OK, f"PostgREST answers at {state.api_url}")


def _gateway(settings: Settings) -> Iterator[Finding]:
    state = states.read(settings.runtime)
    if settings.database_url and not settings.api_database_url:
        return
    if state is None or nginx.running_pid(settings.runtime) is None:
        yield Finding("gateway", Verdict.WARNING, "nginx is not running", "run sched up")
        return
    address = nginx.url(settings.gateway, state.gateway_port)
    if nginx.fingerprint(address) is None:
        log = nginx.log_file(settings.runtime, "error")
        yield Finding("gateway", Verdict.FAILURE, f"nginx does not answer at {address}", f"run sched up, or read {log}")
    elif settings.gateway.certificate is None and settings.gateway.address not in ("127.0.0.1", "::1"):
        remedy = "set SCHED_TLS_CERTIFICATE and SCHED_TLS_KEY, and run sched up"
        yield Finding("gateway", Verdict.WARNING, f"{address} is open to the network without TLS", remedy)
    else:
        yield Finding("gateway", Verdict.OK, f"nginx answers at {address}")


def _relay(settings: Settings) -> Iterator[Finding]:
    state = states.read(settings.runtime)
    if settings.database_url and not settings.api_database_url:
        return
    if state is None or relay.running_pid(settings.runtime) is None:
        yield Finding("relay", Verdict.WARNING, "the relay is not running", "run sched up, or sched relay elsewhere")
    elif not relay.answers(state.relay_port):
        log = relay.log_file(settings.runtime)
        yield Finding("relay", Verdict.FAILURE, "the relay does not answer", f"run sched up, or read {log}")
    elif not relay.is_ready(state.relay_port):
        log = relay.log_file(settings.runtime)
        yield Finding("relay", Verdict.FAILURE, "the relay cannot use the database", f"read {log}")
    else:
        yield Finding("relay", Verdict.OK, f"the relay answers at http://127.0.0.1:{state.relay_port}")


def _relay_role(settings: Settings) -> Iterator[Finding]:
    """Whoever gets hold of the relay, which talks to the outside, can do in the database what its role can."""
    state = states.read(settings.runtime)
    if settings.relay_database_url or settings.database_url:
        url = settings.relay_database_url or database_url()
    elif state is not None and relay.running_pid(settings.runtime) and postgres.is_running(settings.runtime):
        url = make_conninfo(state.database_url, user=stack.RELAY, password=state.relay_password)
    else:
        return
    with connect(url=url, autocommit=True) as connection:
        excess = powers.excess(connection)
    if excess is None:
        yield Finding("relay role", Verdict.OK, "the relay has the rights it needs in the database, and no others")
    else:
        yield Finding(
            "relay role", Verdict.WARNING, f"the relay has more rights than it needs: {excess}", powers.REMEDY
        )
