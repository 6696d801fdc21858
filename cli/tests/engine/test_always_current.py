"""Any sequence of edits leaves the stored plan exactly as a generation from nothing would make it, at every
commit; and the change feed gives back every state there was."""

from __future__ import annotations

import os
import threading
import time
from datetime import datetime

import psycopg
import pytest

from conftest import FreshDatabase
from equipment_scheduling.database import Connection, connect
from support.edits import FIRST, LAST, Editor, Rows, as_known, plant, rebuilt, stored

SEEDS = range(int(os.environ.get("SCHED_TEST_SEEDS", "3")))


def prepared(url: str) -> Connection:
    """A connection to a database with the small plant, generated."""
    connection = connect(url=url, autocommit=True, application_name="sched tests")
    plant(connection)
    connection.execute("select sched_engine.generate(null, %s, %s)", (FIRST, LAST))
    return connection


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_equal_a_rebuild_and_every_state_can_be_read_again(fresh_database: FreshDatabase, seed: int) -> None:
    seen: list[tuple[datetime, Rows]] = []
    with prepared(fresh_database()) as connection:
        editor = Editor(connection, seed)
        done: list[str] = []
        for _ in range(70):
            done.append(editor.edit())
            now = stored(connection)
            assert now == rebuilt(connection), done
            clock = connection.execute("select clock_timestamp() as at").fetchone()
            assert clock is not None
            seen.append((clock["at"], now))
        assert connection.execute("select from sched.stale_dates").fetchall() == []
        for moment, rows in seen[::5]:
            assert as_known(connection, moment) == rows


def test_large_edits_wait_for_the_worker(fresh_database: FreshDatabase) -> None:
    with prepared(fresh_database()) as connection:
        connection.execute(
            "update sched.system_configuration set config_value = '10' where config_key = 'refresh_inline_machine_days'"
        )
        before = stored(connection)
        connection.execute("update sched.resources set time_zone = 'Asia/Tokyo' where resource_code = 'S1'")
        assert stored(connection) == before
        current = "select bool_and(is_current) as yes from sched_oee.daily_availability where resource_code = %s"
        assert connection.execute(current, ("M1",)).fetchone() == {"yes": False}
        steps = 0
        while connection.execute("select from sched_engine.refresh_next(2)").fetchall():
            steps += 1
        assert steps > 2
        assert stored(connection) == rebuilt(connection) != before
        assert connection.execute(current, ("M1",)).fetchone() == {"yes": True}


def test_many_clients_at_once_lose_nothing(fresh_database: FreshDatabase) -> None:
    clients, seconds = 32, float(os.environ.get("SCHED_TEST_SECONDS", "6"))
    url = fresh_database()
    problems: list[Exception] = []
    edits = [0] * clients

    def work(number: int) -> None:
        end = time.monotonic() + seconds
        with connect(url=url, autocommit=True, application_name="sched tests") as own:
            editor = Editor(own, 1000 + number)
            while time.monotonic() < end:
                try:
                    editor.edit()
                    edits[number] += 1
                except psycopg.Error as error:
                    problems.append(error)
                    return

    with prepared(url) as connection:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert problems == []
        while connection.execute("select from sched_engine.refresh_next()").fetchall():
            pass
        assert connection.execute("select from sched.stale_dates").fetchall() == []
        assert stored(connection) == rebuilt(connection)
        assert sum(edits) > clients
