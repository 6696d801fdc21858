"""What the commands about people share: they work while the workforce is switched on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import completing
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import RefusedError

IS_ON = "select sched_engine.is_workforce_on() as is_on"
WAITING_FOR = """
    select count(*) as edits from sched.emp_stale_dates as s
    where s.employee_ids && %s::bigint[] and s.dates && daterange(%s, %s, '[]')
"""
PEOPLE_WAITING = "select count(*) as edits from sched.emp_stale_dates"

complete_employees = completing("select employee_number as code, '' as name from sched.emp_employees")
complete_teams = completing("select team_code as code, team_name as name from sched.emp_teams")

NumberArgument = Annotated[
    str, typer.Argument(metavar="NUMBER", help="Number of the employee.", autocompletion=complete_employees)
]
NumbersArgument = Annotated[
    list[str], typer.Argument(metavar="NUMBER", help="Numbers of employees.", autocompletion=complete_employees)
]
TeamArgument = Annotated[str, typer.Argument(metavar="TEAM", help="Code of the team.", autocompletion=complete_teams)]
TeamOption = Annotated[
    str | None, typer.Option("--team", metavar="TEAM", help="Only of this team.", autocompletion=complete_teams)
]
LimitOption = Annotated[int, typer.Option(min=1, max=100000, metavar="NUMBER", help="At most this many.")]
SinceOption = Annotated[
    date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First date; default: today.")
]
UntilOption = Annotated[
    date | None,
    typer.Option("--to", parser=read_date, metavar="DATE", help="Last date, included; default: until further notice."),
]


@contextmanager
def workforce() -> Iterator[Connection]:
    """A connection, as `connect` opens it, for a command about people; RefusedError while they are switched off."""
    with connect() as connection:
        row = connection.execute(IS_ON).fetchone()
        assert row is not None
        if not row["is_on"]:
            raise RefusedError("The workforce is switched off", hint="switch it on with: sched workforce enable")
        yield connection


def cut(rows: list[Row], limit: int, what: str, narrow: str) -> list[Row]:
    """At most `limit` of the rows, of which there is one more where it is cut; says so on standard error."""
    if len(rows) > limit:
        print(
            f"Shown: {limit:,} {what}; there are more. To see more: --limit {limit * 10}; to narrow it down: {narrow}",
            file=sys.stderr,
        )
    return rows[:limit]


def warn_of_roster(connection: Connection, people: list[int], first: date, last: date) -> None:
    """Say on standard error when the rosters of these people, on these dates, do not have an edit yet."""
    row = connection.execute(WAITING_FOR, [people, first, last]).fetchone()
    if row and row["edits"]:
        print(
            "Warning: an edit has not been applied yet to these rosters, shown as they were before. "
            "To apply it: sched roster refresh",
            file=sys.stderr,
        )


def commit_roster(connection: Connection, done: str | Sequence[str]) -> None:
    """Commit an edit of people, which applies it to the rosters unless it is large, and say what was done."""
    connection.commit()
    for line in [done] if isinstance(done, str) else done:
        print(line)
    row = connection.execute(PEOPLE_WAITING).fetchone()
    if row and row["edits"]:
        print("The rosters wait for it: the relay applies it, or now: sched roster refresh")
