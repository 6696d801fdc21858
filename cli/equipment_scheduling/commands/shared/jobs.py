"""Driving jobs: their batches, one after the other or over several connections at once."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING

from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.errors import STATES, ConflictError, NotFoundError, SchedError, describe
from equipment_scheduling.render.output import console
from equipment_scheduling.words import counted

if TYPE_CHECKING:
    from rich.progress import Progress

STEP = "select s.job_id, s.batch, s.outcome from sched_engine.run_job_batch(%s) as s"
OVERVIEW = "select j.* from sched_engine.job_overview as j where j.id = %s"
UNFINISHED = "select w.id from sched_engine.jobs_to_run(%s) as w (id) order by w.id"
# Waits for the batches that others are at, which are locked rows: they are finished.
AT_WORK = "select b.number from sched.job_batches as b where b.job_id = %s for share"
ATTEMPT = "select b.error from sched.job_batches as b where b.job_id = %s and b.number = %s"
MACHINES = """
    select coalesce(sum(j.machines), 0)::bigint as machines, coalesce(sum(j.machines_done), 0)::bigint as done
    from sched_engine.job_overview as j where j.id = any(%s)
"""


class Crew:
    """Several connections that take the steps of one job, or of all (None), until nothing is left to do."""

    def __init__(self, job: int | None, size: int) -> None:
        self.job = job
        self.stopping = Event()
        self.connections = [connect(autocommit=True, application_name="sched job") for _ in range(size)]

    def work(self, connection: Connection) -> None:
        """Take step after step. What others work on is waited for."""
        while not self.stopping.is_set():
            step = connection.execute(STEP, [self.job]).fetchone()
            if step is None:
                return
            if step["outcome"] == "retry":
                _tell_retry(connection, step)
            elif step["outcome"] == "waiting":
                self.stopping.wait(0.2)

    def stop(self) -> None:
        """Take back the batches that are being done, and start no other."""
        self.stopping.set()
        for connection in self.connections:
            connection.cancel_safe(timeout=5)

    def close(self) -> None:
        """Close the connections."""
        for connection in self.connections:
            connection.close()


def run(observer: Connection, job: int | None, size: int = 1) -> None:
    """Do a job and those it waits for, or all jobs (None), with `size` connections and a progress bar.

    Whatever ends it early, what is done stays done, and the job can be run again."""
    ids = [row["id"] for row in observer.execute(UNFINISHED, [job])] if job is None else [job]
    crew = Crew(job, size)
    try:
        with ThreadPoolExecutor(size) as pool, progress() as bar:
            workers = [pool.submit(crew.work, connection) for connection in crew.connections]
            try:
                _watch(observer, ids, workers, bar)
            except BaseException:
                crew.stop()
                raise
            if any(worker.exception() for worker in workers):
                crew.stop()
        for worker in workers:
            worker.result()
    finally:
        crew.close()


def _watch(observer: Connection, ids: Sequence[int], workers: Sequence[Future[None]], bar: Progress) -> None:
    """Show how far it is until the workers are done, or one has failed."""
    task = bar.add_task("Generating", total=None)
    while wait(workers, timeout=0.25, return_when=FIRST_EXCEPTION).not_done:
        if any(worker.done() and worker.exception() for worker in workers):
            return
        if not bar.disable:
            machines = observer.execute(MACHINES, [list(ids)]).fetchone() or {}
            bar.update(task, total=machines["machines"], completed=machines["done"])


def progress() -> Progress:
    """A progress bar that counts machines; on a terminal only."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("machines"),
        TimeElapsedColumn(),
        console=console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )


def find(connection: Connection, job: int) -> Row:
    """A job with its progress; NotFoundError when there is none of this number."""
    row = connection.execute(OVERVIEW, [job]).fetchone()
    if row is None:
        raise NotFoundError(f"There is no job {job}", hint="see sched jobs list --all")
    return row


def outcome(connection: Connection, job: int) -> Row:
    """A job that is completed; an error when it has failed or was cancelled."""
    row = find(connection, job)
    if row["state"] == "failed":
        state = re.search(r"\[(\w{5})\]$", row["error"] or "")
        advice = STATES.get(state[1]) if state else None
        raise SchedError(
            f"Job {job} has failed after {_progress_of(row)}",
            detail=row["error"],
            hint=f"remove the cause, then continue with: sched jobs run {job}",
            code=advice.code if advice else None,
        )
    if row["state"] == "cancelled":
        hint = "what is done stays; the same command does the rest"
        raise ConflictError(f"Job {job} was cancelled after {_progress_of(row)}", hint=hint)
    return row


def cancel(job: int) -> None:
    """Cancel a job whose command was interrupted, so that nobody else continues it, and say on standard error what is
    done and how to do the rest."""
    from psycopg import Error

    try:
        # The connection that was interrupted may be of no use any more.
        with connect(autocommit=True) as connection:
            connection.execute("select sched_engine.cancel_job(%s)", [job])
            connection.execute(AT_WORK, [job])
            row = find(connection, job)
    except (SchedError, Error) as error:
        print(f"Job {job} could not be cancelled: {describe(error)[0]}", file=sys.stderr)
        return
    print(
        f"Job {job} is cancelled after {_progress_of(row)}, with {row['machines_done']:,} of "
        f"{counted(row['machines'], 'machine')} done, which stay. To do the rest, run the same command again",
        file=sys.stderr,
    )


def tell_stopped(connection: Connection, job: int) -> None:
    """Say on standard error what becomes of a job of somebody else that this program stops working on."""
    from psycopg import Error

    try:
        row = find(connection, job)
    except (SchedError, Error):
        return
    if row["state"] in {"queued", "running"}:
        print(
            f"Job {job} is {row['state']} after {_progress_of(row)}, and the relay continues it. "
            f"To end it: sched jobs cancel {job}",
            file=sys.stderr,
        )


def _tell_retry(connection: Connection, step: Row) -> None:
    """Say on standard error that a batch has failed and is tried again: it may take until somebody does something."""
    row = connection.execute(ATTEMPT, [step["job_id"], step["batch"]]).fetchone()
    if row is not None and row["error"]:
        print(
            f"Batch {step['batch']} of job {step['job_id']} is tried again: {row['error']}", file=sys.stderr, flush=True
        )


def tell_resumed(row: Row) -> None:
    """Say on standard error that an earlier job is continued."""
    print(f"Continuing job {row['id']} after {_progress_of(row)}", file=sys.stderr)


def _progress_of(row: Row) -> str:
    return f"{row['batches_done']} of {counted(row['batches'], 'batch', 'batches')}"
