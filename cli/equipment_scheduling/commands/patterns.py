"""`sched patterns`: the library of operating patterns."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import complete_patterns
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.commands.shared.importing import import_table
from equipment_scheduling.database import Connection, Row, connect, jsonb
from equipment_scheduling.dates import local_date, read_date
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.render import timeline
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.render.pattern_rules import describe, read_rules
from equipment_scheduling.words import counted

patterns = typer.Typer(help="Operating patterns: shifts and breaks over a cycle of days.", no_args_is_help=True)
CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="Code of the pattern.", autocompletion=complete_patterns)
]

LIST = """
    select p.pattern_code, p.pattern_name, p.pattern_type, p.cycle_days, p.weekly_hours,
        p.is_system_pattern as built_in, count(a.*) as assignments
    from sched.operating_patterns as p
    inner join sched_engine.offered_patterns as o on o.id = p.id
    left join sched.resource_pattern_assignments as a on a.pattern_id = p.id
    where p.is_visible or %(all)s
    group by p.id
    order by p.is_system_pattern desc, p.pattern_code
"""
RULES = """
    select r.cycle_day, to_char(r.start_time, 'HH24:MI') as start_time,
        to_char(r.end_time, 'HH24:MI') as end_time, r.is_operating, r.shift_code
    from sched.pattern_rules as r
    where r.pattern_id = %s
    order by r.cycle_day, r.start_time, r.is_operating desc
"""
STRETCHES = """
    select x.start_time as start, x.end_time as end, x.shift_code, x.schedule_date
    from sched_engine.expand_pattern(sched_engine.pattern_id(%s), %s, %s, %s) as x
    where x.is_operating
"""
IMPORT = "select * from sched_engine.import_patterns(%s, %s)"


def register(app: typer.Typer) -> None:
    """Add `sched patterns` to the application."""
    app.add_typer(patterns, name="patterns")


@patterns.command("list")
def list_patterns(
    all: Annotated[bool, typer.Option("--all", help="Include hidden patterns.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the patterns with their hours per week."""
    with connect() as connection:
        rows = connection.execute(LIST, {"all": all}).fetchall()
    columns: list[str | Column] = [
        Column("pattern_code", "code"),
        Column("pattern_name", "name"),
        Column("pattern_type", "type"),
        "cycle_days",
        Column("weekly_hours", "hours/week"),
        "built_in",
        "assignments",
    ]
    render(rows, columns, format)


@patterns.command()
def show(code: CodeArgument, format: FormatOption = OutputFormat.TABLE) -> None:
    """Show the shifts and breaks of a pattern; JSON and CSV have one row for each rule."""
    with connect() as connection:
        pattern = _pattern(connection, code)
        rules = connection.execute(RULES, [pattern["id"]]).fetchall()
    if format is not OutputFormat.TABLE:
        render(
            rows=rules,
            columns=["cycle_day", "start_time", "end_time", "is_operating", "shift_code"],
            fmt=format,
        )
        return
    screen = console()
    hours = f"{pattern['weekly_hours']:f}".rstrip("0").rstrip(".")
    screen.print(f"{code}  {pattern['pattern_name']}", style="bold")
    cycle = counted(pattern["cycle_days"], "day")
    screen.print(f"{hours} h a week, cycle of {cycle} from {pattern['anchor_date']:%A %Y-%m-%d}")
    if behind := pattern["configuration"].get("teams"):
        screen.print(f"{counted(len(behind), 'team')}, so many days behind: {', '.join(map(str, behind))}")
    rows = [{"days": days, "shifts": shifts} for days, shifts in describe(rules, pattern["cycle_days"])]
    render(rows, empty="It has no shifts.")


@patterns.command()
def preview(
    code: CodeArgument,
    zone: Annotated[str, typer.Option(metavar="ZONE", help="IANA time zone.")] = "UTC",
    first: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First day; default: today."),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(min=1, max=400, metavar="NUMBER", help="How many days; default: one cycle, at least a week."),
    ] = None,
) -> None:
    """Draw a pattern in a time zone, without holidays and exceptions."""
    clock = timeline.zone(zone)
    with connect() as connection:
        pattern = _pattern(connection, code)
        start = first or local_date(connection, zone)
        count = days or max(7, pattern["cycle_days"])
        last = start + timedelta(days=count)
        rows = connection.execute(STRETCHES, [code, zone, start - timedelta(days=1), last]).fetchall()
    plan = timeline.days([timeline.Stretch(**row) for row in rows], clock, start, count, lambda day: True)
    screen = console()
    screen.print(f"{code}  {pattern['pattern_name']}, {zone}, from {start}", style="bold")
    screen.print(timeline.table(plan, screen.width))
    screen.print(timeline.legend(plan))


@patterns.command()
def create(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Code of the new pattern.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the pattern; default: its code.")] = None,
    cycle_days: Annotated[int, typer.Option(min=1, max=366, metavar="NUMBER", help="Length of the cycle in days.")] = 7,
    rule: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help='A shift: "Mon-Fri 06:00-14:00 D" or "0-3,7 06:00-18:00 D".'),
    ] = None,
    break_: Annotated[
        list[str] | None, typer.Option("--break", metavar="RULE", help='A break: "Mon-Fri 10:00-10:15".')
    ] = None,
    anchor: Annotated[
        date | None,
        typer.Option(parser=read_date, metavar="DATE", help="A date that is day 0; default: a Sunday, 2000-01-02."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV or xlsx with a row for each rule, of one or many patterns."),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="With --file: change patterns that exist.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --file: only say what would be done.")] = False,
) -> None:
    """Create a pattern from rules, or patterns from a file.

    Times are local wall time; an end that is not after the start is on the
    next day, and 00:00-24:00 is the whole day. Days are weekdays, or days of
    the cycle counted from 0 (Sunday in a weekly pattern). A break belongs to
    the day on which it is taken."""
    if (code is None) == (file is None) or (file and (rule or break_)):
        raise RefusedError("Give either a code with rules, or a file", hint="see sched patterns create --help")
    if dry_run and file is None:
        raise typer.BadParameter("only files can be tried out: give --file, or leave out --dry-run")
    with connect() as connection:
        if file is not None:
            _import(connection, file, replace, dry_run)
            return
        rules = read_rules(rule or [], break_ or [], cycle_days)
        connection.execute(
            "select sched_engine.create_pattern(%s, %s, %s, %s, %s)",
            [code, name or code, jsonb(rules), cycle_days, anchor],
        )
        print(f"Created pattern {code}: {_weekly_hours(connection, str(code))} h a week")


@patterns.command()
def copy(
    source: Annotated[
        str,
        typer.Argument(metavar="FROM", help="Code of the pattern to copy.", autocompletion=complete_patterns),
    ],
    target: Annotated[str, typer.Argument(metavar="TO", help="Code of the copy.")],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the copy.")] = None,
) -> None:
    """Copy a pattern; the copy of a built-in one can be changed."""
    with connect() as connection:
        connection.execute(
            "select sched_engine.copy_pattern(sched_engine.pattern_id(%s), %s, %s)", [source, target, name]
        )
        print(f"Copied {source} to {target}: {_weekly_hours(connection, target)} h a week")


def import_file(connection: Connection, file: Path, replace: bool = False) -> list[Row]:
    """Create the patterns of a file; what became of each of them."""
    return import_table(connection, file, IMPORT, replace, kind="patterns")


def _import(connection: Connection, file: Path, replace: bool, dry_run: bool) -> None:
    rows = import_file(connection, file, replace)
    render(rows, ["pattern_code", "rules", Column("outcome", style="bold")])
    kinds = [row["outcome"] for row in rows]
    counts = (f"{kinds.count(kind)} {kind}" for kind in ("created", "replaced", "unchanged"))
    told = f"{counted(len(rows), 'pattern')}: {', '.join(counts)}"
    if dry_run:
        connection.rollback()
        print(f"Nothing was written. It would be: {told}")
    else:
        commit_edit(connection, told)


def _pattern(connection: Connection, code: str) -> Row:
    query = "select p.* from sched.operating_patterns as p where p.id = sched_engine.pattern_id(%s)"
    row = connection.execute(query, [code]).fetchone()
    assert row is not None
    return row


def _weekly_hours(connection: Connection, code: str) -> str:
    return f"{_pattern(connection, code)['weekly_hours']:f}".rstrip("0").rstrip(".")
