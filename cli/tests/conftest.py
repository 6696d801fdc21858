"""Fixtures: a real server, a migrated database to look at, and throwaway ones to break."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import nginx, postgrest, stack
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import GatewaySettings, Settings
from support import ROOT, Result, Server, api_plant, environment
from support.api_plant import Api
from support.forks import Forks

pytest_plugins = ["support.relays", "support.watched"]
# What Hypothesis remembers of this machine goes where everything else of it is.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".runtime/hypothesis"))
# A shell lets what it runs in the background ignore ctrl-C, and so would the programs that tests interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

Cli = Callable[..., Result]
FreshDatabase = Callable[..., str]


def one_installs(settings: Settings) -> AbstractContextManager[None]:
    """Only one worker at a time unpacks programs beside the embedded stack; the others find them there."""
    return states.lock(settings.runtime / "tools")


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The settings of this checkout."""
    return Settings.load()


@pytest.fixture(scope="session")
def server(settings: Settings) -> Server:
    """The server of DATABASE_URL (as a superuser), else the embedded one, started if need be."""
    return Server(stack.up(settings, api=False, migrate=False).database_url)


@pytest.fixture(scope="session")
def template(
    server: Server, settings: Settings, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[str]:
    """The name of a migrated database that nobody is connected to, to be copied. Of the workers of a run the first
    that needs it makes it, and the last drops it."""
    own = tmp_path_factory.getbasetemp()
    shared = (own if worker_id == "master" else own.parent) / "template"
    user, made = shared / f"user-{worker_id}", shared / "name"
    with states.lock(shared):
        if not [*shared.glob("user-*")]:
            with server.migrating():
                url = server.create()
                migrations.migrate(settings, url)
                if settings.database_url is None and (state := states.read(settings.runtime)) is not None:
                    # Before several ask for it at once, since a role is altered by one at a time.
                    stack.relay_url(state, url)
                    stack.authenticator_url(settings, state, url)
            made.write_text(str(conninfo_to_dict(url)["dbname"]))
            server.execute("alter database {} with is_template true", made.read_text())
        user.touch()
        name = made.read_text()
    yield name
    with states.lock(shared):
        user.unlink()
        if not [*shared.glob("user-*")]:
            server.execute("alter database {} with is_template false", name)
            server.drop(server.database(name))


@pytest.fixture
def migrating(server: Server, template: str) -> Iterator[None]:
    """Nobody else makes or grants roles during this test."""
    with server.migrating():
        yield


@pytest.fixture(scope="session")
def fresh_database(server: Server, template: str) -> Iterator[FreshDatabase]:
    """Make throwaway databases: `fresh_database()` is migrated, `fresh_database(migrated=False)` is empty, and in
    `fresh_database(at=MOMENT)` it is always that moment, for tests that name dates."""
    made: list[str] = []

    def make(*, migrated: bool = True, at: str | None = None) -> str:
        made.append(server.create(template if migrated else "template1"))
        if at is not None:
            server.execute("alter database {} set sched.now = {}", str(conninfo_to_dict(made[-1])["dbname"]), at)
        return made[-1]

    yield make
    with ThreadPoolExecutor(8) as together:  # each waits for a checkpoint
        list(together.map(server.drop, made))


@pytest.fixture(scope="session")
def database_url(fresh_database: FreshDatabase) -> str:
    """One migrated database for the whole test run; tests leave it as they found it."""
    return fresh_database()


@pytest.fixture(scope="session")
def as_relay(settings: Settings, template: str) -> Callable[[str], str]:
    """The address of a database for a relay, as sched_relay; SCHED_RELAY_DATABASE_URL, if set, has its password."""

    def address(url: str) -> str:
        embedded = states.read(settings.runtime)
        if settings.relay_database_url is not None:
            password = conninfo_to_dict(settings.relay_database_url).get("password")
            return make_conninfo(url, user=stack.RELAY, password=password)
        if settings.database_url is not None or embedded is None:
            pytest.skip("needs the embedded stack or SCHED_RELAY_DATABASE_URL")
        return stack.relay_url(embedded, url) or ""

    return address


@pytest.fixture
def db(database_url: str) -> Iterator[Connection]:
    """A connection in a transaction that is rolled back after the test."""
    connection = connect(url=database_url, application_name="sched tests")
    yield connection
    connection.rollback()
    connection.close()


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Runs `sched` without waiting for its imports."""
    with tempfile.TemporaryDirectory() as folder:  # short: the path of a socket has at most 107 bytes
        server = Forks(Path(folder))
        yield server
        server.close()


@pytest.fixture
def cli(database_url: str, forks: Forks) -> Cli:
    """Run `sched` on the test database, or on another by `cli(..., url=...)`. What it commits stays."""

    def run(*words: str, url: str | None = None, env: dict[str, str] | None = None) -> Result:
        return forks.run(
            *words, env=environment({"DATABASE_URL": url or database_url, "COLUMNS": "200", **(env or {})})
        )

    return run


@pytest.fixture(scope="session")
def serve(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Start a PostgREST of its own on a database; SCHED_API_DATABASE_URL, if set, says as whom."""
    started: list[Path] = []

    def start(database: str) -> str:
        embedded = states.read(settings.runtime)
        if settings.api_database_url is not None:
            password = conninfo_to_dict(settings.api_database_url).get("password")
            uri = make_conninfo(database, user=stack.AUTHENTICATOR, password=password)
        elif settings.database_url is None and embedded is not None:
            uri = stack.authenticator_url(settings, embedded, database) or ""
        else:
            pytest.skip("needs the embedded stack or SCHED_API_DATABASE_URL")
        with one_installs(settings):
            program = postgrest.install(settings.runtime, settings.postgrest)
        server = postgrest.Server(
            program=program,
            configuration=ROOT / "postgrest.conf",
            runtime=tmp_path_factory.mktemp("postgrest"),
            database_url=uri,
            jwt_secret=api_plant.SECRET,
            port=states.free_port(),
            admin_port=states.free_port(),
        )
        started.append(server.runtime)
        server.start()
        return f"http://127.0.0.1:{server.port}"

    yield start
    for runtime in started:
        postgrest.stop(runtime)


@pytest.fixture(scope="session")
def api_url(database_url: str, serve: Callable[[str], str]) -> str:
    """A PostgREST of its own on the test database."""
    return serve(database_url)


@contextmanager
def plant_api(url: str, serve: Callable[[str], str]) -> Iterator[Api]:
    """The HTTP API on this database, with the plant of `api_plant.py`."""
    api_plant.build(url)
    with closing(Api(serve(url), url)) as made:
        yield made


@pytest.fixture(scope="session")
def api(fresh_database: FreshDatabase, serve: Callable[[str], str]) -> Iterator[Api]:
    """The HTTP API on a database of its own with the plant of `api_plant.py`: `api("sched_viewer")` is a client with
    a key of that role, `api("sched_viewer", scope="JHB")` with one limited to a subtree, `api(None)` without any."""
    with plant_api(fresh_database(), serve) as made:
        yield made


@pytest.fixture(scope="session")
def busy_api(fresh_database: FreshDatabase, serve: Callable[[str], str]) -> Iterator[Api]:
    """As `api`, on a database in which tests import, generate and revoke as they like."""
    with plant_api(fresh_database(), serve) as made:
        yield made


@pytest.fixture(scope="session")
def proxy(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., nginx.Server]]:
    """Start a gateway in front of a port, by default without a limit of requests: `proxy(port, rate=60)`."""
    started: list[Path] = []

    def start(port: int, relay_port: int | None = None, **values: object) -> nginx.Server:
        with one_installs(settings):
            program = nginx.install(settings.runtime, settings.nginx, settings.debian_mirror)
        server = nginx.Server(
            program=program,
            templates=ROOT / "nginx",
            web=ROOT / "web",
            runtime=tmp_path_factory.mktemp("nginx"),
            settings=replace(GatewaySettings(rate=0), **values),  # type: ignore[arg-type]
            port=states.free_port(),
            api_port=port,
            relay_port=relay_port or states.free_port(),
        )
        started.append(server.runtime)
        server.start()
        return server

    yield start
    for runtime in started:
        nginx.stop(runtime)


@pytest.fixture(scope="session")
def gateway(api: Api, proxy: Callable[..., nginx.Server]) -> Iterator[Api]:
    """The API of `api` as users see it: `gateway("sched_viewer").get("/api/v1/resources")`."""
    with closing(Api(proxy(int(api.url.rsplit(":", 1)[1])).url, api.database_url)) as made:
        yield made


@pytest.fixture
def embedded(settings: Settings) -> Settings:
    """The embedded stack, for tests that start and stop one; skipped when DATABASE_URL replaces it."""
    if settings.database_url is not None or os.environ.get("SCHED_RUNTIME_DIR"):
        pytest.skip("DATABASE_URL or SCHED_RUNTIME_DIR is set")
    stack.up(settings, api=False, migrate=False)
    with one_installs(settings):
        postgrest.install(settings.runtime, settings.postgrest)
        nginx.install(settings.runtime, settings.nginx, settings.debian_mirror)
    return settings


@pytest.fixture
def project(settings: Settings, tmp_path: Path) -> Settings:
    """A copy of `db/` that a test may change."""
    shutil.copytree(settings.root / "db", tmp_path / "db")
    return replace(settings, root=tmp_path)
