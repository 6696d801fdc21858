"""`sched next`: when a machine operates next, or did last."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import ResourceArgument
from equipment_scheduling.database import Row, connect
from equipment_scheduling.render.output import FormatOption, OutputFormat, console, render

NEXT = """
    with target as materialized (
        select i.id, z.time_zone, case
            when %(at)s::text is null then sched_engine.current_instant()
            else sched_engine.resource_instant(i.id, %(at)s)
        end as at
        from (select sched_engine.resource_id(%(resource)s) as id) as i
        cross join lateral sched_engine.effective_time_zones(array[i.id]) as z
    )
    select r.resource_code, a.shift_code, a.capacity_percent,
        a.start_time at time zone t.time_zone as local_start,
        a.end_time at time zone t.time_zone as local_end,
        t.time_zone, a.start_time, a.end_time, a.start_time <= t.at and a.end_time > t.at as is_running,
        round(
            extract(epoch from greatest(a.start_time - t.at, t.at - a.end_time, '0')) / 3600, 2
        ) as hours_away
    from target as t
    inner join sched.resources as r on r.id = t.id
    cross join api_v1.{direction}_available(t.id, t.at) as a
"""
COLUMNS = (
    "resource_code",
    "shift_code",
    "capacity_percent",
    "local_start",
    "local_end",
    "time_zone",
    "start_time",
    "end_time",
    "is_running",
    "hours_away",
)


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command("next")(find)


def find(
    resource: ResourceArgument,
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help='Local "2026-12-01 10:00", or with an offset; default: now.'),
    ] = None,
    previous: Annotated[bool, typer.Option("--previous", help="Show the one before instead.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show when a machine operates next: the stretch running at that time, or the next one.

    Reads the stored plan, and computes what has not been generated, up to
    10 years ahead."""
    query = NEXT.format(direction="previous" if previous else "next")
    with connect() as connection:
        rows = connection.execute(query, {"resource": resource, "at": at}).fetchall()
    if format is not OutputFormat.TABLE:
        render(rows, COLUMNS, format)
    elif rows:
        console().print(_words(rows[0]), markup=False)
    else:
        print(f"{resource} is not planned to operate within 10 years {'before' if previous else 'after'} that.")


def _words(row: Row) -> str:
    """An operating stretch in a sentence."""
    start, end = row["local_start"], row["local_end"]
    until = _time(end) if end.date() == start.date() else f"{end:%a %Y-%m-%d} {_time(end)}"
    capacity = f" at {row['capacity_percent']} %" if row["capacity_percent"] < 100 else ""
    shift = f", shift {row['shift_code']}" if row["shift_code"] else ""
    away = " (running)" if row["is_running"] else f" ({row['hours_away'].normalize():f} h away)"
    return (
        f"{row['resource_code']} operates{capacity} {start:%a %Y-%m-%d} {_time(start)} to {until}"
        f" {row['time_zone']}{shift}{away}"
    )


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
