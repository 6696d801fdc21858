"""`sched rules`: what rosters are held against, and where they break it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import completing
from equipment_scheduling.commands.shared.workforce import (
    LimitOption,
    TeamOption,
    complete_employees,
    cut,
    workforce,
)
from equipment_scheduling.database import Connection, Row, jsonb
from equipment_scheduling.dates import add_months, read_date, today
from equipment_scheduling.errors import NotFoundError, RefusedError
from equipment_scheduling.files.writing import is_standard, write_file
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

rules = typer.Typer(help="Work rules: what rosters are held against, and where they break it.", no_args_is_help=True)

COLUMNS = (
    "rule_set",
    "rule_code",
    "rule_name",
    "rule_measure",
    "limit_value",
    "window_hours",
    "window_is_rolling",
    "anchor_date",
    "anchor_time",
    "averaged_over_days",
    "night_start",
    "night_end",
    "severity",
    "resource_code",
    "position_code",
    "start_date",
    "end_date",
    "source",
    "is_active",
)
LIST = """
    select w.*, r.resource_code::text as resource_code, p.position_code::text as position_code
    from sched.emp_work_rules as w
    left join sched.resources as r on r.id = w.resource_id
    left join sched.emp_positions as p on p.id = w.position_id
    where (%(all)s or w.is_active) and (%(code)s::text is null or %(code)s in (w.rule_set::text, w.rule_code::text))
    order by w.rule_set nulls first, w.rule_code
"""
SWITCH = "select s.rule_code from sched_engine.set_rules(%s, %s) as s order by s.rule_code"
IMPORT = "select i.* from sched_engine.import_rules(%s) as i"
BREACHES = "select b.* from sched_engine.breaches_shown(%s, %s, %s) as b limit %s"
PEOPLE = """
    select array_agg(e.id order by e.id) as ids
    from sched.emp_employees as e
    where case
        when %(number)s::text is not null then e.id = sched_engine.employee_id(%(number)s)
        when %(team)s::text is not null then e.id in (
            select a.employee_id
            from sched.emp_team_assignments as a
            where a.team_id = sched_engine.team_id(%(team)s)
                and daterange(a.start_date, a.end_date, '[]') && daterange(%(first)s, %(last)s, '[]')
        )
        else true
    end
"""

complete_sets = completing(
    "select distinct c.code, '' as name from sched.emp_work_rules as r"
    " cross join lateral (values (r.rule_set::text), (r.rule_code::text)) as c (code) where c.code is not null"
)
CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="A set, as EU, or the code of a rule.", autocompletion=complete_sets)
]
RuleArgument = Annotated[str, typer.Argument(metavar="RULE", help="Code of the rule.", autocompletion=complete_sets)]


class Measure(StrEnum):
    """What a rule measures."""

    DAILY_REST = "daily_rest"
    WEEKLY_REST = "weekly_rest"
    WORKING_HOURS = "working_hours"
    CONSECUTIVE_SHIFTS = "consecutive_shifts"
    NIGHT_HOURS = "night_hours"
    NOTICE = "notice"


class Severity(StrEnum):
    """What a breach does."""

    NOTE = "note"
    WARN = "warn"
    REFUSE = "refuse"


def register(app: typer.Typer) -> None:
    """Add `sched rules` to the application."""
    app.add_typer(rules, name="rules")


@rules.command("list")
def list_rules(
    code: Annotated[
        str | None,
        typer.Argument(metavar="[CODE]", help="Only this set or rule.", autocompletion=complete_sets),
    ] = None,
    active: Annotated[bool, typer.Option("--active", help="Only those that are switched on.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List work rules: sets that ship as examples, and your own."""
    with workforce() as connection:
        rows = _find(connection, code, active)
    if format is OutputFormat.TABLE:
        rows = [row | {"what": _said(row), "holds_for": _holds_for(row)} for row in rows]
    columns: list[str | Column] = [
        Column("rule_set", "set"),
        Column("rule_code", "rule", "bold"),
        Column("what", "limit"),
        Column("severity", "severity", lambda value: {"refuse": "red", "warn": "yellow"}.get(str(value), "")),
        Column("holds_for", "for"),
        Column("start_date", "from"),
        Column("end_date", "to"),
        Column("is_active", "on", lambda value: "green" if value else "dim"),
        "source",
    ]
    if format is not OutputFormat.TABLE:
        columns = [*COLUMNS]
    render(rows, columns, format, empty="There are none.")


def _find(connection: Connection, code: str | None, active: bool = False) -> list[Row]:
    """Rules, of one set or code; NotFoundError when there is no such, be it on or not."""
    rows = connection.execute(LIST, {"all": True, "code": code}).fetchall()
    if code is not None and not rows:
        raise NotFoundError(
            f"There is no set of rules and no rule with the code {code}", hint="see them all with: sched rules list"
        )
    return [row for row in rows if row["is_active"] or not active]


def _said(row: Row) -> str:
    """The rule in short, from its data."""
    limit = f"{row['limit_value'].normalize():f}"
    sign = "≥" if row["rule_operator"] == "at_least" else "≤"
    unit = "" if row["rule_measure"] == "consecutive_shifts" else " h"
    parts = [f"{row['rule_measure'].replace('_', ' ')} {sign} {limit}{unit}"]
    if row["window_hours"]:
        parts.append(f"in {row['window_hours']} h" + ("" if row["window_is_rolling"] else " (fixed)"))
    if row["averaged_over_days"]:
        parts.append(f"on average over {counted(row['averaged_over_days'], 'day')}")
    if row["night_start"] is not None:
        parts.append(f"night {row['night_start']:%H:%M}-{row['night_end']:%H:%M}")
    return ", ".join(parts)


def _holds_for(row: Row) -> str:
    return ", ".join(str(row[name]) for name in ("resource_code", "position_code") if row[name]) or "everybody"


@rules.command()
def enable(code: CodeArgument) -> None:
    """Switch a set of rules on, or one rule: rosters are held against them from now on.

    The sets that ship (EU, UK, US, ZA, CA) are examples and no legal advice."""
    _switch(code, True)


@rules.command()
def disable(code: CodeArgument) -> None:
    """Switch a set of rules off, or one rule."""
    _switch(code, False)


def _switch(code: str, on: bool) -> None:
    with workforce() as connection:
        changed = [str(row["rule_code"]) for row in connection.execute(SWITCH, [code, on]).fetchall()]
    word = "on" if on else "off"
    if not changed:
        print(f"{code} is {word} already")
        return
    print(f"Switched {word}: {', '.join(changed)}")
    if on:
        print("Where rosters break them now: sched rules breaches")


@rules.command("set")
def set_rule(
    rule: RuleArgument,
    measure: Annotated[
        Measure | None,
        typer.Option(
            metavar="MEASURE",
            help="Of a new rule: daily_rest, weekly_rest, working_hours, consecutive_shifts, night_hours or notice.",
        ),
    ] = None,
    limit: Annotated[float | None, typer.Option(metavar="NUMBER", help="Hours, or shifts.")] = None,
    window: Annotated[
        str | None, typer.Option(metavar="HOURS", help="24: a day, 168: a week; none: no window.")
    ] = None,
    fixed: Annotated[
        str | None, typer.Option(metavar="DATE", help="Windows follow each other from this date on; none: any window.")
    ] = None,
    average: Annotated[str | None, typer.Option(metavar="DAYS", help="Average over so many days; none: no.")] = None,
    night: Annotated[str | None, typer.Option(metavar="TIMES", help="As 23:00-06:00; none: no.")] = None,
    severity: Annotated[Severity | None, typer.Option(help="What a breach does.")] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="What it says.")] = None,
    area: Annotated[str | None, typer.Option(metavar="RESOURCE", help="Who belongs there; none: everybody.")] = None,
    position: Annotated[str | None, typer.Option(metavar="CODE", help="Of this position; none: any.")] = None,
    start: Annotated[date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First date.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last date; none: open.")] = None,
    source: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it comes from.")] = None,
    group: Annotated[str | None, typer.Option("--set", metavar="CODE", help="The set it belongs to; none: no.")] = None,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Switch it on or off.")] = None,
) -> None:
    """Change a rule, or make one of your own: what is not given stays."""
    begins, ends = _night(night)
    given: dict[str, Any] = {
        "rule_measure": measure,
        "limit_value": limit,
        "window_hours": window,
        "anchor_date": fixed if fixed != "none" else None,
        "window_is_rolling": None if fixed is None else fixed == "none",
        "averaged_over_days": average,
        "night_start": begins,
        "night_end": ends,
        "severity": severity,
        "rule_name": name,
        "resource_code": area,
        "position_code": position,
        "start_date": start.isoformat() if start else None,
        "end_date": end,
        "source": source,
        "rule_set": group,
        "is_active": active,
    }
    changed = {key: _cell(value) for key, value in given.items() if value is not None}
    with workforce() as connection:
        row = _import(connection, [{"rule_code": rule, **changed}])
    print(f"Rule {rule}: {'added' if row['inserted'] else 'changed' if row['updated'] else 'as it was'}")


def _night(night: str | None) -> tuple[str | None, str | None]:
    if night is None or night == "none":
        return night, night
    begins, dash, ends = night.partition("-")
    if not dash:
        raise typer.BadParameter("write the night as 23:00-06:00", param_hint="--night")
    return begins, ends


def _cell(value: Any) -> str:
    """What a cell of a file would say; empty: none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value == "none" else str(value)


def _import(connection: Connection, rows: Sequence[dict[str, str]]) -> Row:
    row = connection.execute(IMPORT, [jsonb(list(rows))]).fetchone()
    assert row is not None
    return row


@rules.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV (UTF-8), as sched rules export writes it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added and changed.")] = False,
) -> None:
    """Import rules: all of them, or nothing if anything is wrong.

    A rule with the same code is changed; a column that is not in the file, and
    a rule that is not in it, stay as they are."""
    from io import StringIO

    try:
        text = sys.stdin.read() if is_standard(file) else file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise NotFoundError(f"The file {file} cannot be read: {error.strerror}", hint="check its name") from error
    except UnicodeDecodeError as error:
        raise RefusedError(f"The file {file} is not UTF-8", hint="save it as CSV in UTF-8") from error
    reader = csv.DictReader(StringIO(text))
    unknown = [name for name in reader.fieldnames or [] if name not in (*COLUMNS, "rule_operator")]
    if unknown or "rule_code" not in (reader.fieldnames or []):
        what = f"has an unknown column {unknown[0]}" if unknown else "has no column rule_code"
        raise RefusedError(f"The file {file} {what}", hint=f"it takes {', '.join(COLUMNS)}")
    rows = [{key: value or "" for key, value in row.items()} for row in _whole(file, reader)]
    with workforce() as connection:
        row = _import(connection, rows)
        if dry_run:
            connection.rollback()
    done = f"{row['inserted']:,} added, {row['updated']:,} changed, {row['unchanged']:,} unchanged"
    print(f"Nothing was written. Rules: {done}" if dry_run else f"Rules: {done}. From: {file}")


def _whole(file: Path, reader: csv.DictReader[str]) -> Iterator[dict[str, str]]:
    """The rows; RefusedError for one that has more cells than the heading, for nobody can tell what they mean."""
    for row in reader:
        if None in row:
            raise RefusedError(
                f"Line {reader.line_num} of the file {file} has more cells than the heading",
                hint="put a cell that holds a comma into double quotes",
            )
        yield row


@rules.command()
def export(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="File to write, .csv; default, or -: standard output.")
    ] = None,
    code: Annotated[str | None, typer.Option("--set", metavar="CODE", help="Only this set or rule.")] = None,
) -> None:
    """Export rules as CSV, in the form that sched rules import reads."""
    with workforce() as connection:
        rows = _find(connection, code)

    def write(path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, COLUMNS, extrasaction="ignore")
            writer.writeheader()
            writer.writerows({key: "" if value is None else _cell(value) for key, value in row.items()} for row in rows)

    write_file(file or Path("-"), write, replace=True)
    if file and not is_standard(file):
        print(f"Exported {counted(len(rows), 'rule')} to {file}")


@rules.command()
def breaches(
    employee: Annotated[
        str | None,
        typer.Option("--employee", metavar="NUMBER", help="Only of this employee.", autocompletion=complete_employees),
    ] = None,
    team: TeamOption = None,
    first: Annotated[
        date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First date; default: today.")
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=read_date, metavar="DATE", help="Last date, included; default: a month later."),
    ] = None,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List where rosters break the rules that are on, the hardest first, by the clock of each employee."""
    with workforce() as connection:
        start = first or today(connection)
        end = last or add_months(start, 1)
        found = connection.execute(PEOPLE, {"number": employee, "team": team, "first": start, "last": end}).fetchone()
        ids = found["ids"] if found else None
        rows = connection.execute(BREACHES, [ids or [], start, end, limit + 1]).fetchall()
        on = connection.execute(LIST, {"all": False, "code": None}).fetchall()
    if not on:
        print("No rule is on; there are sets to switch on: sched rules list", file=sys.stderr)
    columns: list[str | Column] = [
        Column("employee_number", "number", "bold"),
        Column("rule_code", "rule"),
        Column("severity", "severity", lambda value: {"refuse": "red", "warn": "yellow"}.get(str(value), "")),
        Column("local_start", "from"),
        Column("local_end", "to"),
        "measured",
        Column("limit_value", "limit"),
    ]
    if format is not OutputFormat.TABLE:
        columns = [
            "employee_number",
            "rule_code",
            "rule_name",
            "severity",
            "breach_start",
            "breach_end",
            "measured",
            "rule_operator",
            "limit_value",
        ]
    render(
        cut(rows, limit, "breaches", "--employee, --team, --from and --to"), columns, format, empty="There are none."
    )
