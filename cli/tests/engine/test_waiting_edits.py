"""Somebody has edited the plant and does not commit: others are told, in time, and whoever reads notices nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest

from equipment_scheduling.runtime import nginx
from support import ROOT
from support.api_plant import Api

EDITS = 40


@pytest.fixture
def idler(busy_api: Api) -> Iterator[psycopg.Connection]:
    """A window in which somebody has edited, and that was forgotten."""
    with psycopg.connect(busy_api.database_url, application_name="forgotten window") as connection:
        connection.execute("update sched.resources set resource_name = resource_name where resource_code = 'NYC'")
        yield connection
        connection.rollback()


def rename(client: httpx.Client) -> httpx.Response:
    """A small edit."""
    return client.patch("/resources?resource_code=eq.NYC", json={"resource_name": "New York"}, timeout=60)


def test_a_waiting_edit_is_answered_in_time_and_told_by_whom(busy_api: Api, idler: psycopg.Connection) -> None:
    begun = time.monotonic()
    answer = rename(busy_api("sched_admin"))
    assert 4 < time.monotonic() - begun < 8
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (409, "55P03", "5")
    for word in (f"process {idler.info.backend_pid} ", f"role {idler.info.user}", "forgotten window", "since 20"):
        assert word in answer.json()["details"]
    idler.rollback()
    assert rename(busy_api("sched_admin")).status_code in (200, 204)


def test_reads_go_on_while_many_edits_wait(
    busy_api: Api, idler: psycopg.Connection, proxy: Callable[..., nginx.Server]
) -> None:
    """Through the gateway, with twice as many edits as PostgREST has connections, which are sent again and
    again."""
    gateway = Api(proxy(int(busy_api.url.rsplit(":", 1)[1])).url, busy_api.database_url)
    admin, viewer = busy_api.key("sched_admin"), busy_api.key("sched_viewer")
    over, answers, reads = threading.Event(), [], []

    def edit() -> None:
        with httpx.Client(base_url=f"{gateway.url}/api/v1", headers={"X-API-Key": admin}) as client:
            while not over.is_set():
                begun = time.monotonic()
                answer = rename(client)
                answers.append((answer.status_code, answer.headers.get("retry-after"), time.monotonic() - begun))
                time.sleep(0.2)

    with ThreadPoolExecutor(EDITS) as pool:
        for _ in range(EDITS):
            pool.submit(edit)
        try:
            with httpx.Client(base_url=f"{gateway.url}/api/v1", headers={"X-API-Key": viewer}, timeout=60) as client:
                time.sleep(1)
                until = time.monotonic() + 8
                while time.monotonic() < until:
                    for path in ("/health", "/resources?limit=5", "/current_status?limit=5"):
                        begun = time.monotonic()
                        status = client.get(path).status_code
                        reads.append((status, round(time.monotonic() - begun, 2), path))
                    time.sleep(0.1)
        finally:
            over.set()
    gateway.close()
    assert {status for status, _, _ in reads} == {200}
    assert max(seconds for _, seconds, _ in reads) < 1, sorted(reads, key=lambda one: one[1])[-5:]
    assert len(answers) >= EDITS
    # Each is told why and when to come again: others edit, or no connection became free within a second.
    told = {(status, when) for status, when, _ in answers}
    assert (409, "5") in told
    assert told <= {(409, "5"), (503, "1")}
    assert max(seconds for *_, seconds in answers) < 12


def test_edits_that_follow_each_other_are_all_done(busy_api: Api) -> None:
    """To be many is no reason to be refused, as long as nobody takes long."""
    key = busy_api.key("sched_admin")

    def edit(_: int) -> int:
        with httpx.Client(base_url=busy_api.url, headers={"X-API-Key": key}) as client:
            return rename(client).status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(edit, range(64))) <= {200, 204}


def test_an_edit_on_the_command_line_says_for_whom_it_waits(busy_api: Api, idler: psycopg.Connection) -> None:
    command = [sys.executable, "-m", "equipment_scheduling", "resources", "set", "NYC", "--name", "New York"]
    env = {**os.environ, "DATABASE_URL": busy_api.database_url}
    pid = idler.info.backend_pid
    with subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert process.poll() is None
        idler.rollback()
        assert process.wait(60) == 0
    assert line.startswith(f"sched: Waiting for process {pid} (role {idler.info.user}, application forgotten window")


def test_doctor_and_figures_name_who_holds_up_edits(busy_api: Api, idler: psycopg.Connection) -> None:
    waiting = psycopg.connect(busy_api.database_url)
    pid = idler.info.backend_pid
    with ThreadPoolExecutor(1) as pool, psycopg.connect(busy_api.database_url, autocommit=True) as observer:
        blocked = pool.submit(waiting.execute, "select sched_engine.acquire_model_lock()")
        try:
            for _ in range(100):
                figures = observer.execute("select * from sched_engine.lock_figures()").fetchone()
                assert figures is not None
                if figures[0] == 1:
                    break
                time.sleep(0.05)
            assert figures[0] == 1
            assert figures[1] > 0
            command = [sys.executable, "-m", "equipment_scheduling", "doctor", "--format", "json"]
            env = {**os.environ, "DATABASE_URL": busy_api.database_url}
            told = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout
            assert f"process {pid} (role {idler.info.user}, application forgotten window" in told
            assert f"pg_terminate_backend({pid})" in told
        finally:
            idler.rollback()  # else the pool would wait for ever
        blocked.result(30)
    waiting.close()


def tell(connection: psycopg.Connection) -> str:
    """Emit an event, and return where the events end then."""
    connection.execute("select sched_engine.emit_event('exception.created', null, '{}')")
    row = connection.execute("select sched_engine.events_end()").fetchone()
    assert row is not None
    return str(row[0])


def test_events_wait_for_writers_of_their_own_database_only(busy_api: Api, fresh_database: Callable[[], str]) -> None:
    """Whatever those write, and they are named."""
    other, url = fresh_database(), busy_api.database_url
    with (
        psycopg.connect(other) as stranger,
        psycopg.connect(url, application_name="nightly import") as writer,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        stranger.execute("create table public.counters (counter bigint)")
        first = tell(connection)
        assert tell(connection) != first
        writer.execute("create table public.counters (counter bigint)")
        last = tell(connection)
        assert tell(connection) == last
        connection.execute("select pg_sleep(10)")
        row = connection.execute("select feed_seconds from sched_engine.lock_figures()").fetchone()
        assert row is not None
        assert row[0] > 10
        command = [sys.executable, "-m", "equipment_scheduling", "doctor", "--format", "json"]
        env = {**os.environ, "DATABASE_URL": url}
        told = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False).stdout
        pid = writer.info.backend_pid
        assert f"process {pid} (role {writer.info.user}, application nightly import" in told
        assert f"pg_terminate_backend({pid})" in told
        writer.rollback()
        assert tell(connection) != last


def test_a_transaction_is_running_to_itself(busy_api: Api) -> None:
    """What it writes is not final when it reads the feed, also when later transactions have ended."""
    with (
        psycopg.connect(busy_api.database_url) as writer,
        psycopg.connect(busy_api.database_url, autocommit=True) as later,
    ):
        own = writer.execute("select pg_current_xact_id()::text").fetchone()
        later.execute("select pg_current_xact_id()")
        frontier = writer.execute("select transaction_id::text from sched_engine.feed_frontier()").fetchone()
        assert frontier == own


def test_transactions_do_not_sit_idle_for_ever(busy_api: Api) -> None:
    with psycopg.connect(busy_api.database_url) as connection:
        row = connection.execute(
            "select s.setconfig from pg_db_role_setting as s join pg_roles as r on r.oid = s.setrole"
            " where r.rolname = 'sched_authenticator'"
        ).fetchone()
    assert row is not None
    assert "idle_in_transaction_session_timeout=30s" in row[0]
