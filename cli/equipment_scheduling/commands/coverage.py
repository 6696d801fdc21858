"""`sched coverage`: whether enough people are there while machines run, where some are missing, and why."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument, complete_resources
from equipment_scheduling.commands.shared.workforce import LimitOption, cut, workforce
from equipment_scheduling.database import Connection, Row
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.writing import report, write_file
from equipment_scheduling.render import help
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, data_output, render
from equipment_scheduling.words import counted

coverage = typer.Typer(
    cls=help.leaving_out("show"),
    help="Whether enough people are there while machines run, and why not.",
    no_args_is_help=True,
)

HEAD = """
    select r.id, r.resource_code, r.resource_name, z.time_zone,
        sched_engine.current_instant() at time zone z.time_zone as now,
        (
            select count(*) from sched.emp_requirements as q
            inner join sched.resources as a on a.id = q.resource_id
            where a.path_ids @> array[r.id]
        ) as requirements,
        (
            select count(*) from sched.emp_requirements as q
            where q.resource_id = any(r.path_ids) and q.resource_id <> r.id
        ) as above
    from sched.resources as r
    cross join lateral sched_engine.effective_time_zones(array[r.id]) as z
    where r.id = sched_engine.resource_id(%s)
"""
COVERAGE = """
    select c.requirement_id, r.resource_code, c.schedule_date, c.start_time, c.end_time,
        c.start_time at time zone z.time_zone as local_start, c.end_time at time zone z.time_zone as local_end,
        c.required, c.present, c.missing, c.surplus,
        trim_scale(c.missing * sched_engine.hours(c.start_time, c.end_time)) as missing_hours
    from sched_engine.coverage(array[%(id)s]::bigint[], %(first)s, %(last)s) as c
    inner join sched.resources as r on r.id = c.resource_id
    cross join lateral sched_engine.effective_time_zones(array[%(id)s]::bigint[]) as z
    order by r.hierarchy_path, c.requirement_id, c.start_time
"""
# When machines at and below it operate: stretches in which one does, as one.
SHIFTS = """
    select s.schedule_date, s.shift_code, lower(t.part) as start_time, upper(t.part) as end_time,
        (extract(epoch from (lower(t.part) at time zone z.time_zone)::time) / 60)::integer as begins
    from (
        select e.schedule_date, e.shift_code, range_agg(tstzrange(e.planned_start_time, e.planned_end_time)) as times
        from sched.equipment_schedules as e
        inner join sched.resources as m on m.id = e.resource_id and m.path_ids @> array[%(id)s]::bigint[]
        where e.schedule_date between %(first)s and %(last)s and e.schedule_status = 'operating'
        group by e.schedule_date, e.shift_code
    ) as s
    cross join lateral unnest(s.times) as t (part)
    cross join lateral sched_engine.effective_time_zones(array[%(id)s]::bigint[]) as z
    order by s.schedule_date, s.shift_code, t.part
"""
GAPS = """
    select g.requirement_id, r.resource_code, g.schedule_date, q.shift_code, q.min_level::text as min_level,
        p.position_code, g.start_time at time zone z.time_zone as local_start,
        g.end_time at time zone z.time_zone as local_end, z.time_zone, g.start_time, g.end_time,
        g.required, g.present, g.required - g.present as missing,
        trim_scale((g.required - g.present) * sched_engine.hours(g.start_time, g.end_time)) as missing_hours,
        g.opened_at
    from sched.emp_coverage_gaps as g
    inner join sched.emp_requirements as q on q.id = g.requirement_id
    inner join sched.resources as r on r.id = g.resource_id
    inner join sched_engine.effective_time_zones(array(
        select i.resource_id from sched.emp_requirements as i
    )) as z on z.resource_id = g.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    where (%(at)s::text is null or r.path_ids @> array[sched_engine.resource_id(%(at)s)])
        and g.schedule_date
            >= coalesce(%(first)s::date, (sched_engine.current_instant() at time zone z.time_zone)::date)
        and g.schedule_date <= coalesce(%(last)s::date, 'infinity')
    order by g.start_time, r.hierarchy_path, g.requirement_id
    limit %(limit)s
"""
WAITING = "select count(*) as edits from sched.emp_stale_coverage as s"
EXPLAIN = """
    with target as materialized (select sched_engine.resource_id(%(resource)s) as id)
    select sched_engine.explain_coverage(t.id, case
        when %(at)s::text is null then sched_engine.current_instant()
        else sched_engine.resource_instant(t.id, %(at)s)
    end) as told
    from target as t
"""
STRETCHES = (
    "resource_code", "requirement_id", "schedule_date", "local_start", "local_end", "start_time", "end_time",
    "required", "present", "missing", "surplus", "missing_hours",
)  # fmt: skip
GAP_COLUMNS: list[str | Column] = [
    Column("resource_code", "at", "cyan"),
    Column("schedule_date", "date"),
    Column("local_start", "from"),
    Column("local_end", "to"),
    Column("missing", style="bold red"),
    "present",
    "required",
    Column("missing_hours", "hours"),
    Column("shift_code", "shift"),
    Column("min_level", "level"),
    Column("position_code", "position"),
    Column("requirement_id", "requirement"),
]
GAP_KEYS = (
    "resource_code", "requirement_id", "schedule_date", "shift_code", "min_level", "position_code", "local_start",
    "local_end", "time_zone", "start_time", "end_time", "required", "present", "missing", "missing_hours", "opened_at",
)  # fmt: skip
STYLES = {"covered": "bold green", "short": "bold red", "nobody_required": "bold"}

FirstOption = Annotated[
    date | None,
    typer.Option("--from", parser=read_date, metavar="DATE", help="First date; default: Monday of this week."),
]
DaysOption = Annotated[int, typer.Option(min=1, max=31, metavar="NUMBER", help="How many days.")]


def register(app: typer.Typer) -> None:
    """Add `sched coverage` to the application."""
    app.add_typer(coverage, name="coverage")


@coverage.command()
def show(
    resource: ResourceArgument,
    first: FirstOption = None,
    days: DaysOption = 7,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show a week at a glance: people present/required in each shift of the machines; red where some are missing.

    The word show may be left out. A cell tells of the moment at which most
    are missing. Counted is what is required at the resource and below it. JSON
    and CSV have a row for each stretch and requirement."""
    from equipment_scheduling.render import coverage as drawn

    with workforce() as connection:
        head, given = _period(connection, resource, first, days)
        _warn(connection)
        rows = connection.execute(COVERAGE, given).fetchall()
        if format is not OutputFormat.TABLE:
            render(rows, STRETCHES, format)
            return
        shifts = connection.execute(SHIFTS, given).fetchall()
    screen = console()
    screen.print(f"{head['resource_code']}  {head['resource_name']}", style="bold", markup=False)
    facts = [f"{given['first']} to {given['last']}", head["time_zone"], counted(head["requirements"], "requirement")]
    screen.print(" · ".join(facts), style="dim", markup=False)
    if not head["requirements"]:
        more = f"; {counted(head['above'], 'requirement')} above it: sched coverage explain" if head["above"] else ""
        screen.print(f"Nobody is required here or below it{more}.", style="dim", markup=False)
        return
    if not shifts:
        screen.print("No machine is planned to operate then.", style="dim")
        return
    dates = [given["first"] + timedelta(days=number) for number in range(days)]
    screen.print(drawn.grid(drawn.lines(shifts, rows), dates, head["now"].date()))
    screen.print("present/required when most are missing   · nobody is required", style="dim")


def _period(connection: Connection, resource: str, first: date | None, days: int) -> tuple[Row, Row]:
    """The resource, and the parameters of the queries."""
    head = connection.execute(HEAD, [resource]).fetchone()
    assert head is not None
    start = first or head["now"].date() - timedelta(days=head["now"].weekday())
    return head, {"id": head["id"], "first": start, "last": start + timedelta(days=days - 1)}


def _warn(connection: Connection) -> None:
    row = connection.execute(WAITING).fetchone()
    if row and row["edits"]:
        print("Warning: an edit has not reached the gaps yet; the relay applies it.", file=sys.stderr)


@coverage.command()
def gaps(
    resource: Annotated[
        str | None,
        typer.Argument(metavar="[RESOURCE]", help="Only at this and below it.", autocompletion=complete_resources),
    ] = None,
    first: Annotated[
        date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First date; default: today.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=read_date, metavar="DATE", help="Last date, included.")
    ] = None,
    limit: LimitOption = 100,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List where people are missing, as it is stored: on the dates for which rosters were generated."""
    with workforce() as connection:
        _warn(connection)
        given = {"at": resource, "first": first, "last": last, "limit": limit + 1}
        rows = cut(connection.execute(GAPS, given).fetchall(), limit, "gaps", "RESOURCE, --from and --to")
    render(rows, GAP_COLUMNS if format is OutputFormat.TABLE else GAP_KEYS, format, empty="Nobody is missing.")


@coverage.command()
def explain(
    resource: ResourceArgument,
    at: Annotated[
        str | None,
        typer.Argument(metavar="[TIME]", help='Local "2026-12-01 10:00", or with an offset; default: now.'),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say how many people are required at a moment and why, who is counted, and why others are not.

    Of requirements at the resource, above it and below it. CSV lists the
    requirements only."""
    with workforce() as connection:
        row = connection.execute(EXPLAIN, {"resource": resource, "at": at}).fetchone()
    assert row is not None
    told: dict[str, Any] = row["told"]
    if format is OutputFormat.JSON:
        print(json.dumps(told, indent=2, ensure_ascii=False), file=data_output())
    elif format is OutputFormat.CSV:
        keys = ("requirement_id", "resource_code", "why", "schedule_date", "required", "present", "missing", "surplus")
        render([{key: one[key] for key in keys} for one in told["requirements"]], keys, format)
    else:
        _tell(told)


def _tell(told: dict[str, Any]) -> None:
    screen = console()
    verdict = told["verdict"]
    screen.print(f"{told['resource_code']} at {told['local_time']} ({told['time_zone']})", style="bold", markup=False)
    screen.print(verdict["why"], style=STYLES[verdict["status"]], markup=False)
    if told["pending"]:
        screen.print("An edit that may change it waits to be applied.", style="yellow")
    for one in told["requirements"]:
        screen.print()
        style = "red" if one["missing"] else "green"
        spare = f", {one['surplus']} to spare" if one["surplus"] else ""
        screen.print(f"{one['resource_code']}: {one['present']} of {one['required']}{spare}", style=style, markup=False)
        screen.print(f"  {one['why']}", markup=False)
        if one["counted"]:
            screen.print(f"  Counted: {', '.join(who['employee_number'] for who in one['counted'])}", markup=False)
        for who in one["not_counted"] or []:
            screen.print(f"  {who['why']}", style="dim", markup=False)


@coverage.command()
def excel(
    resource: ResourceArgument,
    first: FirstOption = None,
    days: DaysOption = 7,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write; -: standard output.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write what show shows as an Excel workbook, with a sheet of every stretch to filter."""
    from equipment_scheduling.files.coverage_book import Week, write_coverage
    from equipment_scheduling.render import coverage as drawn

    with workforce() as connection:
        head, given = _period(connection, resource, first, days)
        _warn(connection)
        rows: Sequence[Row] = connection.execute(COVERAGE, given).fetchall()
        lines = drawn.lines(connection.execute(SHIFTS, given).fetchall(), rows)
    name = re.sub(r"[^\w.-]", "_", head["resource_code"])
    target = output or Path(f"{name}-coverage-{given['first']}.xlsx")
    if str(target) != "-" and target.suffix.lower() != ".xlsx":
        raise RefusedError(f"{target.name} does not end in .xlsx", hint="coverage is written as an Excel workbook")
    week = Week(
        head["resource_code"],
        f"{head['resource_name']} ({head['resource_code']})",
        f"{given['first']} to {given['last']} · {head['time_zone']} · present/required when most are missing",
        [given["first"] + timedelta(days=number) for number in range(days)],
        [
            (
                line.code,
                {day: (found.text, found.is_short) for day, found in line.cells.items()},
                sum(found.missing_hours for found in line.cells.values()),
            )
            for line in lines
        ],
    )
    write_file(target, lambda path: write_coverage(path, week, rows), replace=force)
    report(target, f"Wrote {counted(len(rows), 'stretch', 'stretches')} of {head['resource_code']} to {target}")
