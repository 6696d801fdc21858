"""`sched holidays`: single entries of holiday calendars."""

from __future__ import annotations

import sys
from datetime import date
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import complete_calendars, complete_resources
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.dates import read_date, today
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.render.what_if import DryRunOption, PeriodOption, preview
from equipment_scheduling.words import counted

holidays = typer.Typer(help="Entries of holiday calendars.", no_args_is_help=True)
CalendarArgument = Annotated[
    str, typer.Argument(metavar="CALENDAR", help="Code of the calendar.", autocompletion=complete_calendars)
]
DateArgument = Annotated[date, typer.Argument(metavar="DATE", parser=read_date, help="Business date.")]

OF_CALENDAR = """
    select h.holiday_date, to_char(h.holiday_date, 'Dy') as weekday, h.holiday_name,
        to_char(h.start_time, 'HH24:MI') as from_time, to_char(h.end_time, 'HH24:MI') as to_time,
        not h.affects_scheduling as working, h.source
    from sched.holidays as h
    where h.calendar_id = sched_engine.calendar_id(%(code)s) and h.holiday_date between %(first)s and %(last)s
    order by h.holiday_date, h.source desc, h.holiday_name
"""
OF_RESOURCE = """
    select h.holiday_date, to_char(h.holiday_date, 'Dy') as weekday, h.holiday_name,
        to_char(h.start_time, 'HH24:MI') as from_time, to_char(h.end_time, 'HH24:MI') as to_time,
        c.calendar_code, r.resource_code as inherited_from
    from sched_engine.effective_holidays(array[sched_engine.resource_id(%(code)s)], %(first)s, %(last)s) as h
    inner join sched.holiday_calendars as c on c.id = h.calendar_id
    left join sched.resources as r on r.id = h.inherited_from
    order by h.holiday_date, h.holiday_name
"""
IN_VAIN = """
    select f.message, f.remedy from sched_engine.lint_working_entries(%(day)s, %(day)s) as f
    where f.location = %(calendar)s
"""
ADD = "select sched_engine.add_holiday(sched_engine.calendar_id(%s), %s, %s, %s, %s, %s)"


def register(app: typer.Typer) -> None:
    """Add `sched holidays` to the application."""
    app.add_typer(holidays, name="holidays")


@holidays.command()
def add(
    calendar: CalendarArgument,
    day: DateArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name that people see.")],
    from_time: Annotated[str | None, typer.Option(metavar="HH:MM", help="Work stops at this local time.")] = None,
    to_time: Annotated[str | None, typer.Option(metavar="HH:MM", help="Work resumes at this local time.")] = None,
    working: Annotated[
        bool, typer.Option("--working", help="The plant works on this date, whatever other calendars say.")
    ] = False,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Add an entry by hand; it outweighs imported entries of its date, and imports leave it alone.

    An entry with the same date and name is replaced. A working day has no
    effect where another entry made by hand in the same calendar stops work on
    that date, such as a recurring one; a warning says so."""
    with connect() as connection:
        if dry_run or period:
            times = {"from_time": from_time, "to_time": to_time}
            words = {"calendar": calendar, "date": day.isoformat(), "name": name, "working": working}
            preview(connection, period, "holiday", **words, **times)
            return
        connection.execute(ADD, [calendar, day, name, from_time, to_time, not working])
        part = f" {from_time}-{to_time}" if from_time else ""
        commit_edit(connection, f"{calendar}: {day:%a %Y-%m-%d}{part} {name}{', worked' if working else ''}")
        if working:
            for row in connection.execute(IN_VAIN, {"calendar": calendar, "day": day}).fetchall():
                print(f"Warning: {row['message']} {row['remedy']}", file=sys.stderr)


@holidays.command()
def remove(
    calendar: CalendarArgument,
    day: DateArgument,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Only the entry with this name.")] = None,
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Remove the entries of a date.

    To work on an imported holiday, add it with --working instead: the next
    import would bring it back."""
    query = "select sched_engine.remove_holiday(sched_engine.calendar_id(%s), %s, %s) as removed"
    with connect() as connection:
        if dry_run or period:
            preview(connection, period, "remove_holiday", calendar=calendar, date=day.isoformat(), name=name)
            return
        row = connection.execute(query, [calendar, day, name]).fetchone()
        removed = counted(row["removed"] if row else 0, "entry", "entries")
        commit_edit(connection, f"{calendar}: {removed} removed on {day}")


@holidays.command("list")
def list_holidays(
    calendar: Annotated[
        str | None,
        typer.Argument(metavar="CALENDAR", help="Code of the calendar.", autocompletion=complete_calendars),
    ] = None,
    resource: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Show the holidays that stop this resource.", autocompletion=complete_resources
        ),
    ] = None,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only this year; default: from this year on.")
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the entries of a calendar, or the holidays that a resource observes."""
    if (calendar is None) == (resource is None):
        raise RefusedError("Give a calendar, or --resource", hint="see sched calendars list")
    if calendar is not None:
        list_entries(calendar, year, format)
        return
    with connect() as connection:
        rows = connection.execute(OF_RESOURCE, {"code": resource, **_period(connection, year, 1, resource)}).fetchall()
    render(rows, _columns("calendar_code", "inherited_from"), format, empty="No holidays.")


def list_entries(calendar: str, year: int | None, format: OutputFormat) -> None:
    """List the entries of one calendar."""
    with connect() as connection:
        rows = connection.execute(OF_CALENDAR, {"code": calendar, **_period(connection, year, 100)}).fetchall()
    render(rows, _columns("working", "source"), format, empty="No entries.")


def _period(connection: Connection, year: int | None, years: int, resource: str | None = None) -> dict[str, date]:
    """One year, or some years from the present one on, by the clock of the resource."""
    first = year or today(connection, [resource] if resource else []).year
    if not 1970 <= first <= 2199:
        raise RefusedError(f"{first} is not a year of the plan", hint="give one from 1970 to 2199")
    last = first if year else min(first + years - 1, 2199)
    return {"first": date(first, 1, 1), "last": date(last, 12, 31)}


def _columns(*more: str) -> list[Column]:
    first = [Column("holiday_date", "date"), Column("weekday"), Column("holiday_name", "name")]
    return [*first, Column("from_time", "from"), Column("to_time", "to"), *map(Column, more)]
