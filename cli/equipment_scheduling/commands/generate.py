"""`sched generate`: write the plan of the machines, batch by batch."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.jobs import JobsOption
from equipment_scheduling.commands.shared import jobs as driver
from equipment_scheduling.commands.shared.arguments import FromOption, ResourcesArgument, ToOption
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.dates import add_months, today
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

COUNTS = ("inserted", "updated", "deleted", "unchanged")
SELECT_PLANNED = """
    select sched_engine.planned_subtree(%s) as ids,
        sched_engine.generation_batch(%s, %s) as batch
"""
CREATE = """
    select sched_engine.create_generation_job(
        p_resource_ids => %s, p_from => %s, p_to => %s, p_regenerate => %s, p_apply_holidays => %s,
        p_rewrite_past => %s, p_batch => %s, p_resume => true
    ) as id
"""
GENERATE = "select * from sched_engine.generate(%s, %s, %s, %s, %s, %s)"
PREVIEW = """
    select r.resource_code, r.resource_name, count(*) as dates, min(p.schedule_date) as first_date,
        max(p.schedule_date) as last_date, sum(p.inserted)::bigint as inserted,
        sum(p.updated)::bigint as updated, sum(p.deleted)::bigint as deleted
    from sched_engine.preview_generation(%s, %s, %s, %s, %s, %s) as p
    inner join sched.resources as r on r.id = p.resource_id
    group by r.id
"""


@dataclass
class Run:
    """One generation: what it covers, and what it has done so far."""

    ids: list[int]
    first: date
    last: date
    regenerate: bool = False
    holidays: bool = True
    rewrite_past: bool = False
    batch: int = 1000
    jobs: int = 1
    seconds: float = 0.0
    rows_before: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))

    def batches(self) -> Iterator[list[int]]:
        """The machines, so many at a time."""
        return (self.ids[n : n + self.batch] for n in range(0, len(self.ids), self.batch))

    def arguments(self, ids: list[int]) -> list[Any]:
        """The arguments of sched_engine.generate and preview_generation for one batch."""
        return [ids, self.first, self.last, self.regenerate, self.holidays, self.rewrite_past]

    def summary(self) -> dict[str, Any]:
        """One row for the listing; rows per second are written ones."""
        written = sum(self.counts[key] for key in COUNTS[:3]) - self.rows_before
        rate = round(written / self.seconds) if written else None
        first_last = {"from": self.first, "to": self.last, "machines": len(self.ids)}
        return {**first_last, **self.counts, "seconds": round(self.seconds, 2), "rows_per_second": rate}


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(generate)


def generate(
    resources: ResourcesArgument = None,
    first: FromOption = None,
    last: ToOption = None,
    months: Annotated[
        int | None,
        typer.Option(min=1, max=600, metavar="NUMBER", help="How many months, instead of --to; default: 12."),
    ] = None,
    regenerate: Annotated[
        bool,
        typer.Option("--regenerate", help="Also update dates generated before, where they differ."),
    ] = False,
    no_holidays: Annotated[bool, typer.Option("--no-holidays", help="As if there were no holidays.")] = False,
    rewrite_past: Annotated[
        bool,
        typer.Option(
            "--rewrite-past",
            help="With --regenerate: also shifts that have begun, by today's patterns and calendars.",
        ),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")] = False,
    batch: Annotated[
        int | None, typer.Option(min=1, max=100000, metavar="NUMBER", help="Machines per transaction.")
    ] = None,
    jobs: JobsOption = 1,
    top: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="With --dry-run: machines to list, most changes first.")
    ] = 20,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Generate the plan of machines for business dates, by default 12 months from the first of this month.

    Both dates are included. Dates that have been generated are left alone
    unless --regenerate asks to bring them up to date; even then only rows
    that differ are written, and shifts that have begun change only by
    exceptions. Each batch of machines is a transaction of its own; --jobs
    runs several at a time. More than one batch makes a job (sched jobs).
    Ctrl-C cancels it: machines that are done stay, and the same command does
    the rest. When the program is killed, the relay, sched jobs run or the
    same command continues its job."""
    if last is not None and months is not None:
        raise RefusedError("Give --to or --months, not both", hint="leave one of them out")
    codes = resources or []
    with connect(autocommit=True) as connection:
        start = first or today(connection, codes).replace(day=1)
        end = last or add_months(start, months or 12) - timedelta(days=1)
        run = prepare(connection, codes, start, end, batch, jobs)
        run.regenerate, run.holidays, run.rewrite_past = regenerate, not no_holidays, rewrite_past
        if dry_run:
            _preview(connection, run, top, format)
        else:
            carry_out(connection, run)
            render([run.summary()], columns(), format)


def prepare(
    connection: Connection, codes: list[str], first: date, last: date, batch: int | None = None, jobs: int = 1
) -> Run:
    """Find the machines at and below these codes (none: the whole plant)."""
    row = connection.execute(SELECT_PLANNED, [codes, first, last]).fetchone()
    assert row is not None
    if not row["ids"]:
        raise RefusedError(
            f"There is no scheduled machine {f'at or below {codes[0]}' if codes else 'yet'}",
            hint="set requires_scheduling on the machines to be planned, or import a plant",
        )
    if batch is None:
        # so many that all connections have something to do until the end
        batch = row["batch"] if jobs == 1 else min(row["batch"], max(20, len(row["ids"]) // (4 * jobs)))
    return Run(row["ids"], first, last, batch=batch, jobs=jobs)


def carry_out(connection: Connection, run: Run) -> Run:
    """Generate on an autocommit connection: one batch at once, several as a job."""
    began = time.perf_counter()
    connection.execute("select sched_engine.check_period(%s, %s)", [run.first, run.last])
    if len(run.ids) <= run.batch:
        connection.execute("select sched_engine.ensure_chunks(%s, %s)", [run.first, run.last])
        with driver.progress() as progress:
            progress.add_task("Generating", total=len(run.ids))
            try:
                run.counts = connection.execute(GENERATE, run.arguments(run.ids)).fetchone() or run.counts
            except KeyboardInterrupt:
                print("Nothing was written", file=sys.stderr)
                raise
    else:
        _carry_out_job(connection, run)
    run.seconds = time.perf_counter() - began
    return run


def _carry_out_job(connection: Connection, run: Run) -> None:
    row = connection.execute(CREATE, [*run.arguments(run.ids), run.batch]).fetchone()
    assert row is not None
    job = driver.find(connection, row["id"])
    if job["batches_done"]:
        driver.tell_resumed(job)
    try:
        driver.run(connection, job["id"], run.jobs)
    except KeyboardInterrupt:
        driver.cancel(job["id"])
        raise
    done = driver.outcome(connection, job["id"])
    run.counts = {key: done["result"][key] for key in COUNTS}
    run.rows_before = job["rows_written"]


def columns() -> list[Column]:
    """The columns of a summary."""
    names = ["from", "to", "machines"]
    return [*map(Column, names), Column("inserted", "generated"), *map(Column, COUNTS[1:]), *_speed()]


def _speed() -> list[Column]:
    return [Column("seconds"), Column("rows_per_second", "rows/s")]


def _preview(connection: Connection, run: Run, top: int, format: OutputFormat) -> None:
    """List what a run would change, most changes first."""
    rows: list[dict[str, Any]] = []
    with driver.progress() as progress:
        task = progress.add_task("Comparing", total=len(run.ids))
        for ids in run.batches():
            rows += connection.execute(PREVIEW, run.arguments(ids)).fetchall()
            progress.advance(task, len(ids))
    rows.sort(key=lambda row: (-sum(row[key] for key in COUNTS[:3]), row["resource_code"]))
    names = ["resource_code", "resource_name", "dates", "first_date", "last_date", *COUNTS[:3]]
    if format is not OutputFormat.TABLE:
        render(rows, names, format)
        return
    render(rows[:top], names, title=_title(rows, top), empty="Nothing would change.")
    totals = {key: sum(row[key] for row in rows) for key in COUNTS[:3]}
    changes = ", ".join(f"{counted(count, 'row')} {key}" for key, count in totals.items())
    print(f"{run.first} to {run.last}: {changes}, on {len(rows):,} of {counted(len(run.ids), 'machine')}")
    print("Nothing was written.")


def _title(rows: list[dict[str, Any]], top: int) -> str:
    return f"The {top} machines with the most changes" if len(rows) > top else "Machines that would change"
