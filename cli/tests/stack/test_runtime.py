"""The embedded stack on this very machine: install, start, stop, break; and what `sched` says."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.types.range import Range

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection
from equipment_scheduling.errors import Exit, SchedError, StackError, describe
from equipment_scheduling.render import output
from equipment_scheduling.render.output import OutputFormat
from equipment_scheduling.runtime import debian, nginx, postgres, postgrest, processes
from equipment_scheduling.settings import Settings
from support import ROOT, Result, Server, sched
from support.receiver import until

Stack = Callable[..., Result]
online = pytest.mark.skipif(bool(os.environ.get("SCHED_OFFLINE")), reason="SCHED_OFFLINE is set")
RAISE = "do $$ begin raise 'no' using errcode = '{}', detail = 'd', hint = 'h'; end $$"
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


def borrow(embedded: Settings, runtime: Path) -> Path:
    """A runtime folder with the programs of this checkout's (as links), but no data: saves the download."""
    for name in ("postgresql", "postgrest", "nginx"):
        shutil.copytree(embedded.runtime / name, runtime / name, symlinks=True, copy_function=os.link)
    for name in ("postgresql", "nginx"):
        stamp = runtime / name / debian.STAMP
        content = json.loads(stamp.read_text())
        stamp.unlink()
        stamp.write_text(json.dumps({**content, "folder": str(runtime / name)}))
    return runtime


@pytest.fixture
def runtime(embedded: Settings) -> Iterator[Path]:
    """An empty stack beside the one of this checkout, in a folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="sched-test-", dir=embedded.runtime))
    folder.chmod(0o755)
    yield borrow(embedded, folder)
    sched("down", env={"SCHED_RUNTIME_DIR": str(folder), "DATABASE_URL": ""})
    shutil.rmtree(folder)


@pytest.fixture
def stack(runtime: Path) -> Stack:
    """Run `sched` on that second stack."""

    def run(*words: str, env: dict[str, str] | None = None, **options: Any) -> Result:
        return sched(*words, env={"SCHED_RUNTIME_DIR": str(runtime), **(env or {})}, **options)

    return run


def state_of(runtime: Path) -> states.State:
    """The ports and secrets of a stack that has been started."""
    state = states.read(runtime)
    assert state is not None
    return state


def server_version(runtime: Path) -> str:
    """Ask the stack's database something."""
    with psycopg.connect(state_of(runtime).database_url) as connection:
        return str(connection.execute("show server_version").fetchone())


def exposed(runtime: Path) -> list[str]:
    """Logs, state, configuration and data that somebody else could read or list."""
    private = [runtime / name for name in ("log", "run", "data", "gateway/configuration", "state.json", "lock")]
    files = [path for folder in private for path in (folder, *folder.rglob("*")) if not path.is_socket()]
    inside = {runtime / "data"}  # nobody gets that far
    return [str(path) for path in files if not inside & set(path.parents) and stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_a_second_stack_lives_beside_the_first(embedded: Settings, runtime: Path, stack: Stack) -> None:
    started = stack("up")
    assert (started.code, started.err) == (0, started.err)
    mine, first = state_of(runtime), state_of(embedded.runtime)
    ports = [{state.database_port, state.api_port, state.gateway_port} for state in (mine, first)]
    assert ports[0].isdisjoint(ports[1])
    assert stack("db", "url").out.strip() == mine.database_url
    assert stack("api", "url", "--direct").out.strip() == mine.api_url
    gateway = stack("api", "url").out.strip()
    assert gateway == f"http://127.0.0.1:{mine.gateway_port}"
    with urlopen(f"{gateway}/api/v1/health") as answer:
        assert json.load(answer)[0]["status"] == "ok"
    with urlopen(mine.api_url) as answer:
        assert "swagger" in json.load(answer)
    assert "17." in server_version(runtime)
    assert {row["verdict"] for row in stack("doctor", "--format", "json").json} == {"ok"}
    logs = {path.name for path in (runtime / "log").iterdir()}
    assert logs == {"nginx-access.log", "nginx-error.log", "postgresql.log", "postgrest.log", "relay.log"}
    assert exposed(runtime) == []
    with psycopg.connect(mine.database_url) as connection:  # parameters of statements hold keys
        assert connection.execute("show log_parameter_max_length").fetchone() == ("0",)
    for path in (runtime / "log", runtime / "run", *(runtime / "log").iterdir()):
        path.chmod(0o755)  # as a version before made them

    begun = os.times().children_user
    again = stack("up")
    assert (again.code, again.err) == (0, "")
    assert os.times().children_user - begun < 2.0  # of processor time: the machine may be busy
    assert state_of(runtime) == mine
    assert exposed(runtime) == []

    changed = stack("up", env={"SCHED_MAX_BODY_MB": "3"})
    assert (changed.code, changed.err) == (0, "Starting nginx ...\n")
    assert "client_max_body_size 3m" in (runtime / "gateway/configuration/nginx.conf").read_text()

    assert "nginx, PostgREST, the relay, PostgreSQL" in stack("down").out
    assert stack("down").out == "Nothing was running\n"
    assert states.port_is_free(mine.database_port)
    assert states.port_is_free(mine.api_port)
    assert states.port_is_free(mine.gateway_port)
    assert postgres.is_running(embedded.runtime)


def test_secrets_are_the_owners_only(runtime: Path, stack: Stack) -> None:
    assert stack("up", "--database-only").code == 0
    assert stat.S_IMODE((runtime / "state.json").stat().st_mode) == 0o600
    state = state_of(runtime)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(state.database_url.replace(state.superuser_password, "wrong"))
    logs = "".join(path.read_text() for path in (runtime / "log").iterdir())
    assert state.superuser_password not in logs
    assert state.authenticator_password not in logs


def test_a_taken_port_is_reported_and_replaced(runtime: Path, stack: Stack) -> None:
    assert stack("up", "--database-only").code == 0
    assert stack("down").code == 0
    before = state_of(runtime).database_port
    with socket.create_server(("127.0.0.1", before)):
        ports = [row for row in stack("doctor", "--format", "json").json if row["check"] == "ports"]
        assert (ports[0]["verdict"], str(before) in ports[0]["finding"]) == ("warning", True)
        refused = stack("up", "--database-only", env={"SCHED_DB_PORT": str(before)})
        assert (refused.code, f"Port {before} is taken" in refused.err) == (6, True)
        assert stack("up", "--database-only").code == 0
    assert state_of(runtime).database_port != before
    assert "17." in server_version(runtime)


def test_a_killed_server_comes_back_with_its_data(runtime: Path, stack: Stack) -> None:
    assert stack("up", "--database-only").code == 0
    with psycopg.connect(state_of(runtime).database_url) as connection:
        connection.execute("create table kept as select 42 as answer")
    os.kill(int((runtime / "data/postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    time.sleep(0.5)
    doctor = stack("doctor", "--format", "json")
    assert doctor.code == 6
    assert [r["remedy"] for r in doctor.json if r["verdict"] == "failure"] == ["run sched up"]
    assert stack("up", "--database-only").code == 0
    with psycopg.connect(state_of(runtime).database_url) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)


def processes_in(folder: Path) -> set[int]:
    """Whatever was started in this folder and runs."""
    pids = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return {pid for pid in pids if processes.works_in(pid, folder) and processes.command_line(pid)}


def kill_gateway(runtime: Path) -> None:
    """Kill nginx's master, and nothing of what it has started."""
    master = int((runtime / "run/nginx.pid").read_text())
    os.kill(master, signal.SIGKILL)
    until(lambda: not processes.command_line(master), 10)


def test_what_a_killed_server_has_left_is_ended_and_its_port_kept(runtime: Path, stack: Stack) -> None:
    """Workers of nginx outlive their master; PostgREST and the relay outlive their pid files."""
    assert stack("up").code == 0
    before = state_of(runtime)
    bystander = subprocess.Popen([sys.executable, "-m", "http.server", "0", "--bind", "127.0.0.1"], cwd=runtime)
    kill_gateway(runtime)
    for name in ("postgrest", "relay"):
        (runtime / f"run/{name}.pid").unlink()
    left = processes_in(runtime) - {bystander.pid}
    assert len(left) >= 3
    assert not states.port_is_free(before.gateway_port)
    findings = [row for row in stack("doctor", "-f", "json").json if row["check"] == "ports"]
    told = {row["finding"].split(" (")[0] for row in findings if row["verdict"] == "warning"}
    assert told == {
        f"port {before.api_port} is held by what is left of PostgREST",
        f"port {before.gateway_port} is held by what is left of nginx",
        f"port {before.relay_port} is held by what is left of the relay",
    }

    again = stack("up")
    assert (again.code, again.err) == (0, again.err)
    assert state_of(runtime) == before
    assert not left & processes_in(runtime)
    assert bystander.poll() is None
    with urlopen(f"{stack('api', 'url').out.strip()}/api/v1/health") as answer:
        assert json.load(answer)[0]["status"] == "ok"

    kill_gateway(runtime)
    assert stack("down").out.startswith("Stopped: nginx, PostgREST, the relay, PostgreSQL")
    assert processes_in(runtime) == {bystander.pid}
    bystander.kill()
    bystander.wait()


@pytest.mark.parametrize("running", [False, True])
def test_a_moved_folder_keeps_its_data_and_ports(runtime: Path, stack: Stack, running: bool) -> None:
    assert stack("up").code == 0
    before = state_of(runtime)
    with psycopg.connect(before.database_url) as connection:
        connection.execute("create table kept as select 42 as answer")
    if not running:
        assert stack("down").code == 0
    there = runtime.rename(runtime.with_name(f"{runtime.name}-moved"))
    env = {"SCHED_RUNTIME_DIR": str(there), "SCHED_DEBIAN_MIRROR": "http://127.0.0.1:9/nowhere"}
    try:
        left = processes_in(there) | processes_in(there / "data")
        assert bool(left) == running
        if running:
            left.remove(int((there / "run/relay.pid").read_text().split()[0]))  # what it runs from has not moved
        moved = stack("up", env=env)
        assert (moved.code, moved.err) == (0, moved.err)
        assert state_of(there) == before
        assert not left & (processes_in(there) | processes_in(there / "data"))
        with psycopg.connect(before.database_url) as connection:
            assert connection.execute("select answer from kept").fetchone() == (42,)
        assert {row["verdict"] for row in stack("doctor", "-f", "json", env=env).json} == {"ok"}
        assert stack("up", env=env).err == ""
    finally:
        stack("down", env=env)
        there.rename(runtime)


def test_an_interrupted_initdb_is_not_taken_for_a_database(runtime: Path, stack: Stack) -> None:
    (runtime / "data.new/base").mkdir(parents=True)
    (runtime / "data.new/PG_VERSION").write_text("17\n")
    assert stack("up", "--database-only").code == 0
    assert "17." in server_version(runtime)


def test_ports_of_a_stack_are_not_lent_to_connections(tmp_path: Path) -> None:
    """Or one of them might be taken when the stack comes back."""
    made = states.create(tmp_path, None, None, None)
    ports = {made.database_port, made.api_port, made.admin_port, made.gateway_port, made.relay_port}
    first_lent = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert len(ports) == 5 and max(ports) < first_lent


def test_two_ups_at_once(runtime: Path) -> None:
    env = {**os.environ, "SCHED_RUNTIME_DIR": str(runtime)}
    command = [sys.executable, "-m", "equipment_scheduling", "up"]
    both = [
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert postgrest.is_ready(state_of(runtime).admin_port)


def test_an_older_version_keeps_what_a_newer_one_remembers(tmp_path: Path) -> None:
    first = states.create(tmp_path, None, None, None)
    newer = {**json.loads((tmp_path / "state.json").read_text()), "colour_port": 7, "relay": {"password": "secret"}}
    (tmp_path / "state.json").write_text(json.dumps(newer))
    read = state_of(tmp_path)
    assert read.database_url == first.database_url
    moved = states.settle_port(tmp_path, read, "api_port", states.free_port())
    assert json.loads((tmp_path / "state.json").read_text()) == {**newer, "api_port": moved.api_port}
    assert state_of(tmp_path) == moved


@pytest.mark.parametrize("content", ["", "[]", '{"database_port": ', '{"database_port": 1}', "null", "\0"])
def test_an_unreadable_state_is_set_aside_not_deleted(tmp_path: Path, content: str) -> None:
    (tmp_path / "state.json").write_text(content)
    for words in (["up"], ["db", "url"], ["status"], ["doctor"]):
        told = sched(*words, env={"SCHED_RUNTIME_DIR": str(tmp_path), "DATABASE_URL": ""})
        assert told.code == 6
        words_told = " ".join((told.out + told.err).split())
        assert "clean" not in words_told and "delete" not in words_told and "damaged" not in words_told
        if words != ["doctor"]:
            assert told.err.count("\n") == 1
            assert f"mv {tmp_path}/state.json {tmp_path}/state.json.aside" in told.err
            assert f"The database is beside it, in {tmp_path}/data" in told.err
    assert (tmp_path / "state.json").read_text() == content


@pytest.mark.parametrize("running", [False, True])
def test_a_database_outlives_its_state(runtime: Path, stack: Stack, running: bool) -> None:
    assert stack("up", "--database-only").code == 0
    with psycopg.connect(state_of(runtime).database_url) as connection:
        connection.execute("create table kept as select 42 as answer")
    if not running:
        assert stack("down").code == 0
    (runtime / "state.json").rename(runtime / "state.json.aside")
    again = stack("up")
    assert (again.code, again.err) == (0, again.err)
    with psycopg.connect(state_of(runtime).database_url) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)
    with urlopen(f"{stack('api', 'url').out.strip()}/api/v1/health") as answer:
        assert json.load(answer)[0]["status"] == "ok"
    logs = "".join(path.read_text() for path in (runtime / "log").iterdir())
    assert state_of(runtime).superuser_password not in logs


def test_a_stack_of_before_gets_a_role_for_its_relay(runtime: Path, stack: Stack) -> None:
    """What `up` does about a relay that was the superuser's, and a role that nobody can log in as."""
    assert stack("up", "--database-only").code == 0
    with psycopg.connect(state_of(runtime).database_url, autocommit=True) as connection:
        connection.execute("alter role sched_relay nologin password null")
    before = json.loads((runtime / "state.json").read_text())
    del before["relay_password"]
    (runtime / "state.json").write_text(json.dumps(before))
    started = stack("up")
    assert (started.code, started.err) == (0, started.err)
    state = state_of(runtime)
    with psycopg.connect(state.database_url, autocommit=True) as connection:
        query = "select distinct a.usename from pg_stat_activity as a where a.application_name like 'sched relay %'"
        until(lambda: connection.execute(query).fetchall() == [("sched_relay",)])
    environment = Path(f"/proc/{(runtime / 'run/relay.pid').read_text().split()[0]}/environ").read_text()
    assert state.relay_password in environment
    assert state.superuser_password not in environment
    assert {row["verdict"] for row in stack("doctor", "--format", "json").json} == {"ok"}


def test_nothing_deletes_data_as_a_repair() -> None:
    """`make clean` and `sched db reset` are for those who want an empty stack; no message and no remedy names them."""
    sources = [*(ROOT / "cli/equipment_scheduling").rglob("*.py"), *(ROOT / "db/functions").rglob("*.sql")]
    pages = [ROOT / "README.md", *(ROOT / "docs/how-to").rglob("*.md"), *(ROOT / "docs/reference").rglob("*.md")]
    advice = re.compile(r"make clean|rm -rf|down (-v|--volumes)|run sched db reset|deletes? the (embedded )?database")
    found = {f"{path}: {match[0]}" for path in sources + pages for match in advice.finditer(path.read_text())}
    assert found <= {f"{ROOT}/docs/how-to/upgrade-and-backup.md: make clean"}, found


def test_reset_begins_anew(runtime: Path, stack: Stack) -> None:
    assert stack("up", "--database-only").code == 0
    with psycopg.connect(state_of(runtime).database_url) as connection:
        connection.execute("create table gone ()")
    assert stack("db", "reset").code == 1
    assert stack("db", "reset", "--yes").code == 0
    with psycopg.connect(state_of(runtime).database_url) as connection:
        assert connection.execute("select to_regclass('gone')").fetchone() == (None,)


@as_root
def test_an_ordinary_user_runs_it(runtime: Path, stack: Stack) -> None:
    """Inside a user namespace this very program is not root, and has to do without one of its own."""
    prefix = processes.user_namespace()
    if prefix is None:
        pytest.skip("user namespaces are forbidden here")
    assert stack("up", prefix=prefix).code == 0
    assert "17." in server_version(runtime)
    findings = {row["finding"] for row in stack("doctor", "-f", "json", prefix=prefix).json}
    assert "PostgreSQL runs as this user" in findings
    assert "nginx, PostgREST, the relay, PostgreSQL" in stack("down", prefix=prefix).out


@as_root
def test_root_without_user_namespaces(
    runtime: Path, stack: Stack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without `unshare` another user runs PostgreSQL, or one sentence says why that cannot be."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for folder in os.environ["PATH"].split(":"):
        for tool in Path(folder).glob("*") if Path(folder).is_dir() else ():
            if tool.name != "unshare" and not (tools / tool.name).exists():
                (tools / tool.name).symlink_to(tool)
    monkeypatch.setenv("PATH", str(tools))
    if all(folder.stat().st_mode & 0o001 for folder in runtime.parents):
        started = stack("up", "--database-only")
        assert started.code == 0, started.err
        server = (runtime / "data/postmaster.pid").read_text().split()[0]
        assert Path(f"/proc/{server}").stat().st_uid != 0
        assert "17." in server_version(runtime)
        assert stack("down").code == 0
    runtime.chmod(0o700)
    refused = stack("up", "--database-only")
    assert refused.code == 6
    assert refused.err.splitlines()[-1].startswith("sched: PostgreSQL refuses to run as root")
    assert "SCHED_RUNTIME_DIR" in refused.err


@online
def test_a_killed_installation_is_resumed(embedded: Settings, tmp_path: Path) -> None:
    """Kill it at several moments; nothing half is ever taken for whole, and the last run finishes."""
    for seconds in (1.0, 4.0, 7.0):
        code = (
            "from pathlib import Path; from equipment_scheduling.runtime import debian; "
            f"debian.install(debian.POSTGRESQL, Path({str(tmp_path)!r}), {embedded.debian_mirror!r})"
        )
        process = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            # It may be whole already, and be clearing up.
            is_whole = debian.installed(debian.POSTGRESQL, tmp_path) is not None
            assert (tmp_path / "postgresql").exists() == is_whole
    versions = debian.install(debian.POSTGRESQL, tmp_path, embedded.debian_mirror)
    assert versions["postgresql-17-timescaledb"].startswith("2.19")
    done = subprocess.run([postgres.programs(tmp_path) / "psql", "--version"], capture_output=True, check=True)
    assert b"17." in done.stdout
    assert debian.install(debian.POSTGRESQL, tmp_path, "http://127.0.0.1:9/nowhere") == versions


@online
def test_the_containers_are_valid_to_docker_compose(embedded: Settings) -> None:
    """The real docker-compose (a Debian package) accepts the file, and insists on every secret."""
    bundle = debian.Bundle(
        name="docker-compose",
        packages=("docker-compose",),
        programs=("usr/bin/docker-compose", "usr/libexec/docker/cli-plugins/*"),
        probe=("usr/bin/docker-compose", "version"),
        assumed=(*debian.ASSUMED, "docker.io", "docker-cli", "docker-buildx", "git"),
    )
    debian.install(bundle, embedded.runtime, embedded.debian_mirror)
    compose = embedded.runtime / "docker-compose/usr/bin/docker-compose"
    names = ("POSTGRES_PASSWORD", "SCHED_AUTHENTICATOR_PASSWORD", "SCHED_RELAY_PASSWORD", "SCHED_API_JWT_SECRET")
    for missing in (None, *names):
        env = {**os.environ, **{name: "x" for name in names if name != missing}}
        command = [compose, "--env-file", "/dev/null", "config", "--quiet"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == (missing is None), done.stderr
        assert missing is None or missing in done.stderr


def test_an_unreachable_mirror_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(StackError) as refused:
        debian.install(debian.POSTGRESQL, tmp_path, "http://127.0.0.1:9/debian")
    assert "SCHED_DEBIAN_MIRROR" in (refused.value.hint or "")
    assert debian.installed(debian.POSTGRESQL, tmp_path) is None


def test_a_strange_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="characters"):
        debian.install(debian.POSTGRESQL, tmp_path / "a:b", None)


def test_doctor_on_a_bare_machine(tmp_path: Path) -> None:
    """No npm, no apt: each finding has a remedy."""
    env = {"SCHED_RUNTIME_DIR": str(tmp_path), "PATH": str(tmp_path), "DATABASE_URL": "", "POSTGREST": ""}
    doctor = sched("doctor", "--format", "json", env=env)
    failures = {row["check"]: row for row in doctor.json if row["verdict"] == "failure"}
    assert doctor.code == 6
    assert "npm" in failures["postgrest"]["finding"]
    assert "apt-get" in failures["packages"]["finding"]
    assert all(row["remedy"] for row in failures.values())
    assert not any(tmp_path.iterdir())


def test_doctor_looks_at_the_disk_of_the_data(tmp_path: Path) -> None:
    """Also where the data, or its write-ahead log, are elsewhere by a link; of a given database at none."""
    with tempfile.TemporaryDirectory(dir="/dev/shm", prefix="sched-test-") as other:
        (Path(other) / "log").mkdir()
        (tmp_path / "data").symlink_to(other)
        for folder, links in ((other, {}), (tmp_path / "here", {"pg_wal": Path(other) / "log"})):
            Path(folder).mkdir(exist_ok=True)
            (tmp_path / "data").unlink()
            (tmp_path / "data").symlink_to(folder)
            for name, target in links.items():
                (tmp_path / "data" / name).symlink_to(target)
            doctor = sched("doctor", "-f", "json", env={"SCHED_RUNTIME_DIR": str(tmp_path), "DATABASE_URL": ""})
            disks = {row["finding"].partition("on the disk of ")[2] for row in doctor.json if row["check"] == "disk"}
            assert disks == {str(folder), *map(str, links.values())}


def test_doctor_with_a_given_database(cli: Callable[..., Result]) -> None:
    checks = {row["check"]: row["verdict"] for row in cli("doctor", "--format", "json").json}
    assert checks["database"] == "ok"
    assert not {"packages", "disk"} & checks.keys()


def test_a_port_that_the_relay_cannot_have_is_named(cli: Callable[..., Result]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = cli("relay", env={"SCHED_RELAY_PORT": str(port)})
    assert refused.code == 6
    last = refused.err.splitlines()[-1]
    assert last.startswith(f"sched: The relay cannot listen on port {port} of 127.0.0.1.")
    assert "SCHED_RELAY_PORT" in last


def test_a_full_server_is_named_with_what_to_do(
    server: Server, migrating: None, database_url: str, cli: Callable[..., Result]
) -> None:
    role = f"sched_test_{secrets.token_hex(4)}"
    server.execute("create role {} login connection limit 0 password 'x'", role)
    try:
        url = make_conninfo(database_url, user=role, password="x")
        refused = cli("status", url=url)
        assert (refused.code, refused.err.count("\n")) == (6, 1)
        assert "The server has no connection left" in refused.err and "max_connections" in refused.err
        (database,) = (row for row in cli("doctor", "-f", "json", url=url).json if row["check"] == "database")
        assert database["verdict"] == "failure"
        assert "max_connections" in database["remedy"] and "max_connections" not in database["finding"]
    finally:
        server.execute("drop role {}", role)


@pytest.mark.parametrize(
    "refusal",
    [
        "sorry, too many clients already",
        "remaining connection slots are reserved for roles with the SUPERUSER",
    ],
)
def test_every_word_for_a_full_server_is_known(refusal: str) -> None:
    line, code = describe(psycopg.OperationalError(f"connection failed: FATAL:  {refusal}"))
    assert code == Exit.UNREACHABLE
    assert "max_connections" in line and "sched up" not in line


def test_a_restore_that_goes_on_is_told(fresh_database: Callable[[], str], cli: Callable[..., Result]) -> None:
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select timescaledb_pre_restore()")
        doctor = cli("doctor", "-f", "json", url=url)
        (restore,) = (row for row in doctor.json if row["check"] == "restore")
        assert (doctor.code, restore["verdict"]) == (6, "failure")
        assert "timescaledb_post_restore" in restore["remedy"]
        connection.execute("select timescaledb_post_restore()")
    assert "restore" not in {row["check"] for row in cli("doctor", "-f", "json", url=url).json}


def test_postgrest_of_ones_own_must_be_a_program(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="POSTGREST is not a program"):
        postgrest.install(tmp_path, tmp_path / "none")


def test_nginx_of_ones_own_must_be_a_program(tmp_path: Path) -> None:
    with pytest.raises(StackError, match="NGINX is not a program"):
        nginx.install(tmp_path, tmp_path / "none", None)


def test_the_api_serves_the_test_database(api_url: str) -> None:
    with urlopen(api_url) as answer:
        assert json.load(answer)["info"]["version"].startswith("12.0.2")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["db", "status"], Exit.UNREACHABLE, "cannot be reached"),
        (["no-such-command"], Exit.USAGE, "No such command"),
        (["resources", "tre"], Exit.USAGE, "Did you mean 'tree'? See"),
        (["keys", "create", "x", "--role", "boss"], Exit.USAGE, "for '--role': 'boss' is not one of"),
        (["db", "status", "--format", "xml"], Exit.USAGE, "xml"),
    ],
)
def test_errors_are_short_and_have_their_exit_code(words: list[str], code: int, says: str) -> None:
    result = sched(*words, env={"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"})
    assert result.code == code
    assert says in result.err
    assert "Traceback" not in result.err
    if code == Exit.UNREACHABLE:
        assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SCHED_DB_PORT", "70000"),
        ("SCHED_RATE_LIMIT", "many"),
        ("SCHED_MAX_BODY_MB", "0"),
        ("SCHED_CORS_ORIGINS", 'https://a.example" "x'),
        ("SCHED_GATEWAY_ADDRESS", "everywhere"),
        ("SCHED_TLS_CERTIFICATE", "/dev/null"),
        ("SCHED_TLS_KEY", "/none"),
    ],
)
def test_a_bad_setting_is_refused(variable: str, value: str) -> None:
    result = sched("doctor", env={variable: value})
    assert (result.code, result.err.count("\n"), variable in result.err) == (6, 1, True)


def test_help_is_complete() -> None:
    assert sched("--version").out.startswith("sched ")
    for words in ([], ["db"], ["api"], ["db", "migrate"]):
        assert sched(*words, "--help").code == 0


@pytest.mark.parametrize(
    ("statement", "code", "says"),
    [
        ("select 1 / 0", Exit.REFUSED, "Division by zero"),
        ("select * from sched.nothing", Exit.UNREACHABLE, "Run sched db migrate"),
        (RAISE.format("SC005"), Exit.CONFLICT, "No. D. H. [SC005]"),
        (RAISE.format("SC001"), Exit.NOT_FOUND, "No. D. H. [SC001]"),
        ("create temp table t (a int check (a > 0)); insert into t values (0)", Exit.REFUSED, "t_a_check"),
    ],
)
def test_database_errors_become_one_line(db: Connection, statement: str, code: Exit, says: str) -> None:
    with pytest.raises(psycopg.Error) as raised:
        db.execute(statement)
    line, exit_code = describe(raised.value)
    assert exit_code == code
    assert says in line
    assert "\n" not in line


def test_unknown_errors_are_internal() -> None:
    assert describe(SchedError("Odd", hint="do this")) == ("Odd. Do this.", Exit.INTERNAL)
    assert describe(SchedError("is it up?\n\tlook", hint="do this.")) == ("Is it up? look. Do this.", Exit.INTERNAL)
    assert describe(ValueError("x"))[1] == Exit.INTERNAL


def test_the_acting_user_reaches_the_database(db: Connection) -> None:
    row = db.execute("select current_setting('app.current_user') as name").fetchone()
    assert row is not None
    assert row["name"] == (os.environ.get("SCHED_USER") or row["name"])
    assert row["name"]


ROW = {
    "code": "[bold]LINE-1",
    "hours": Decimal("7.50"),
    "at": datetime(2025, 3, 9, 6, 0, tzinfo=UTC),
    "on": date(2025, 3, 9),
    "lasts": timedelta(hours=23, minutes=30),
    "valid": Range(date(2025, 1, 1), date(2026, 1, 1)),
    "active": True,
    "note": None,
}


def rendered(fmt: OutputFormat, capsys: pytest.CaptureFixture[str]) -> str:
    output.render([ROW], None, fmt)
    return capsys.readouterr().out


def test_json_keeps_types(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(rendered(OutputFormat.JSON, capsys)) == [
        {
            "code": "[bold]LINE-1",
            "hours": 7.5,
            "at": "2025-03-09T06:00:00+00:00",
            "on": "2025-03-09",
            "lasts": "PT23H30M",
            "valid": "[2025-01-01,2026-01-01)",
            "active": True,
            "note": None,
        }
    ]


def test_csv_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    row = next(csv.DictReader(io.StringIO(rendered(OutputFormat.CSV, capsys))))
    assert (row["hours"], row["lasts"], row["active"], row["note"]) == ("7.50", "PT23H30M", "true", "")
    assert row["valid"] == "[2025-01-01,2026-01-01)"


def test_tables_are_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    text = rendered(OutputFormat.TABLE, capsys)
    for word in ("[bold]LINE-1", "7.50", "2025-03-09 06:00Z", "23:30", "2025-01-01 to 2025-12-31", "yes"):
        assert word in text
    output.render([], ["code"], OutputFormat.TABLE)
    assert capsys.readouterr().out.strip() == "Nothing to show."
    output.render([], ["code"], OutputFormat.JSON)
    assert json.loads(capsys.readouterr().out) == []
