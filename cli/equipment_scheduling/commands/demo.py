"""`sched demo`: the example plant, imported, generated and checked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, LiteralString

import typer
from psycopg.conninfo import conninfo_to_dict
from rich.text import Text
from rich.tree import Tree

from equipment_scheduling.commands import availability, calendars, exceptions, generate, patterns, roster, show
from equipment_scheduling.commands.shared import demo_workforce
from equipment_scheduling.commands.shared.edits import waiting
from equipment_scheduling.database import Connection, Row, connect, database_url
from equipment_scheduling.dates import add_months, today
from equipment_scheduling.errors import StackError
from equipment_scheduling.files.importing import import_plant, read_plant
from equipment_scheduling.render.output import OutputFormat, console
from equipment_scheduling.runtime import stack
from equipment_scheduling.settings import Settings
from equipment_scheduling.words import counted

PAGE_KEY = "page of the example plant"
TREE = """
    select o.*
    from sched_engine.plant_overview() as o
    where o.resource_type in ('enterprise', 'site', 'area') and o.machines > 0
"""
# A machine with a planned stop ahead makes the most telling week.
MACHINE = """
    select r.resource_code, date_trunc('week', e.start_local)::date as monday
    from sched_engine.exception_overview as e
    inner join sched.resources as r on r.resource_code = e.resource_code
    inner join sched.generated_dates as g on g.resource_id = r.id
    where e.state = 'planned' and g.dates @> (e.start_local::date + 7)
    order by r.resource_type desc, e.start_local
    limit 1
"""
AROUND_THE_CLOCK = """
    select count(*) as rows, trim_scale(coalesce(sum(s.planned_hours), 0)) as hours,
        count(*) = 365 and bool_and(s.planned_hours = 24) and sum(s.planned_hours) = 8760 as ok
    from sched_oee.equipment_schedule as s
    where s.resource_code = 'UCG-DATA-01' and s.schedule_status = 'operating'
        and s.schedule_date between '2025-01-01' and '2025-12-31'
"""
CLOCK_CHANGE = """
    select count(*) as machines, trim_scale(min(d.hours)) as hours, bool_and(d.hours = %(hours)s) as ok
    from (
        select sum(s.planned_hours) filter (where s.schedule_status = 'operating') as hours
        from sched_oee.equipment_schedule as s
        inner join sched_engine.effective_time_zones(sched_engine.planned_subtree('{DET}')) as z
            on z.resource_id = s.resource_id and z.time_zone = 'America/Detroit'
        where s.schedule_date = %(day)s and s.pattern_code = '24_7'
        group by s.resource_id
        having not bool_or(s.is_exception)
    ) as d
"""
DAY_AFTER_FREEDOM_DAY = """
    select count(distinct s.resource_id) as machines,
        count(*) filter (where s.schedule_status = 'operating') as operating_rows,
        count(*) > 0 and not bool_or(s.schedule_status = 'operating') as ok
    from sched_oee.equipment_schedule as s
    where s.resource_id = any(sched_engine.planned_subtree('{DUR}')) and s.pattern_code = 'TWO_SHIFT'
        and s.schedule_date = '2025-04-28'
"""
NEXT = """\
sched resources tree DUR-PRS --depth 1      the press shop, with patterns and where they come from
sched show DUR-PRS-L1-PR01 --days 14        a press, two weeks
sched patterns list                         the library; sched patterns preview NIGHT draws one
sched holidays list --resource DET          what stops Detroit, and why
sched exceptions list                       planned stops; sched exceptions add --help
sched generate DUR --regenerate --dry-run   what a new run would change
sched availability DET --by area            planned hours, as OEE reads them
sched export availability plan.xlsx         the same for a spreadsheet"""


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(demo)


def demo(
    workforce: Annotated[
        bool, typer.Option("--workforce", help="Switch people on as well: 1,400 employees in 40 teams, with rosters.")
    ] = False,
) -> None:
    """Import the example plant, generate 2025 and twelve months from this month on, show and check the result.

    Safe to repeat: what is there already is left alone. Exit code 1 when a
    check fails."""
    began = time.perf_counter()
    with connect(autocommit=True) as connection:
        _heading("Importing the example plant and generating its plan")
        _import(connection, Settings.load().root / "examples")
        month = today(connection).replace(day=1)
        _generate(connection, date(2025, 1, 1), date(2025, 12, 31))
        _generate(connection, month, add_months(month, 12) - timedelta(days=1))
        _refresh(connection)
        if workforce:
            demo_workforce.set_up(connection, Settings.load().root / "examples", month, _step)
        _show(connection, month)
        if workforce:
            _show_team(connection, month)
        _heading("Checks")
        good = [_check(*result) for result in _checks(connection)]
        _heading("Where it is (the first opens in a browser)")
        _where(connection)
    _heading("Next (in a checkout, sched is .venv/bin/sched)")
    console().print(NEXT, markup=False)
    if workforce:
        console().print(demo_workforce.NEXT, markup=False)
    print(f"\nAll of this took {time.perf_counter() - began:.1f} s.")
    if not all(good):
        raise typer.Exit(1)


def _import(connection: Connection, folder: Path) -> None:
    with _step("patterns.csv") as done, connection.transaction():
        outcomes = [row["outcome"] for row in patterns.import_file(connection, folder / "patterns.csv", True)]
        done += [f"{outcomes.count(kind)} {kind}" for kind in ("created", "replaced", "unchanged")]
    with _step("calendars.csv") as done, connection.transaction():
        rows = calendars.import_file(connection, folder / "calendars.csv")
        done += [f"{sum(row[key] for row in rows)} {key}" for key in ("added", "changed", "removed", "unchanged")]
    with _step("plant.csv") as done, connection.transaction():
        counts = import_plant(connection, read_plant(connection, folder / "plant.csv"))
        done += [f"{counts[key]} {key}" for key in ("inserted", "updated", "unchanged")]
    with _step("exceptions.csv") as done, connection.transaction():
        row = exceptions.import_file(connection, folder / "exceptions.csv")
        done += [f"{row[key]} {key}" for key in ("added", "unchanged")]


def _refresh(connection: Connection) -> None:
    """Apply large edits of an earlier demo's plant that still wait."""
    if edits := waiting(connection):
        with _step("refresh") as done:
            while connection.execute("select * from sched_engine.refresh_next(500)").fetchone():
                pass
            done.append(f"{counted(edits, 'edit')} applied")


def _generate(connection: Connection, first: date, last: date) -> None:
    run = generate.prepare(connection, [], first, last)
    with _step(f"{first} to {last}") as done:
        counts = generate.carry_out(connection, run).counts
        done += [f"{counted(counts[key], 'row')} {key}" for key in generate.COUNTS]
        if speed := run.summary()["rows_per_second"]:
            done.append(f"{counted(len(run.ids), 'machine')}, {speed:,} rows a second")


@contextmanager
def _step(name: str) -> Iterator[list[str]]:
    """Print what was done under this name (counts of nothing left out), and how long it took."""
    done: list[str] = []
    began = time.perf_counter()
    yield done
    seconds = time.perf_counter() - began
    text = ", ".join(part for part in done if not part.startswith("0 ")) or "nothing to do"
    console().print(f"{name:<26}{seconds:5.1f} s   {text}", markup=False)


def _show(connection: Connection, month: date) -> None:
    """The tree, one machine's week, and the availability of the coming month."""
    _heading("The plant: sites and areas, with their machines")
    console().print(_tree(connection.execute(TREE).fetchall()))
    machine = connection.execute(MACHINE).fetchone() or {"resource_code": "DUR-PRS-L1-PR01", "monday": month}
    _heading("A machine's week")
    show.draw_machine(connection, machine["resource_code"], machine["monday"], 7)
    first = add_months(month, 1)
    _heading(f"Availability by site, {first:%B %Y}")
    last = add_months(month, 2) - timedelta(days=1)
    availability.by_level(connection, [], first, last, availability.Level.SITE)


def _show_team(connection: Connection, month: date) -> None:
    """A week of people at the beginning of the coming month; of an example plant that was changed, nothing."""
    first = add_months(month, 1)
    found = connection.execute(
        "select t.id from sched.emp_teams as t where t.team_code = %s", [demo_workforce.TEAM]
    ).fetchone()
    if found is not None:
        _heading("A team's week")
        monday = demo_workforce.first_monday(first)
        roster.draw_team(connection, found["id"], monday, 1, False, OutputFormat.TABLE)
        _heading("Where most people are missing in that week")
        demo_workforce.show_worst(connection, monday, _say)
        _heading("Where rosters break work rules in that week")
        demo_workforce.show_breaches(connection, monday, _say)
        _heading("What the optimizer would do about the worst week")
        demo_workforce.close_gaps(connection, monday, _say)


def _say(line: str) -> None:
    console().print(line, markup=False)


def _tree(rows: list[Row]) -> Tree:
    root = Tree("", hide_root=True, guide_style="dim")
    nodes: dict[str | None, Tree] = {}
    for row in rows:
        label = Text.assemble((row["resource_code"], "bold"), f"  {row['resource_name']}  ")
        label.append(counted(row["machines"], "machine"), "green")
        if row["time_zone_from"] is None:
            label.append(f"  {row['time_zone']}", "cyan")
        if row["pattern_code"] and row["pattern_from"] is None:
            label.append(f"  {row['pattern_code']}", "yellow")
        nodes[row["resource_code"]] = nodes.get(row["parent_code"], root).add(label)
    return root


def _checks(connection: Connection) -> Iterator[tuple[str, Row]]:
    """What must be true of the plan of 2025, and what is."""
    yield "24/7 in UTC, 2025: 365 rows of 24 h, 8760 h", _one(connection, AROUND_THE_CLOCK, {})
    for day, hours in ((date(2025, 3, 9), 23), (date(2025, 11, 2), 25)):
        found = _one(connection, CLOCK_CHANGE, {"day": day, "hours": hours})
        yield f"24/7 in Detroit, {day}, the clocks change: {hours} h", found
    yield (
        "Two-Shift in Durban, 2025-04-28, a holiday: no operating row",
        _one(connection, DAY_AFTER_FREEDOM_DAY, {}),
    )


def _one(connection: Connection, query: LiteralString, parameters: dict[str, object]) -> Row:
    row = connection.execute(query, parameters).fetchone()
    assert row is not None
    return row


def _check(claim: str, found: Row) -> bool:
    good = bool(found["ok"])
    facts = ", ".join(f"{value} {key.replace('_', ' ')}" for key, value in found.items() if key != "ok")
    line = Text("ok      " if good else "FAILED  ", style="green" if good else "bold red")
    console().print(line.append(claim, "default").append(f"   ({facts})", "dim"))
    return good


def _page(connection: Connection, gateway: str) -> str:
    """The address of the planner's page, with a new key for it, which an earlier one gives way to."""
    with connection.transaction():
        connection.execute(
            "select sched_http.revoke_api_key(k.key_name) from sched.api_keys as k"
            " where k.key_name = %(name)s and k.revoked_at is null",
            {"name": PAGE_KEY},
        )
        row = connection.execute(
            "select sched_http.create_api_key(%(name)s, 'sched_admin', p_expires_at => now() + interval '30 days')"
            " as key",
            {"name": PAGE_KEY},
        ).fetchone()
    assert row is not None
    return f"{gateway}/#key={row['key']}"


def _where(connection: Connection) -> None:
    """The page, the database without its password, and the API."""
    place = conninfo_to_dict(database_url())
    page = api = "not running; start it with: sched up"
    with suppress(StackError):
        gateway = stack.api_url(Settings.load())
        page, api = _page(connection, gateway), f"{gateway}/api/v1/"
    database = f"{place.get('dbname')} at {place.get('host', 'the local socket')}:{place.get('port', 5432)}"
    lines = {
        "The plan": page,
        "Database": f"{database}; sched db url prints its address, sched db psql opens it",
        "Views for OEE": "schema sched_oee: select * from sched_oee.daily_availability",
        "API": api,
    }
    for name, text in lines.items():
        console().print(f"{name:<16}{text}", markup=False)


def _heading(text: str) -> None:
    console().print(f"\n{text}", style="bold cyan", markup=False)
