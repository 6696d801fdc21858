"""The plan as a file: the same values however it is written, quickly, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
import pytest

from equipment_scheduling.commands import export
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.files.contents import Content
from equipment_scheduling.render import output
from support import environment

SCHED = Path(sys.executable).with_name("sched")
DATES = (date(2026, 1, 1), date(2026, 12, 31))
# Rows with whatever a value can be. The parameters are those of an export.
ROWS = """
    select n as number, texts[1 + n %% 12] as text, texts[1 + n %% 12:3 + n %% 12] as texts,
        case when n %% 3 > 0 then n / 8.0 end as hours, date '2026-01-01' + n %% 365 as day,
        timestamp '2026-01-01 06:00' + n %% 1000 * interval '1 hour' as local,
        timestamptz '2026-03-01 06:00+01' + n %% 1000 * interval '1 hour' as instant, n %% 2 = 0 as is_even
    from generate_series(1, COUNT) as n, (
        select array['=1', '+', '-5', '@x', 'a,b', '"', '', 'LF' || chr(10), 'CR' || chr(13), '''=1', '😀 ü', 'end']
    ) as t (texts)
    where cardinality(%s::text[]) = 0 and %s::date < %s::date
"""


def rows(count: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let so many rows be exported; their query."""
    query = ROWS.replace("COUNT", str(count))
    monkeypatch.setitem(export.QUERIES, Content.SCHEDULE, query)
    return query


@pytest.fixture
def connection(fresh_database: Callable[[], str]) -> Connection:
    """A connection in a time zone with summer time."""
    opened = connect(url=fresh_database())
    opened.execute("set timezone = 'Europe/London'")
    return opened


def test_files_hold_the_values(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query, path = rows(3000, monkeypatch), tmp_path / "plan"
    expected = connection.execute(query, [[], *DATES]).fetchall()
    cells = [
        [output.to_cell(" ".join(value) if isinstance(value, list) else value) for value in row.values()]
        for row in expected
    ]
    assert export.WRITERS[export.Kind.CSV](connection, path, Content.SCHEDULE, [], *DATES) == 3000
    with path.open(encoding="utf-8", newline="") as file:
        assert [*csv.reader(file)] == [[*expected[0]], *cells]
    assert export.WRITERS[export.Kind.JSON](connection, path, Content.SCHEDULE, [], *DATES) == 3000
    assert json.loads(path.read_text(encoding="utf-8")) == output.to_json(expected)


def test_listings_for_programs_are_the_same_as_they_come(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    query, columns = rows(3000, monkeypatch), ["texts", "text", "hours", "day", "local", "instant", "is_even", "number"]
    for format in (output.OutputFormat.CSV, output.OutputFormat.JSON):
        output.render(connection.execute(query, [[], *DATES]).fetchall(), columns, format)
        expected = capsys.readouterr().out
        with export.stream(connection, query, [[], *DATES]) as plan:
            output.render_stream(plan, columns, format)
        assert capsys.readouterr().out == expected


def test_time(connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program has little to do, compared with fetching the rows and writing their cells."""
    query = rows(30_000, monkeypatch)

    def seconds(work: Callable[[], object]) -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    def by_row() -> None:
        fetched = connection.execute(query, [[], *DATES]).fetchall()
        csv.writer(io.StringIO()).writerows([output.to_cell(value) for value in row.values()] for row in fetched)

    slow = min(seconds(by_row) for _ in range(2))
    write = export.WRITERS[export.Kind.CSV]
    quick = min(seconds(lambda: write(connection, tmp_path / "plan", Content.SCHEDULE, [], *DATES)) for _ in range(3))
    assert quick <= 0.2 * slow


def test_a_full_disk(fresh_database: Callable[[], str]) -> None:
    env = environment({"DATABASE_URL": fresh_database()})
    for kind in export.Kind:
        with Path("/dev/full").open("wb") as full:
            command = [SCHED, "export", "schedule", "-", "--format", kind]
            done = subprocess.run(command, env=env, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        said = "sched: Standard output cannot be written: No space left on device. What is there is not complete.\n"
        assert (done.returncode, done.stderr) == (3, said), kind
    command = [SCHED, "export", "schedule", "/dev/full", "--force", "--format", "csv"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("/dev/full is not a file")) == (3, 1)


def test_stopped_while_it_waits(fresh_database: Callable[[], str], tmp_path: Path) -> None:
    """Ctrl-C ends the query too, and leaves no file."""
    url = fresh_database()
    env = environment({"DATABASE_URL": url})
    waits = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    for kind in export.Kind:
        with psycopg.connect(url) as other, psycopg.connect(url, autocommit=True) as watcher:
            other.execute("lock table sched.equipment_schedules in access exclusive mode")
            command = [SCHED, "export", "schedule", tmp_path / f"plan.{kind}"]
            process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            _wait(lambda: watcher.execute(waits).fetchone() == (1,))
            os.kill(process.pid, signal.SIGINT)
            assert process.communicate(timeout=60)[1] == ""
            assert process.returncode == 130
            _wait(lambda: watcher.execute(waits).fetchone() == (0,))
        assert [*tmp_path.iterdir()] == []


def _wait(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)
