"""`sched calendars`: holiday calendars, and who observes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.holidays import list_entries
from equipment_scheduling.commands.shared.arguments import ResourceArgument, complete_calendars
from equipment_scheduling.commands.shared.edits import commit_edit
from equipment_scheduling.commands.shared.importing import import_table
from equipment_scheduling.database import Connection, Row, connect, jsonb
from equipment_scheduling.dates import today
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.writing import asks, is_standard
from equipment_scheduling.holidays_data import calendar_entries, holiday_calendar
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.render.what_if import DryRunOption, PeriodOption, preview

calendars = typer.Typer(help="Holiday calendars, and who observes them.", no_args_is_help=True)
CodeArgument = Annotated[
    str, typer.Argument(metavar="CODE", help="Code of the calendar.", autocompletion=complete_calendars)
]

LIST = """
    select c.calendar_code, c.calendar_name, c.country_code, c.region, c.is_default,
        count(h.*) as entries, min(h.holiday_date) as first_date, max(h.holiday_date) as last_date,
        (
            select count(*) from sched.resource_calendar_assignments as a where a.calendar_id = c.id
        ) as resources
    from sched.holiday_calendars as c
    left join sched.holidays as h on h.calendar_id = c.id
    where %(code)s::text is null or c.calendar_code = %(code)s
    group by c.id
    order by c.country_code nulls first, c.calendar_code
"""
IMPORT = "select * from sched_engine.import_calendar(%s, %s, %s, %s, %s, %s)"
ASSIGN = """
    select sched_engine.assign_calendars(
        sched_engine.resource_id(%s),
        array(
            select sched_engine.calendar_id(c.code)
            from unnest(%s::text[]) with ordinality as c (code, nr)
            order by c.nr
        )
    ) as changed
"""
DEFAULT = """
    select sched_engine.set_default_calendar(
        case when %(code)s::text is not null then sched_engine.calendar_id(%(code)s) end
    ) as changed
"""
IMPORT_FILE = "select * from sched_engine.import_plant_calendars(%s)"
ENTRIES = """
    select c.calendar_code, h.holiday_date, h.holiday_name, to_char(h.start_time, 'HH24:MI') as from_time,
        to_char(h.end_time, 'HH24:MI') as to_time, not h.affects_scheduling as working
    from sched.holidays as h
    inner join sched.holiday_calendars as c on c.id = h.calendar_id
"""


def register(app: typer.Typer) -> None:
    """Add `sched calendars` to the application."""
    app.add_typer(calendars, name="calendars")


@calendars.command("list")
def list_calendars(format: FormatOption = OutputFormat.TABLE) -> None:
    """List the calendars, a plant's own first."""
    with connect() as connection:
        rows = connection.execute(LIST, {"code": None}).fetchall()
    render(rows, _columns(), format)


@calendars.command()
def show(
    code: CodeArgument,
    year: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Only this year; default: from this year on.")
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show a calendar and its entries."""
    if format is OutputFormat.TABLE:
        with connect() as connection:
            connection.execute("select sched_engine.calendar_id(%s)", [code])
            render(connection.execute(LIST, {"code": code}).fetchall(), _columns())
        console().print()
    list_entries(code, year, format)


@calendars.command("import")
def import_calendar(
    source: Annotated[
        str,
        typer.Argument(metavar="COUNTRY|FILE", help="Country (ZA, Germany), calendar code (US-MI), or a file."),
    ],
    subdivision: Annotated[
        str | None, typer.Option(metavar="NAME", help="State, province or region: MI, Michigan.")
    ] = None,
    years: Annotated[
        str | None,
        typer.Option(metavar="YEARS", help="2026, or 2026-2030; default: this year and the next nine."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only list the entries that would be added and removed.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Replace entries without asking.")] = False,
) -> None:
    """Import the public holidays of a country, or a plant's own calendars from a CSV or xlsx file.

    Safe to repeat: imported entries of those years are replaced; other
    years, and entries made by hand, stay. At a terminal it asks before it
    removes entries."""
    is_file = is_standard(Path(source)) or re.search(r"\.\w{2,4}$", source)
    if is_file and (subdivision or years):
        raise RefusedError("A file has its own years", hint="leave out --subdivision and --years")
    with connect() as connection:

        def load() -> list[Row]:
            if is_file:
                return import_file(connection, Path(source))
            return _import_country(connection, source, subdivision, _years(connection, years))

        before = _entries(connection)
        rows = load()
        after = _entries(connection)
        if dry_run or (asks(yes) and before - after):
            connection.rollback()  # nobody waits while a person thinks
            _list_changes(before, after)
            if dry_run:
                print("Nothing was written.")
                return
            typer.confirm("Import it?", abort=True)
            rows = load()
        counts = {key: sum(row[key] for row in rows) for key in ("added", "changed", "removed", "unchanged")}
        done = ", ".join(f"{count} {key}" for key, count in counts.items())
        commit_edit(connection, f"Entries of {', '.join(row['calendar_code'] for row in rows)}: {done}")


@calendars.command()
def create(
    code: CodeArgument,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name; default: the code.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166-1 code, e.g. ZA.")] = None,
    region: Annotated[
        str | None, typer.Option(metavar="CODE", help="ISO 3166-2 subdivision without the country, e.g. MI.")
    ] = None,
) -> None:
    """Create an empty calendar, for example a plant's own; fill it with sched holidays add."""
    with connect() as connection:
        connection.execute("select sched_engine.create_calendar(%s, %s, %s, %s)", [code, name or code, country, region])
    print(f"Created calendar {code}")


@calendars.command()
def assign(
    resource: ResourceArgument,
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE", help="Codes of calendars, in order of priority.", autocompletion=complete_calendars
        ),
    ],
    dry_run: DryRunOption = False,
    period: PeriodOption = None,
) -> None:
    """Assign holiday calendars to a resource and to everything below it that has none of its own.

    On each date the first of them that has an entry decides. They replace
    those it had."""
    if dry_run or period:
        with connect() as connection:
            preview(connection, period, "calendars", resource=resource, calendars=codes)
        return
    _assign(resource, codes, f"{resource} observes {', then '.join(codes)}")


@calendars.command()
def unassign(resource: ResourceArgument) -> None:
    """Make a resource inherit its calendars again."""
    _assign(resource, [], f"{resource} inherits its calendars")


@calendars.command()
def default(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE", help="Code of the calendar.", show_default=False, autocompletion=complete_calendars
        ),
    ] = None,
    none: Annotated[
        bool, typer.Option("--none", help="No calendar: no holidays unless calendars are assigned.")
    ] = False,
) -> None:
    """Choose the calendar for resources that have none, neither their own nor inherited."""
    if (code is None) != none:
        raise typer.BadParameter("give the code of a calendar, or --none", param_hint="CODE")
    done = f"{code or 'No calendar'} is the default"
    with connect() as connection:
        row = connection.execute(DEFAULT, {"code": code}).fetchone()
        commit_edit(connection, done if row and row["changed"] else f"{done} already: nothing to do")


def import_file(connection: Connection, file: Path) -> list[Row]:
    """Import a plant's calendars; what changed in each of them."""
    return import_table(connection, file, IMPORT_FILE, kind="calendars")


Entry = tuple[Any, ...]


def _entries(connection: Connection) -> set[Entry]:
    """The entries of all calendars."""
    return {tuple(row.values()) for row in connection.execute(ENTRIES)}


def _list_changes(before: set[Entry], after: set[Entry]) -> None:
    """List the entries that come and those that go; a changed one does both."""
    changes = [(*entry, "added") for entry in after - before] + [(*entry, "removed") for entry in before - after]
    columns = ("calendar_code", "holiday_date", "holiday_name", "from_time", "to_time", "working", "change")
    rows = [dict(zip(columns, change, strict=True)) for change in changes]
    rows.sort(key=lambda row: (row["calendar_code"], str(row["holiday_date"]), row["change"], row["holiday_name"]))
    render(rows, columns, empty="No entry would change.")


def _import_country(connection: Connection, country: str, subdivision: str | None, years: list[int]) -> list[Row]:
    calendar = holiday_calendar(country, subdivision)
    entries = [
        {"holiday_date": entry.date.isoformat(), "holiday_name": entry.name}
        for entry in calendar_entries(country, subdivision, years)
    ]
    rows = connection.execute(IMPORT, [*calendar, jsonb(entries), years]).fetchall()
    return [{"calendar_code": calendar.code, **row} for row in rows]


def _years(connection: Connection, text: str | None) -> list[int]:
    if text is None:
        present = today(connection).year
        return list(range(present, present + 10))
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if not first <= last < first + 100:
        raise RefusedError(f'"{text}" is not a range of years', hint="write 2026 or 2026-2030")
    return list(range(first, last + 1))


def _assign(resource: str, codes: list[str], done: str) -> None:
    with connect() as connection:
        row = connection.execute(ASSIGN, [resource, codes]).fetchone()
        changed = row is not None and row["changed"]
        commit_edit(connection, done if changed else f"{done} already: nothing to do")


def _columns() -> list[Column]:
    return [
        Column("calendar_code", "code"),
        Column("calendar_name", "name"),
        Column("country_code", "country"),
        Column("region"),
        Column("is_default", "default"),
        Column("entries"),
        Column("first_date", "first"),
        Column("last_date", "last"),
        Column("resources"),
    ]
