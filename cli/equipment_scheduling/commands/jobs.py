"""`sched jobs`: long-running work, its progress, and running it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared import jobs as driver
from equipment_scheduling.database import Row, connect
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

jobs = typer.Typer(help="Long-running work: list, watch, run and cancel jobs.", no_args_is_help=True)
JobArgument = Annotated[int, typer.Argument(metavar="JOB", help="Number shown by sched jobs list.")]
JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=64, metavar="NUMBER", help="Connections to use in parallel.")
]

LIST = """
    select j.*
    from sched_engine.job_overview as j
    where %(all)s or j.state in ('queued', 'running', 'failed')
    order by j.id desc
    limit %(limit)s
"""
STYLES = {"running": "bold yellow", "failed": "bold red", "completed": "green", "cancelled": "dim"}


def register(app: typer.Typer) -> None:
    """Add `sched jobs` to the application."""
    app.add_typer(jobs, name="jobs")


@jobs.command("list")
def list_jobs(
    all: Annotated[bool, typer.Option("--all", help="Include completed and cancelled ones.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="NUMBER", help="At most this many, latest first.")] = 50,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List jobs that are queued, running or failed."""
    with connect() as connection:
        rows = connection.execute(LIST, {"all": all, "limit": limit}).fetchall()
    columns: list[str | Column] = [
        Column("id", "job", "bold"),
        "kind",
        Column("state", style=lambda state: STYLES.get(state, "")),
        Column("percent", "%"),
        Column("machines_done", "done"),
        "machines",
        Column("rows_written", "rows"),
        Column("estimated_end", "done by"),
        Column("created_by", "by"),
        Column("created_at", "since"),
        "error",
    ]
    render(rows, columns, format, empty="No jobs." if all else "No unfinished jobs.")


@jobs.command()
def show(job: JobArgument, format: FormatOption = OutputFormat.TABLE) -> None:
    """Show a job: its arguments, progress and result."""
    with connect() as connection:
        row = driver.find(connection, job)
    if format is not OutputFormat.TABLE:
        render([row], fmt=format)
        return
    render([{"": name, "value": value} for name, value in _facts(row).items()], ["", "value"])


@jobs.command()
def cancel(job: JobArgument) -> None:
    """Cancel a job: no further batch is started; what is done or in progress stays."""
    with connect() as connection:
        connection.execute("select sched_engine.cancel_job(%s)", [job])
        row = driver.find(connection, job)
    print(f"Job {job} is cancelled, with {row['machines_done']:,} of {counted(row['machines'], 'machine')} done")


@jobs.command()
def run(
    job: Annotated[
        int | None, typer.Argument(metavar="[JOB]", help="This job; default: all that are queued or running.")
    ] = None,
    connections: JobsOption = 1,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Finish a job that was queued over the API, was interrupted, or has failed.

    Safe while others work on the same job, and after a crash: a batch that
    was not finished is done again. Ctrl-C stops this program but not the job,
    which the relay continues: sched jobs cancel ends it."""
    with connect(autocommit=True) as connection:
        if job is None:
            ids = [row["id"] for row in connection.execute(driver.UNFINISHED, [None])]
        else:
            connection.execute("select sched_engine.retry_job(%s)", [job])
            ids = [job]
        try:
            driver.run(connection, job, connections)
        except KeyboardInterrupt:
            for number in ids:
                driver.tell_stopped(connection, number)
            raise
        rows = [driver.outcome(connection, number) for number in ids]
    render([_done(row) for row in rows], fmt=format, empty="Nothing to do.")


def _done(row: Row) -> dict[str, Any]:
    result = row["result"] or {}
    counts = {key: result.get(key) for key in ("inserted", "updated", "deleted", "unchanged")}
    return {"job": row["id"], "state": row["state"], "machines": row["machines_done"], **counts}


def _facts(row: Row) -> dict[str, Any]:
    """A job in lines, without what is not known."""
    facts = {**row, **(row["arguments"] or {}), **(row["result"] or {})}
    return {name: value for name, value in facts.items() if value is not None and not isinstance(value, dict)}
