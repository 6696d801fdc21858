"""Large generations: batches, side by side, after crashes, cancelled, failing, and over HTTP."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from conftest import Cli
from equipment_scheduling.database import Connection, connect
from support import ROOT
from support.api_plant import Api

CREATE = "select sched_engine.create_generation_job(%(ids)s, %(first)s, %(last)s, p_batch => %(batch)s) as id"
STEP = "select * from sched_engine.run_job_batch(%s)"
MACHINES = 400


@pytest.fixture
def plant(fresh_database: Callable[[], str]) -> str:
    """A database with machines on two shifts."""
    url = fresh_database()
    with psycopg.connect(url) as connection:
        connection.execute("""
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
            values ('SITE', 'Site', 'site', 'Europe/London')""")
        connection.execute(
            """
            insert into sched.resources
                (resource_code, resource_name, resource_type, parent_resource_id, requires_scheduling)
            select 'M' || lpad(n::text, 3, '0'), 'Machine', 'work_unit', sched_engine.resource_id('SITE'), true
            from generate_series(1, %s) as n""",
            [MACHINES],
        )
        connection.execute("""
            select sched_engine.assign_pattern(
                sched_engine.resource_id('SITE'), sched_engine.pattern_id('TWO_SHIFT'), '2020-01-01')""")
    return url


@pytest.fixture
def db(plant: str) -> Iterator[Connection]:
    """An autocommit connection."""
    with connect(url=plant, autocommit=True) as connection:
        yield connection


def machines(db: Connection, first: int, last: int) -> list[int]:
    """Ids of these machines."""
    codes = [f"M{n:03}" for n in range(first, last + 1)]
    query = "select array_agg(sched_engine.resource_id(c) order by c) as ids from unnest(%s::text[]) as c"
    return list(one(db, query, codes)["ids"])


def one(db: psycopg.Connection[Any], query: str, *parameters: Any) -> dict[str, Any]:
    """The only row."""
    row = db.cursor(row_factory=dict_row).execute(query.encode(), parameters).fetchone()
    assert row is not None
    return row


def create(db: Connection, ids: list[int] | None, first: str, last: str, batch: int) -> int:
    """A new job."""
    row = db.execute(CREATE, {"ids": ids, "first": first, "last": last, "batch": batch}).fetchone()
    assert row is not None
    return int(row["id"])


def step(db: Connection, job: int | None = None) -> tuple[Any, ...] | None:
    """One step: job, batch and outcome."""
    row = db.execute(STEP, [job]).fetchone()
    return tuple(row.values()) if row else None


def job_row(db: Connection, job: int) -> dict[str, Any]:
    """A job with its progress."""
    return one(db, "select * from sched_engine.job_overview where id = %s", job)


def differences(db: Connection, first: str, last: str) -> int:
    """Rows that are stored and not planned, or the other way round."""
    columns = """resource_id, schedule_date, shift_code, planned_start_time, planned_end_time, schedule_status,
        capacity_percent, pattern_id, exception_id, holiday_id"""
    stored = f"select {columns} from sched.equipment_schedules where schedule_date between %s and %s"
    planned = f"select {columns} from sched_engine.planned_segments(null, %s, %s)"
    query = f"""
        select count(*) from (
            (({stored}) except all ({planned})) union all (({planned}) except all ({stored}))
        ) as d"""
    return int(one(db, query, *[first, last] * 4)["count"])


def start_generating(plant: str, *words: str) -> subprocess.Popen[str]:
    """`sched generate` of 2030 in small batches, in the background."""
    command = [sys.executable, "-m", "equipment_scheduling", "generate", "--from", "2030-01-01", "--to", "2030-12-31"]
    return subprocess.Popen(
        [*command, "--batch", "10", *words],
        cwd=ROOT,
        env={"DATABASE_URL": plant, "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_batches(db: Connection, count: int) -> dict[str, Any]:
    """The job that is running, as soon as so many of its batches are done."""
    for _ in range(1000):
        row = db.execute("select * from sched_engine.job_overview where state = 'running'").fetchone()
        if row and row["batches_done"] >= count:
            return row
        time.sleep(0.01)
    pytest.fail("no batches were done")


def test_killed_interrupted_and_finished(plant: str, db: Connection, cli: Cli) -> None:
    """After kill -9 a job stays and is continued; after ctrl-C it is cancelled. What is done stays, the rest is done
    by whoever comes next, and the plan is that of a plain run."""
    killed = start_generating(plant)
    job = wait_for_batches(db, 3)
    killed.kill()
    killed.communicate()
    assert job["batches"] == MACHINES / 10

    interrupted = start_generating(plant, "--jobs", "2")
    done = wait_for_batches(db, 10)
    with psycopg.connect(plant) as holder:  # no batch ends between the look and the signal
        holder.execute("lock table sched.equipment_schedules in share mode")
        interrupted.send_signal(signal.SIGINT)
    told = interrupted.communicate(timeout=20)[1]
    assert f"Continuing job {job['id']}" in told
    left = job_row(db, job["id"])
    assert left["state"] == "cancelled"
    assert 10 <= left["batches_done"] < left["batches"]
    assert (
        f"Job {job['id']} is cancelled after {left['batches_done']} of 40 batches, with {left['machines_done']} of 400 "
        "machines done, which stay. To do the rest, run the same command again" in told
    )
    assert interrupted.returncode != 0
    assert done["id"] == job["id"]
    assert cli("jobs", "list", "--format", "json", url=plant).json == []
    assert db.execute(STEP, [None]).fetchone() is None, "nobody else goes on with it"

    killed = start_generating(plant)
    job = wait_for_batches(db, 12)
    killed.kill()
    killed.communicate()
    left = job_row(db, job["id"])
    assert 0 < left["percent"] < 100
    assert left["estimated_end"] is not None
    assert [row["id"] for row in cli("jobs", "list", "--format", "json", url=plant).json] == [job["id"]]
    result = cli("jobs", "run", str(job["id"]), "--jobs", "2", "--format", "json", url=plant)
    assert result.code == 0, result.err
    assert result.json[0]["state"] == "completed"
    # Machines that were done before have nothing to be inserted.
    assert 0 < result.json[0]["inserted"] < MACHINES * 2 * 261
    assert differences(db, "2030-01-01", "2030-12-31") == 0
    changes = "select count(*) from sched.schedule_changes where schedule_dates @> date '2030-06-01'"
    assert one(db, changes)["count"] == MACHINES, "each machine was generated once"

    assert cli("jobs", "cancel", str(job["id"]), url=plant).code == 5


def test_side_by_side(plant: str, db: Connection) -> None:
    """Batches of different machines do not wait for each other; a job waits for an earlier one of its machines, and
    whoever runs it does that one first."""
    first = create(db, machines(db, 1, 40), "2031-01-01", "2031-01-31", 20)
    second = create(db, machines(db, 21, 60), "2031-01-01", "2031-02-28", 20)
    assert [step(db), step(db, second)] == [(first, None, "started"), (second, None, "started")]
    with connect(url=plant) as other, connect(url=plant) as third:
        for connection in (other, third):
            connection.execute("set lock_timeout = '2s'")
        assert step(other, first) == (first, 1, "done")  # and not committed yet
        assert step(third, first) == (first, 2, "done")
        assert step(db, second) == (second, 2, "done"), "the machines that the first job has not"
        assert step(db, second) == (second, None, "waiting")
        third.commit()
        other.rollback()  # as a crash would
    assert step(db, second) == (second, 1, "done"), "its own, now that nobody is in the way"
    assert [step(db, second) for _ in range(2)] == [(second, None, "finished"), None]
    assert [step(db) for _ in range(3)] == [(first, 1, "done"), (first, None, "finished"), None]

    later = create(db, machines(db, 1, 10), "2031-03-01", "2031-03-31", 10)
    same = create(db, machines(db, 1, 10), "2031-03-01", "2031-03-31", 5)
    outcomes = []
    while found := step(db, same):
        outcomes.append(found)
    assert outcomes.index((later, 1, "done")) < outcomes.index((same, 1, "done"))
    assert job_row(db, later)["result"]["inserted"] == job_row(db, same)["result"]["unchanged"] == 10 * 2 * 21


def test_cancelled(db: Connection, plant: str) -> None:
    """What is done stays, also what was being done; nothing more is begun."""
    job = create(db, machines(db, 1, 30), "2032-01-01", "2032-01-31", 10)
    assert [step(db, job), step(db, job)] == [(job, None, "started"), (job, 1, "done")]
    db.execute("listen sched_jobs")
    with connect(url=plant) as other:
        assert step(other, job) == (job, 2, "done")
        db.execute("select sched_engine.cancel_job(%s)", [job])
        other.commit()
    assert step(db, job) is None
    told = [notice.payload for notice in db.notifies(timeout=5, stop_after=2)]
    assert told == [f'{{"id" : {job}, "state" : "{state}"}}' for state in ("cancelled", "running")]
    row = job_row(db, job)
    assert (row["state"], row["batches_done"], row["result"]["resource_count"]) == ("cancelled", 2, 20)
    db.execute("select sched_engine.cancel_job(%s)", [job])
    with pytest.raises(psycopg.Error, match="Start a new one"):
        db.execute("select sched_engine.retry_job(%s)", [job])


def test_a_failing_batch(db: Connection, cli: Cli, plant: str) -> None:
    """It is tried three times, after the others; then the job has failed, and goes on when the cause is removed."""
    ids = machines(db, 11, 30)
    db.execute("""
        create function public.break_it() returns trigger language plpgsql as $$
        begin raise exception 'disk on fire'; end $$""")
    db.execute(f"""
        create trigger broken before insert on sched.equipment_schedules for each row
        when (new.resource_id = {ids[0]}) execute function public.break_it()""")
    job = create(db, ids, "2033-01-01", "2033-01-31", 10)
    steps = [step(db, job) for _ in range(6)]
    told = ["started", "retry", "done", "retry", "failed"]
    assert steps == [*((job, batch, word) for batch, word in zip([None, 1, 2, 1, 1], told, strict=True)), None]
    row = job_row(db, job)
    assert (row["state"], row["batches_done"]) == ("failed", 1)
    assert "disk on fire" in row["error"]

    stopped = cli("generate", "M011", "M012", "--from", "2033-01-01", "--to", "2033-01-31", "--batch", "1", url=plant)
    assert stopped.code == 1
    assert "disk on fire" in stopped.err
    assert re.search(r"^Batch 1 of job \d+ is tried again: disk on fire \[P0001\]$", stopped.err, re.MULTILINE)
    db.execute("drop trigger broken on sched.equipment_schedules")
    mended = cli("jobs", "run", str(job), url=plant)
    assert mended.code == 0, mended.err
    assert job_row(db, job)["state"] == "completed"

    # what the engine refuses is not tried again, and keeps its exit code
    db.execute(
        "update sched.system_configuration set config_value = '2033-06-30' where config_key = 'period_lock_date'"
    )
    locked = cli("generate", "--from", "2033-06-01", "--to", "2033-07-31", "--batch", "200", url=plant)
    db.execute("update sched.system_configuration set config_value = 'none' where config_key = 'period_lock_date'")
    assert locked.code == 5
    assert "[SC010]" in locked.err
    assert one(db, "select max(attempts) as n from sched.job_batches where error like '%%SC010%%'")["n"] == 1


def test_over_http(busy_api: Api) -> None:
    """A large generation is answered with 202 and a job, which is seen and cancelled by those who may."""
    planner, viewer = busy_api("sched_planner"), busy_api("sched_viewer")
    period = {"start_date": "2029-01-01", "end_date": "2029-01-31"}
    counts = planner.post("/rpc/generate_schedules", json={**period, "resource_ids": [busy_api.id("JHB-M1")]})
    assert counts.status_code == 200, counts.text
    assert list(counts.json())[:5] == [
        *("generated_count", "resource_count", "date_range", "generation_time_ms", "scheduled_webhooks")
    ]
    with psycopg.connect(busy_api.database_url, autocommit=True) as db:
        setting = "update sched.system_configuration set config_value = %s where config_key = %s"
        db.execute(setting, ["100", "generation_inline_machine_days"])
        answer = planner.post("/rpc/generate_schedules", json=period)
        db.execute(setting, ["2000000", "generation_inline_machine_days"])
        assert answer.status_code == 202, answer.text
        job, where = answer.json()["job_id"], answer.headers["location"]
        assert viewer.get(where).json()[0]["state"] == "queued"
        assert answer.json()["url"] == where
        while db.execute("select from sched_engine.run_job_batch()").rowcount:
            pass
        row = viewer.get(where).json()[0]
        assert (row["state"], row["percent"], row["error"]) == ("completed", 100, None)
        assert set(counts.json()) == set(row["result"])
        machines = db.execute("select cardinality(sched_engine.schedulable_resources(null))").fetchone()
        assert (row["result"]["resource_count"],) == machines
        assert planner.post("/rpc/cancel_job", json={"job_id": job}).status_code == 409

        # a limited key: its own part of the plant, and the jobs of that
        limited = busy_api("sched_planner", scope="JHB")
        headers = {"Prefer": "respond-async"}
        mine = limited.post("/rpc/generate_schedules", json={**period, "regenerate": True}, headers=headers)
        assert mine.status_code == 202, mine.text
        below = db.execute(
            "select count(*) from sched.resources as r"
            " where r.is_active and r.requires_scheduling and r.path_ids @> array[sched_engine.resource_id('JHB')]"
        ).fetchone()
        assert (mine.json()["resource_count"],) == below
        assert [row["id"] for row in limited.get("/jobs").json()] == [mine.json()["job_id"]]
        assert limited.post("/rpc/cancel_job", json={"job_id": job}).status_code == 404
        done = limited.post("/rpc/cancel_job", json={"job_id": mine.json()["job_id"]})
        assert (done.status_code, done.json()["state"]) == (200, "cancelled")
        hidden = limited.post("/rpc/generate_schedules", json={**period, "resource_ids": [busy_api.id("NYC-M1")]})
        assert (hidden.status_code, hidden.json()["code"]) == (404, "SC001")
    assert viewer.post("/rpc/cancel_job", json={"job_id": job}).status_code == 403
