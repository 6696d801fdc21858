"""`sched show`: a machine's plan at a glance."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument
from equipment_scheduling.commands.shared.edits import warn_of_waiting
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.dates import read_date
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.render import timeline
from equipment_scheduling.render.output import FormatOption, OutputFormat, console, render
from equipment_scheduling.words import counted

HEAD = """
    select r.id, r.resource_code, r.resource_name, r.requires_scheduling and r.is_active as is_scheduled,
        z.time_zone, sched_engine.current_instant() at time zone z.time_zone as now,
        coalesce(g.dates, '{}') as generated,
        array(
            select c.calendar_code::text
            from sched_engine.effective_calendars(array[r.id]) as k
            cross join unnest(k.calendar_ids) with ordinality as u (id, priority)
            inner join sched.holiday_calendars as c on c.id = u.id
            order by u.priority
        ) as calendars,
        (
            select format('none: the default calendar %%s is for %%s, the time zone is in %%s',
                a.calendar_code, a.calendar_country, a.zone_country)
            from sched_engine.machines_abroad(array[r.id]) as a
        ) as abroad,
        cardinality(sched_engine.planned_subtree(array[%(code)s])) as machines
    from sched.resources as r
    cross join sched_engine.effective_time_zones(array[r.id]) as z
    left join sched.generated_dates as g on g.resource_id = r.id
    where r.id = sched_engine.resource_id(%(code)s)
"""
PATTERNS = """
    select p.pattern_code, r.resource_code as inherited_from
    from sched_engine.effective_patterns(array[%(id)s]::bigint[], %(first)s, %(last)s) as e
    inner join sched.operating_patterns as p on p.id = e.pattern_id
    left join sched.resources as r on r.id = e.inherited_from
    order by e.valid
"""
PLAN = "select s.* from sched_engine.stored_plan(array[%s]::bigint[], %s, %s) as s"
LISTED = (
    "schedule_date",
    "shift_code",
    "schedule_status",
    "capacity_percent",
    "hours",
    "local_start",
    "local_end",
    "time_zone",
    "planned_start_time",
    "planned_end_time",
    "pattern_code",
    "reason",
)


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(show)


def show(
    resource: ResourceArgument,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First day; default: today in its time zone."),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, metavar="NUMBER", help="How many days.")] = 7,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Draw the generated plan of a machine, a line for each calendar day, in its time zone.

    JSON and CSV have a row for each stretch of these business dates."""
    with connect() as connection:
        head = _head(connection, resource)
        start = first or head["now"].date()
        last = start + timedelta(days=days - 1)
        warn_of_waiting(connection, [resource], start, last)
        if format is OutputFormat.TABLE:
            draw(connection, head, start, days)
        else:
            rows = connection.execute(PLAN, [head["id"], start, last]).fetchall()
            render(rows, LISTED, format)


def draw_machine(connection: Connection, code: str, start: date, count: int) -> None:
    """Draw the plan of the machine with this code."""
    draw(connection, _head(connection, code), start, count)


def draw(connection: Connection, head: Row, start: date, count: int) -> None:
    """Print the timeline of a machine under a heading that says what it follows."""
    last = start + timedelta(days=count - 1)
    rows = connection.execute(PLAN, [head["id"], start - timedelta(days=2), last]).fetchall()
    plan = timeline.days(
        [_stretch(row) for row in rows],
        timeline.zone(head["time_zone"]),
        start,
        count,
        lambda day: any(day in span for span in head["generated"]),
    )
    screen = console()
    screen.print(f"{head['resource_code']}  {head['resource_name']}", style="bold", markup=False)
    screen.print(_follows(connection, head, start, last), style="dim", markup=False)
    screen.print(timeline.table(plan, screen.width, head["now"].date()))
    screen.print(timeline.legend(plan))
    _sum_up(head, rows, plan)


def _sum_up(head: Row, rows: list[Row], plan: list[timeline.Day]) -> None:
    """Hours of these days, and of the shifts that start on them: a night shift belongs to its start."""
    screen, indent, shown = console(), " " * 12, {day.day for day in plan}
    drawn = sum((day.operating for day in plan), timedelta())
    shifts = [row for row in rows if row["schedule_status"] == "operating" and row["schedule_date"] in shown]
    planned = sum((row["planned_end_time"] - row["planned_start_time"] for row in shifts), timedelta())
    days = "this day" if len(plan) == 1 else f"these {len(plan)} days"
    text = f"{indent}{timeline.hours(drawn)} operating on {days}"
    if planned != drawn:
        text += f"; {timeline.hours(planned)} in the shifts that start {'then' if len(plan) == 1 else 'on them'}"
    screen.print(text, style="dim")
    if missing := [day.day for day in plan if timeline.State.NOT_GENERATED in day.quarters]:
        command = f"sched generate {head['resource_code']} --from {missing[0]} --to {missing[-1]}"
        screen.print(f"{indent}Not generated yet: {command}", markup=False)


def _head(connection: Connection, code: str) -> Row:
    head = connection.execute(HEAD, {"code": code}).fetchone()
    assert head is not None
    if not head["is_scheduled"] and not head["generated"]:
        raise RefusedError(
            f"{code} is not scheduled itself",
            detail=f"{counted(head['machines'], 'scheduled machine is', 'scheduled machines are')} below it",
            hint="show one of them; sched resources tree lists them",
        )
    return head


def _follows(connection: Connection, head: Row, start: date, last: date) -> str:
    """Clock, dates, patterns and calendars in one line."""
    query = {"id": head["id"], "first": start, "last": last}
    patterns = [
        row["pattern_code"] + (f" (from {row['inherited_from']})" if row["inherited_from"] else "")
        for row in connection.execute(PATTERNS, query).fetchall()
    ]
    return " · ".join(
        [
            f"{start} to {last}",
            f"{head['time_zone']}, now {head['now']:%H:%M}",
            " then ".join(dict.fromkeys(patterns)) or "no pattern",
            f"holidays {', then '.join(head['calendars']) or head['abroad'] or 'none'}",
        ]
    )


def _stretch(row: Row) -> timeline.Stretch:
    return timeline.Stretch(
        start=row["planned_start_time"],
        end=row["planned_end_time"],
        status=row["schedule_status"],
        capacity_percent=row["capacity_percent"],
        shift_code=row["shift_code"],
        schedule_date=row["schedule_date"],
        reason=row["reason"],
        has_pattern=row["pattern_code"] is not None,
    )
