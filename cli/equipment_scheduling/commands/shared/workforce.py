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
from equipment_scheduling.render.output import Column, console, render
from equipment_scheduling.words import counted

IS_ON = "select sched_engine.is_workforce_on() as is_on"
WAITING_FOR = """
    select count(*) as edits from sched.emp_stale_dates as s
    where s.employee_ids && %s::bigint[] and s.dates && daterange(%s, %s, '[]')
"""
PEOPLE_WAITING = "select count(*) as edits from sched.emp_stale_dates"
COVERAGE_WAITING = "select count(*) as edits from sched.emp_stale_coverage"

# What the edits of this transaction would do to rosters: it writes them, and is rolled back.
FORETOLD = """
    select lower(c.schedule_dates) as schedule_date, e.employee_number, c.old_value, c.new_value,
        coalesce(h.gained, 0) as gained
    from sched.emp_schedule_changes as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    cross join lateral (
        select sum(case when k.is_new then 1 else -1 end * sched_engine.hours(
            (r.stretch ->> 'shift_start_time')::timestamptz, (r.stretch ->> 'shift_end_time')::timestamptz
        )) as gained
        from (values (false, c.old_value), (true, c.new_value)) as k (is_new, value)
        cross join lateral jsonb_array_elements(k.value) as r (stretch)
        where r.stretch ->> 'schedule_status' = 'scheduled'
    ) as h
    where c.transaction_id = pg_current_xact_id() and c.change_kind = 'changed'
    order by 1, 2
"""
FORETOLD_SHOWN = 30

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

PreviewOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change in the rosters; write nothing.")]


@contextmanager
def workforce() -> Iterator[Connection]:
    """A connection, as `connect` opens it, for a command about people; RefusedError while they are switched off."""
    with connect() as connection:
        row = connection.execute(IS_ON).fetchone()
        assert row is not None
        if not row["is_on"]:
            raise RefusedError("The workforce is switched off", hint="switch it on with: sched workforce enable")
        yield connection


def cut(rows: list[Row], limit: int, what: str, narrow: str | None = None) -> list[Row]:
    """At most `limit` of the rows, of which there is one more where it is cut; says so on standard error."""
    if len(rows) > limit:
        print(
            f"Shown: {limit:,} {what}; there are more. To see more: --limit {limit * 10}"
            + (f"; to narrow it down: {narrow}" if narrow else ""),
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


def commit_roster(connection: Connection, done: str | Sequence[str], dry_run: bool = False) -> None:
    """Commit an edit of people, which applies it to the rosters unless it is large, and say what was done; in a dry run
    say what it would do to them instead, and take it back."""
    if dry_run:
        _foretell(connection)
        return
    connection.commit()
    for line in [done] if isinstance(done, str) else done:
        print(line)
    row = connection.execute(PEOPLE_WAITING).fetchone()
    if row and row["edits"]:
        print("The rosters wait for it: the relay applies it, or now: sched roster refresh")


def commit_coverage(connection: Connection, done: str) -> None:
    """Commit an edit of requirements, which applies it to the gaps unless it is large, and say what was done."""
    connection.commit()
    print(done)
    row = connection.execute(COVERAGE_WAITING).fetchone()
    if row and row["edits"]:
        print("The gaps wait for it: the relay applies it")


def _foretell(connection: Connection) -> None:
    connection.execute("set constraints all immediate")
    waits = connection.execute(f"{PEOPLE_WAITING} as s where s.transaction_id = pg_current_xact_id()").fetchone()
    rows = connection.execute(FORETOLD).fetchall()
    connection.rollback()
    shown = [
        row | {"before": _stretches(row["old_value"]), "after": _stretches(row["new_value"])}
        for row in rows[:FORETOLD_SHOWN]
    ]
    if shown:
        columns = [
            Column("schedule_date", "date"),
            Column("employee_number", "number", "bold"),
            Column("before", "now", "red"),
            Column("after", "then", "green"),
        ]
        render(shown, columns)
        console().print()
    if waits and waits["edits"]:
        print("It is too large for a dry run: the worker would apply it. Nothing was written.")
        return
    if len(rows) > len(shown):
        print(f"The first {len(shown)} of {len(rows):,} dates are shown.")
    people = len({row["employee_number"] for row in rows})
    print(
        f"{counted(len(rows), 'date')} of {counted(people, 'person', 'people')} would change,"
        f" {sum(row['gained'] for row in rows):+,.2f} h worked. Nothing was written."
    )


def _stretches(value: list[Row]) -> str:
    """What a date holds, in short."""
    return "; ".join(f"{one.get('shift_code') or 'extra'} {one['schedule_status']}" for one in value) or "-"
