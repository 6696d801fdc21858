"""`sched optimize`: shifts that would close gaps, suggested by the optimizer; accepting and rejecting them."""

from __future__ import annotations

import sys
import time
from datetime import date
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument
from equipment_scheduling.commands.shared.workforce import commit_roster, workforce
from equipment_scheduling.database import Connection, Row
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import ConflictError, RefusedError
from equipment_scheduling.render import help
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

optimize = typer.Typer(
    help="Shifts that would close gaps, suggested by the optimizer.\n\nsched optimize RESOURCE --from DATE --to DATE",
    no_args_is_help=True,
    cls=help.leaving_out("run"),
)
RunArgument = Annotated[int, typer.Argument(metavar="RUN", help="Number shown by sched optimize list.")]
SuggestionsArgument = Annotated[
    list[int] | None, typer.Argument(metavar="SUGGESTION", help="Numbers shown by sched optimize show; default: all.")
]

CREATE = "select sched_engine.create_optimization(sched_engine.resource_id(%s), %s, %s, %s, %s) as id"
RUNS = """
    select o.id, r.resource_code, o.start_date, o.end_date, o.state::text as state, o.seconds, o.cost, o.bound,
        case when o.cost is not null then greatest(o.cost - o.bound, 0)::numeric / greatest(abs(o.cost), 1) end as gap,
        o.search_seconds, o.comparison, o.error, o.created_by, o.created_at,
        n.suggestions, n.open
    from sched.emp_optimizations as o
    inner join sched.resources as r on r.id = o.resource_id
    cross join lateral (
        select count(*) as suggestions, count(*) filter (where s.suggestion_status = 'open') as open
        from sched.emp_suggestions as s
        where s.optimization_id = o.id
    ) as n
    where %(run)s::bigint is null or o.id = %(run)s
    order by o.id desc
    limit 50
"""
SUGGESTIONS = """
    select s.id, e.employee_number, s.schedule_date, s.shift_code, s.start_time at time zone z.time_zone as start_local,
        s.end_time at time zone z.time_zone as end_local, r.resource_code, s.suggestion_status::text as status, s.reason
    from sched.emp_suggestions as s
    inner join sched.emp_employees as e on e.id = s.employee_id
    inner join sched.resources as r on r.id = s.resource_id
    inner join sched_engine.effective_time_zones(array(
        select i.resource_id from sched.emp_suggestions as i where i.optimization_id = %(run)s
    )) as z on z.resource_id = s.resource_id
    where s.optimization_id = %(run)s and (%(ids)s::bigint[] is null or s.id = any(%(ids)s))
    order by s.start_time, e.employee_number
"""
FIGURES = {
    "gap_hours": "gap hours",
    "breaches": "breaches",
    "hours": "hours",
    "most_hours": "most hours",
    "least_hours": "least hours",
    "most_weekend_days": "most weekend days",
}
STYLES = {"accepted": "green", "stale": "bold yellow", "rejected": "dim"}
ENDED = ("completed", "failed", "cancelled")
PATIENCE = 20.0  # seconds until somebody takes it


def register(app: typer.Typer) -> None:
    """Add `sched optimize` to the application."""
    app.add_typer(optimize, name="optimize")


@optimize.command()
def run(
    resource: ResourceArgument,
    first: Annotated[date, typer.Option("--from", parser=read_date, metavar="DATE", help="First business date.")],
    last: Annotated[date, typer.Option("--to", parser=read_date, metavar="DATE", help="Last business date, included.")],
    seconds: Annotated[int, typer.Option(min=1, max=3600, metavar="NUMBER", help="How long it may search.")] = 30,
    seed: Annotated[int, typer.Option(metavar="NUMBER", help="Another one may lead to another answer.")] = 1,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Wait for the suggestions.")] = True,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Search for shifts that close the gaps at or below a resource, and show them; the roster stays as it is."""
    with workforce() as connection:
        row = connection.execute(CREATE, [resource, first, last, seconds, seed]).fetchone()
        assert row is not None
        connection.commit()
        print(f"Run {row['id']} of the optimizer is queued", file=sys.stderr)
        if wait:
            _await(connection, row["id"])
            _show(connection, row["id"], format)


@optimize.command("list")
def list_runs(format: FormatOption = OutputFormat.TABLE) -> None:
    """List the runs of the optimizer, latest first."""
    with workforce() as connection:
        rows = connection.execute(RUNS, {"run": None}).fetchall()
    columns: list[str | Column] = [
        Column("id", "run", "bold"),
        Column("resource_code", "resource"),
        Column("start_date", "from"),
        Column("end_date", "to"),
        "state",
        "suggestions",
        "open",
        Column("created_by", "by"),
        Column("created_at", "since"),
        "error",
    ]
    render(rows, columns, format, empty="No runs of the optimizer.")


@optimize.command()
def show(number: RunArgument, format: FormatOption = OutputFormat.TABLE) -> None:
    """Show a run: how far it is, its suggestions, and the roster with and without them."""
    with workforce() as connection:
        _show(connection, number, format)


@optimize.command()
def accept(number: RunArgument, suggestions: SuggestionsArgument = None) -> None:
    """Put suggestions into the roster, as extra shifts. Each is checked again: what no longer fits stays out."""
    with workforce() as connection:
        rows = connection.execute(
            "select * from sched_engine.accept_suggestions(%s, %s::bigint[])", [number, suggestions or None]
        ).fetchall()
        stale = [row for row in rows if row["suggestion_status"] == "stale"]
        commit_roster(connection, f"{counted(len(rows) - len(stale), 'suggestion')} accepted")
    if stale:
        raise ConflictError(
            f"{counted(len(stale), 'suggestion')} no longer fitted: "
            + "; ".join(f"{row['suggestion_id']}: {row['reason'].rstrip('.')}" for row in stale[:5]),
            hint="run the optimizer again for what is still missing",
        )


@optimize.command()
def reject(number: RunArgument, suggestions: SuggestionsArgument = None) -> None:
    """Reject suggestions."""
    with workforce() as connection:
        row = connection.execute(
            "select sched_engine.reject_suggestions(%s, %s::bigint[]) as done", [number, suggestions or None]
        ).fetchone()
        assert row is not None
        connection.commit()
    print(f"{counted(row['done'], 'suggestion')} rejected")


@optimize.command()
def cancel(number: RunArgument) -> None:
    """Cancel a run that has not ended."""
    with workforce() as connection:
        connection.execute("select sched_engine.cancel_optimization(%s)", [number])
        connection.commit()
    print(f"Run {number} of the optimizer is cancelled")


def _find(connection: Connection, number: int) -> Row:
    connection.execute("select sched_engine.known_optimization(%s)", [number])
    row = connection.execute(RUNS, {"run": number}).fetchone()
    connection.commit()
    assert row is not None
    return row


def _await(connection: Connection, number: int) -> None:
    """Until it has ended; says on standard error how far it is."""
    began, said = time.monotonic(), ""
    while (row := _find(connection, number))["state"] not in ENDED:
        if row["state"] == "queued" and time.monotonic() - began > PATIENCE:
            raise ConflictError(
                f"Run {number} of the optimizer is still queued: nobody has taken it",
                hint=f"start the relay with sched up; then: sched optimize show {number}",
            )
        if row["gap"] is not None:
            now = f"{row['search_seconds']:.0f} s: at most {row['gap']:.1%} from the best"
            if now != said:
                print(now, file=sys.stderr)
            said = now
        time.sleep(0.5)


def _show(connection: Connection, number: int, format: OutputFormat) -> None:
    row = _find(connection, number)
    rows = connection.execute(SUGGESTIONS, {"run": number, "ids": None}).fetchall() if row["suggestions"] else []
    if row["state"] == "failed":
        raise RefusedError(f"Run {number} of the optimizer has failed: {row['error']}")
    columns: list[str | Column] = [
        Column("id", "suggestion", "bold"),
        Column("employee_number", "number"),
        Column("schedule_date", "date"),
        Column("shift_code", "shift"),
        Column("start_local", "from"),
        Column("end_local", "to"),
        Column("resource_code", "resource"),
        Column("status", style=lambda status: STYLES.get(status, "")),
        "reason",
    ]
    if format is not OutputFormat.TABLE:
        render(rows, columns, format)
        return
    print(
        f"Run {number}: {row['resource_code']}, {row['start_date']} to {row['end_date']}, {row['state']}"
        + (f", at most {row['gap']:.1%} from the best" if row["gap"] is not None else "")
    )
    render(rows, columns, format, empty="No suggestions.")
    if row["comparison"]:
        before, after = row["comparison"]["before"], row["comparison"].get("after") or {}
        figures = [{"": said, "now": before.get(key), "then": after.get(key)} for key, said in FIGURES.items()]
        render(figures, ["", "now", "then"])
    if row["open"]:
        print(f"To accept them: sched optimize accept {number}")
