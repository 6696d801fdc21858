"""`sched roster`: who works when, at a glance and on paper; generating it, and changing single shifts."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.workforce import (
    LimitOption,
    NumberArgument,
    PreviewOption,
    TeamArgument,
    TeamOption,
    commit_roster,
    complete_employees,
    complete_teams,
    cut,
    warn_of_roster,
    workforce,
)
from equipment_scheduling.database import Connection, Row
from equipment_scheduling.dates import add_months, read_date, today
from equipment_scheduling.errors import ConflictError, NotFoundError, RefusedError
from equipment_scheduling.files.writing import report, write_file
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.words import counted

roster = typer.Typer(help="Rosters: who works when, and changes of single shifts.", no_args_is_help=True)

TARGET = """
    select
        (select t.id from sched.emp_teams as t where t.team_code = %(code)s) as team_id,
        (select e.id from sched.emp_employees as e where e.employee_number = %(code)s) as employee_id
"""
TEAM = """
    select t.id, t.team_code, t.team_name, r.resource_name as home, z.time_zone, p.pattern_code, t.cycle_offset_days,
        t.works_holidays, t.handover_minutes, t.resource_id,
        sched_engine.current_instant() at time zone z.time_zone as now
    from sched.emp_teams as t
    inner join sched.resources as r on r.id = t.resource_id
    cross join sched_engine.effective_time_zones(array[t.resource_id]) as z
    left join sched.operating_patterns as p on p.id = t.pattern_id
    where t.id = %s
"""
PERSON = """
    select e.id, e.employee_number, concat_ws(' ', e.first_name, e.last_name) as name, z.zone as time_zone,
        sched_engine.current_instant() at time zone z.zone as now, coalesce(g.dates, '{}') as generated
    from sched.emp_employees as e
    cross join sched_engine.employee_zone(
        e.id, coalesce(%(first)s, (sched_engine.current_instant() at time zone 'UTC')::date)
    ) as z (zone)
    left join sched.emp_generated_dates as g on g.employee_id = e.id
    where e.id = %(person)s
"""
TEAMS_OF = """
    select t.team_code, p.pattern_code, t.cycle_offset_days
    from sched.emp_team_assignments as a
    inner join sched.emp_teams as t on t.id = a.team_id
    left join sched.operating_patterns as p on p.id = t.pattern_id
    where a.employee_id = %s and a.is_primary and daterange(a.start_date, a.end_date, '[]') && daterange(%s, %s, '[]')
    order by a.start_date
"""
MEMBERS = """
    select e.id, e.employee_number, concat_ws(' ', e.first_name, e.last_name) as name,
        coalesce(g.dates, '{}') as generated, m.dates
    from (
        select a.employee_id, range_agg(daterange(a.start_date, a.end_date, '[]')) as dates
        from sched.emp_team_assignments as a
        where a.team_id = %(team)s and a.is_primary
            and daterange(a.start_date, a.end_date, '[]') && daterange(%(first)s, %(last)s, '[]')
        group by a.employee_id
    ) as m
    inner join sched.emp_employees as e on e.id = m.employee_id
    left join sched.emp_generated_dates as g on g.employee_id = e.id
    where e.is_active or exists (
        select from sched.emp_schedules as s
        where s.employee_id = e.id and s.schedule_date between %(first)s and %(last)s
    )
    order by e.employee_number
"""
SHOWN = "select s.* from sched_engine.roster_shown(%s::bigint[], %s, %s, %s::timestamptz) as s"
MOMENT = """
    select m.moment at time zone 'UTC' as moment, m.moment > sched_engine.current_instant() as is_ahead
    from (select sched_engine.local_instant(%(text)s, %(zone)s) as moment) as m
"""
HOLIDAYS = """
    select h.holiday_date, string_agg(distinct h.holiday_name, ', ') as name
    from sched_engine.effective_holidays(array[%s]::bigint[], %s, %s) as h
    group by h.holiday_date
    order by h.holiday_date
"""
PEOPLE = """
    select array_agg(e.id order by e.id) as ids
    from sched.emp_employees as e
    where e.is_active and (%(team)s::text is null or e.id in (
        select a.employee_id
        from sched.emp_team_assignments as a
        where a.team_id = sched_engine.team_id(%(team)s) and a.is_primary
            and daterange(a.start_date, a.end_date, '[]') && daterange(%(first)s, %(last)s, '[]')
    ))
"""
GENERATE = "select g.* from sched_engine.generate_roster(%s::bigint[], %s, %s, %s) as g"
REFRESH = "select r.* from sched_engine.refresh_next_roster(%s) as r"
LEFT = "select s.id, s.done_through from sched.emp_stale_dates as s where s.id <= coalesce(%s, s.id) order by s.id"
CHANGES = """
    select c.id, e.employee_number, c.schedule_date, c.change_kind,
        case c.change_kind
            when 'extra' then format('%%s to %%s%%s', l.start_local, l.end_local, ' (' || c.shift_code || ')')
            when 'moved' then format('%%s minutes', to_char(c.shift_minutes, 'FMSG9999'))
            when 'swap' then format('worked by %%s%%s', t.employee_number,
                case when c.returned_for_id is not null then ', in return' end)
            else ''
        end as what,
        c.change_status, c.created_at
    from sched.emp_roster_changes as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    left join sched.emp_employees as t on t.id = c.taken_by_id
    cross join lateral sched_engine.absence_times(c.employee_id, c.start_time, c.end_time) as l
    where (%(all)s or c.change_status <> 'cancelled')
        and (%(number)s::text is null or sched_engine.employee_id(%(number)s) in (c.employee_id, c.taken_by_id))
        and (%(first)s::date is null or c.schedule_date >= %(first)s)
        and (%(last)s::date is null or c.schedule_date <= %(last)s)
    order by c.schedule_date, e.employee_number, c.id
    limit %(limit)s
"""
OFFERS = """
    select o.id, e.employee_number, r.resource_code, o.schedule_date, o.shift_code,
        to_char(o.start_time at time zone z.zone, 'YYYY-MM-DD HH24:MI') as starts,
        to_char(o.end_time at time zone z.zone, 'YYYY-MM-DD HH24:MI') as ends,
        concat_ws(', ', o.min_level::text, p.position_code, 'for ' || f.employee_number) as needs,
        case
            when o.offer_status = 'approved' and c.change_status is distinct from 'approved' then 'cancelled'
            when o.offer_status in ('proposed', 'accepted') and o.start_time <= sched_engine.current_instant()
                then 'closed'
            else o.offer_status::text
        end as offer_status,
        t.employee_number as taken_by, o.returned_on
    from sched.emp_shift_offers as o
    left join sched.emp_employees as e on e.id = o.employee_id
    left join sched.emp_employees as t on t.id = o.taken_by_id
    left join sched.emp_employees as f on f.id = o.offered_to_id
    left join sched.emp_positions as p on p.id = o.position_id
    left join sched.resources as r on r.id = o.resource_id
    left join sched.emp_roster_changes as c on c.id = o.roster_change_id
    cross join lateral (
        select coalesce(
            sched_engine.nearest_zone(r.path_ids), sched_engine.employee_zone(o.employee_id, o.schedule_date)
        )
    ) as z (zone)
    where %(all)s or (o.offer_status in ('proposed', 'accepted') and o.start_time > sched_engine.current_instant())
    order by o.start_time, o.id
    limit %(limit)s
"""
OFFER = """
    select sched_engine.offer_shift(
        sched_engine.employee_id(%s), %s, case when %s::text is not null then sched_engine.employee_id(%s) end
    ) as id
"""
OFFER_OPEN = """
    select sched_engine.offer_open_shift(
        sched_engine.resource_id(%s), %s, %s, %s, %s::sched.qualification_level,
        case when %s::text is not null then sched_engine.position_id(%s) end, %s
    ) as id
"""
TAKE = "select sched_engine.take_shift(%s, sched_engine.employee_id(%s), %s)::text as status"
DECIDE = "select sched_engine.decide_offer(%s, %s)::text as status"
WITHDRAW = "select sched_engine.withdraw_offer(%s) as withdrawn"
EXTRA = "select sched_engine.add_extra_shift(sched_engine.employee_id(%s), %s, %s, %s, %s) as id"
ADD = """
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, shift_minutes)
    values (sched_engine.employee_id(%s), %s, %s, %s)
    returning id
"""
SWAP = """
    select sched_engine.swap_shifts(sched_engine.employee_id(%s), %s, sched_engine.employee_id(%s), %s) as id
"""
EFFECT = """
    select f.message
    from sched.emp_roster_changes as c
    cross join lateral sched_engine.lint_roster_changes(c.schedule_date, c.schedule_date) as f
    where f.location = c.id::text and (c.id = %(change)s or c.returned_for_id = %(change)s)
"""
CANCEL = "select sched_engine.cancel_roster_change(%s) as cancelled"
LISTED = (
    "employee_number", "schedule_date", "shift_code", "schedule_status", "hours", "local_start", "local_end",
    "time_zone", "shift_start_time", "shift_end_time", "team_code", "pattern_code", "reason",
)  # fmt: skip
AT_ONCE = 500  # people whose rosters are generated in one transaction

DateArgument = Annotated[
    date, typer.Argument(parser=read_date, metavar="DATE", help="Business date: that on which the shifts begin.")
]
DatesOption = Annotated[date | None, typer.Option("--from", parser=read_date, metavar="DATE", help="First date.")]


def register(app: typer.Typer) -> None:
    """Add `sched roster` to the application."""
    app.add_typer(roster, name="roster")


def _complete(incomplete: str) -> list[tuple[str, str]]:
    return [*complete_teams(incomplete), *complete_employees(incomplete)]


@roster.command()
def show(
    code: Annotated[
        str,
        typer.Argument(
            metavar="TEAM|EMPLOYEE", help="Code of a team, or number of an employee.", autocompletion=_complete
        ),
    ],
    first: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First day; default: Monday of this week."),
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=53, metavar="NUMBER", help="How many weeks.")] = 2,
    employee: Annotated[bool, typer.Option("--employee", help="It is the number of an employee, not a team.")] = False,
    numbers: Annotated[bool, typer.Option("--numbers", help="Of a team, show numbers and no names.")] = False,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="TIME", help='As it was known then: "2026-12-01 10:00+02:00".'),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Draw weeks of a roster: of an employee a line for each day, of a team a grid of people and days.

    JSON and CSV have a row for each stretch of a shift on these business
    dates."""
    with workforce() as connection:
        target = connection.execute(TARGET, {"code": code}).fetchone()
        assert target is not None
        if target["team_id"] is not None and target["employee_id"] is not None and not employee:
            raise ConflictError(f"{code} is a team and an employee", hint="add --employee to see the employee")
        if target["team_id"] is not None and not employee:
            draw_team(connection, target["team_id"], first, weeks, numbers, format, known_at)
        elif target["employee_id"] is not None:
            _show_person(connection, target["employee_id"], first, weeks, format, known_at)
        else:
            raise NotFoundError(
                f"There is no team with the code, and no employee with the number, {code}",
                hint="see sched teams list and sched employees list",
            )


def _moment(connection: Connection, text: str | None, zone: str) -> str | None:
    """A past moment that was typed by the clock of a zone, or with an offset: as an instant in UTC."""
    if text is None:
        return None
    row = connection.execute(MOMENT, {"text": text, "zone": zone}).fetchone()
    assert row is not None
    if row["is_ahead"]:
        raise typer.BadParameter(f"{text} is not past", param_hint="--known-at")
    return f"{row['moment']:%Y-%m-%d %H:%M:%S.%f}Z"


def _monday(now: Any) -> date:
    day: date = now.date()
    return day - timedelta(days=day.weekday())


def _show_person(
    connection: Connection, person: int, first: date | None, weeks: int, fmt: OutputFormat, known_at: str | None
) -> None:
    from equipment_scheduling.render import roster as drawn
    from equipment_scheduling.render import timeline

    head = connection.execute(PERSON, {"person": person, "first": first}).fetchone()
    assert head is not None
    start = first or _monday(head["now"])
    last = start + timedelta(days=7 * weeks - 1)
    known_at = _moment(connection, known_at, head["time_zone"])
    warn_of_roster(connection, [person], start, last)
    rows = connection.execute(SHOWN, [[person], start - timedelta(days=2), last, known_at]).fetchall()
    if fmt is not OutputFormat.TABLE:
        render([row for row in rows if row["schedule_date"] >= start], LISTED, fmt)
        return
    states = drawn.shift_states(rows)
    plan = timeline.days(
        drawn.stretches(rows, states),
        timeline.zone(head["time_zone"]),
        start,
        7 * weeks,
        lambda day: any(day in span for span in head["generated"]),
        timeline.State.FREE,
    )
    teams = [_follows(row) for row in connection.execute(TEAMS_OF, [person, start, last]).fetchall()]
    screen = console()
    screen.print(f"{head['employee_number']}  {head['name']}", style="bold", markup=False)
    facts = [f"{start} to {last}", f"{head['time_zone']}, now {head['now']:%H:%M}", ", then ".join(teams) or "no team"]
    facts += [f"as known at {known_at}"] if known_at else []
    screen.print(" · ".join(facts), style="dim", markup=False)
    screen.print(timeline.table(plan, screen.width, head["now"].date()))
    screen.print(timeline.legend(plan, {state: f"shift {code}" for code, state in states.items()}))
    worked = [row for row in rows if row["schedule_status"] == "scheduled" and row["schedule_date"] >= start]
    worked_time = sum((row["shift_end_time"] - row["shift_start_time"] for row in worked), timedelta())
    shifts = len({(row["schedule_date"], row["shift_code"], row["reason"]) for row in worked})
    indent = " " * 12
    which = f"{counted(shifts, 'shift')} that {'begins' if shifts == 1 else 'begin'} on these days"
    screen.print(f"{indent}{timeline.hours(worked_time)} in {which}", style="dim")
    if missing := [day.day for day in plan if timeline.State.NOT_GENERATED in day.quarters]:
        screen.print(
            f"{indent}Not generated yet: sched roster generate --from {missing[0]} --to {missing[-1]}", markup=False
        )


def _follows(row: Row) -> str:
    behind = f", {counted(row['cycle_offset_days'], 'day')} behind" if row["cycle_offset_days"] else ""
    return f"{row['team_code']} ({row['pattern_code'] or 'no pattern'}{behind})"


def draw_team(
    connection: Connection,
    team: int,
    first: date | None,
    weeks: int,
    numbers: bool,
    fmt: OutputFormat,
    known_at: str | None = None,
) -> None:
    """People and days of a team, from a date on (default: Monday of this week), or its rows in another format."""
    from equipment_scheduling.render import roster as drawn

    head = connection.execute(TEAM, [team]).fetchone()
    assert head is not None
    start = first or _monday(head["now"])
    last = start + timedelta(days=7 * weeks - 1)
    known_at = _moment(connection, known_at, head["time_zone"])
    people = connection.execute(MEMBERS, {"team": team, "first": start, "last": last}).fetchall()
    ids = [row["id"] for row in people]
    warn_of_roster(connection, ids, start, last)
    rows = connection.execute(SHOWN, [ids, start, last, known_at]).fetchall()
    if fmt is not OutputFormat.TABLE:
        render(rows, LISTED, fmt)
        return
    screen = console()
    screen.print(f"{head['team_code']}  {head['team_name']}", style="bold", markup=False)
    facts = [f"{start} to {last}", f"{head['home']}, {head['time_zone']}", _pattern(head)]
    facts += [counted(len(people), "person", "people")]
    facts += [f"as known at {known_at}"] if known_at else []
    screen.print(" · ".join(facts), style="dim", markup=False)
    if not people:
        screen.print("Nobody is in this team then.", style="dim")
        return
    states, lines = drawn.shift_states(rows), drawn.members(people, rows)
    for shown in drawn.chunks(start, weeks, screen.width):
        screen.print(drawn.grid(lines, shown, states, head["now"].date(), not numbers))
        screen.print()
    for row in connection.execute(HOLIDAYS, [head["resource_id"], start, last]).fetchall():
        screen.print(f"{row['holiday_date']:%a %d %b}  {row['name']}", style="dim", markup=False)
    screen.print(drawn.legend(states))
    if any(line.is_member(day) and not line.is_known(day) for line in lines for day in (start, last)):
        screen.print(
            f"Not generated yet: sched roster generate --team {head['team_code']} --from {start} --to {last}",
            markup=False,
        )


def _pattern(head: Row) -> str:
    behind = f", {counted(head['cycle_offset_days'], 'day')} behind" if head["cycle_offset_days"] else ""
    return f"{head['pattern_code'] or 'no pattern'}{behind}"


@roster.command()
def generate(
    first: Annotated[
        date | None,
        typer.Option("--from", parser=read_date, metavar="DATE", help="First date; default: the first of this month."),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option(
            "--to", parser=read_date, metavar="DATE", help="Last date, included; default: 12 months from the first."
        ),
    ] = None,
    team: TeamOption = None,
    rewrite_past: Annotated[
        bool, typer.Option("--rewrite-past", help="Also rewrite shifts that have begun, as the model says now.")
    ] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Generate the rosters of everybody who is active, or of a team.

    What is generated is kept current by itself after that. Shifts that have
    begun stay as they are; a period that is locked stays too."""
    total = {"employees": 0, "inserted": 0, "updated": 0, "deleted": 0, "unchanged": 0}
    with workforce() as connection:
        start = first or today(connection).replace(day=1)
        end = last or add_months(start, 12) - timedelta(days=1)
        row = connection.execute(PEOPLE, {"team": team, "first": start, "last": end}).fetchone()
        ids: list[int] = (row["ids"] if row else None) or []
        connection.commit()
        if not ids:
            raise NotFoundError(
                "There is nobody whose roster to generate", hint="see sched employees list and sched teams members"
            )
        for place in range(0, len(ids), AT_ONCE):
            done = connection.execute(GENERATE, [ids[place : place + AT_ONCE], start, end, rewrite_past]).fetchone()
            connection.commit()
            assert done is not None
            total = {name: number + done[name] for name, number in total.items()}
    if format is not OutputFormat.TABLE:
        render([{"first_date": start, "last_date": end, **total}], fmt=format)
        return
    people = counted(total["employees"], "employee")
    print(
        f"{people}, {start} to {end}: {total['inserted']:,} rows added, {total['updated']:,} updated, "
        f"{total['deleted']:,} removed, {total['unchanged']:,} unchanged"
    )


@roster.command()
def refresh(
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for others that make no progress.")
    ] = 10,
) -> None:
    """Apply edits that wait to the rosters; sched relay does it by itself.

    It waits for what others, such as the relay, are working on; when they
    make no progress, it says what is left and ends with exit code 5."""
    with workforce() as connection:
        connection.commit()
        last, since, before = _left(connection, None), time.monotonic(), _left(connection, None)
        while before:
            connection.execute(REFRESH, [AT_ONCE])
            connection.commit()
            left = _left(connection, max(last))
            if left != before:
                since, before = time.monotonic(), left
            elif time.monotonic() - since > wait:
                edits = counted(len(left), "edit still waits", "edits still wait")
                raise ConflictError(edits, detail="Others are working on them", hint="try again")
            else:
                time.sleep(0.1)
    print("The rosters are current" if last else "The rosters were current: nothing to do")


def _left(connection: Connection, last: int | None) -> dict[int, int]:
    """Edits that wait, up to one of them, and how far each has come."""
    rows = connection.execute(LEFT, [last]).fetchall()
    connection.commit()
    return {row["id"]: row["done_through"] for row in rows}


@roster.command()
def export(
    team: TeamArgument,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Month, as 2027-01; default: this one.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Workbook to write; default: TEAM-MONTH.xlsx.")
    ] = None,
    numbers: Annotated[bool, typer.Option("--numbers", help="Numbers only, no names.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
) -> None:
    """Write a team's month as an Excel workbook to hang on the wall.

    People down, days across, with the hours and shifts of each person; on one
    page across, A4, or A3 for more than 30 people."""
    from equipment_scheduling.files.roster_wall import write_wall

    with workforce() as connection:
        row = connection.execute("select sched_engine.team_id(%s) as id", [team]).fetchone()
        assert row is not None
        head = connection.execute(TEAM, [row["id"]]).fetchone()
        assert head is not None
        wall = _wall(connection, head, _month(month, head), numbers)
    name = re.sub(r"[^\w.-]", "_", team)
    target = output or Path(f"{name}-{wall.dates[0]:%Y-%m}.xlsx")
    if str(target) != "-" and target.suffix.lower() != ".xlsx":
        raise RefusedError(f"{target.name} does not end in .xlsx", hint="a month of a team is an Excel workbook")
    write_file(target, lambda path: write_wall(path, wall), replace=force)
    report(target, f"Wrote {wall.dates[0]:%B %Y} of {counted(len(wall.lines), 'person', 'people')} to {target}")


def _month(text: str | None, head: Row) -> date:
    if text is None:
        day: date = head["now"].date()
        return day.replace(day=1)
    if not re.fullmatch(r"\d{4}-\d\d", text):
        raise RefusedError(f'"{text}" is not a month', hint="write it as 2027-01")
    return read_date(f"{text}-01")


def _wall(connection: Connection, head: Row, first: date, numbers: bool) -> Any:
    """What the workbook shows; RefusedError when the roster has not been generated."""
    from equipment_scheduling.files.roster_wall import Line, Tile, Wall
    from equipment_scheduling.render import roster as drawn

    last = add_months(first, 1) - timedelta(days=1)
    dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    people = connection.execute(MEMBERS, {"team": head["id"], "first": first, "last": last}).fetchall()
    ids = [row["id"] for row in people]
    warn_of_roster(connection, ids, first, last)
    rows = connection.execute(SHOWN, [ids, first, last, None]).fetchall()
    members = drawn.members(people, rows)
    if not any(line.is_known(day) for line in members for day in dates):
        hint = f"run sched roster generate --team {head['team_code']} --from {first} --to {last}"
        raise RefusedError(f"The roster of {head['team_code']} for {first:%B %Y} has not been generated", hint=hint)

    def tile(day: drawn.Day) -> Tile:
        return Tile(day.text, tuple(day.codes), day.state)

    lines = [
        Line(
            line.number,
            line.name,
            {day: tile(what) for day, what in line.days.items() if what.text},
            sum((what.worked for what in line.days.values()), timedelta()) / timedelta(hours=1),
            sum(len(what.codes) for what in line.days.values()),
        )
        for line in members
    ]
    holidays = connection.execute(HOLIDAYS, [head["resource_id"], first, last]).fetchall()
    return Wall(
        head["team_code"],
        head["team_name"],
        f"{head['home']} · {head['time_zone']} · {_pattern(head)}",
        dates,
        lines,
        list(drawn.shift_states(rows)),
        {row["holiday_date"]: row["name"] for row in holidays},
        head["now"].date(),
        not numbers,
    )


@roster.command()
def extra(
    number: NumberArgument,
    start: Annotated[str, typer.Argument(metavar="START", help='First moment, by their clock: "2027-01-09 06:00".')],
    end: Annotated[str, typer.Argument(metavar="END", help="First moment after it.")],
    shift: Annotated[str | None, typer.Option(metavar="CODE", help="Shift code.")] = None,
    on: Annotated[
        date | None,
        typer.Option(
            "--date", parser=read_date, metavar="DATE", help="Date it counts for; default: on which it begins."
        ),
    ] = None,
    dry_run: PreviewOption = False,
) -> None:
    """Give somebody a shift more; of it counts what they do not work already."""
    with workforce() as connection:
        row = connection.execute(EXTRA, [number, start, end, shift, on]).fetchone()
        _tell(connection, row, f"{number} works from {start} to {end}", dry_run)


@roster.command()
def off(number: NumberArgument, day: DateArgument, dry_run: PreviewOption = False) -> None:
    """Take somebody out of the shifts that begin on a date, without an absence."""
    with workforce() as connection:
        row = connection.execute(ADD, [number, "off", day, None]).fetchone()
        _tell(connection, row, f"{number} is off on {day}", dry_run)


@roster.command()
def move(
    number: NumberArgument,
    day: DateArgument,
    later: Annotated[int, typer.Option(min=0, max=1440, metavar="MINUTES", help="So much later.")] = 0,
    earlier: Annotated[int, typer.Option(min=0, max=1440, metavar="MINUTES", help="So much earlier.")] = 0,
    dry_run: PreviewOption = False,
) -> None:
    """Move the shifts of somebody that begin on a date."""
    if bool(later) == bool(earlier):
        raise typer.BadParameter("give --later or --earlier, in minutes")
    with workforce() as connection:
        row = connection.execute(ADD, [number, "moved", day, later - earlier]).fetchone()
        how = f"{counted(later, 'minute')} later" if later else f"{counted(earlier, 'minute')} earlier"
        _tell(connection, row, f"{number} works {how} on {day}", dry_run)


@roster.command()
def swap(
    number: NumberArgument,
    day: DateArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="Number of who works it instead.", autocompletion=complete_employees)
    ],
    back: Annotated[
        date | None,
        typer.Option("--return", parser=read_date, metavar="DATE", help="Date whose shifts they take over in return."),
    ] = None,
    dry_run: PreviewOption = False,
) -> None:
    """Let somebody else work the shifts of a person that begin on a date; with --return, the other way round too."""
    with workforce() as connection:
        row = connection.execute(SWAP, [number, day, other, back]).fetchone()
        _tell(
            connection,
            row,
            f"{other} works for {number} on {day}" + (f", and {number} for {other} on {back}" if back else ""),
            dry_run,
        )


def _tell(connection: Connection, row: Row | None, done: str, dry_run: bool) -> None:
    assert row is not None
    commit_roster(connection, f"Change {row['id']}: {done}", dry_run)
    for finding in connection.execute(EFFECT, {"change": row["id"]}).fetchall():
        print(f"Warning: {finding['message']}", file=sys.stderr)


@roster.command()
def cancel(
    change: Annotated[list[int], typer.Argument(metavar="CHANGE", help="Numbers of changes, as the list has them.")],
    dry_run: PreviewOption = False,
) -> None:
    """Cancel changes: the shifts are as they were; of an exchange both halves."""
    with workforce() as connection:
        lines = []
        for number in change:
            row = connection.execute(CANCEL, [number]).fetchone()
            assert row is not None
            lines.append(f"Change {number} is cancelled{'' if row['cancelled'] else ' already'}")
        commit_roster(connection, lines, dry_run)


OfferArgument = Annotated[int, typer.Argument(metavar="OFFER", help="Number of the offer, as the list has it.")]
ReturnOption = Annotated[
    date | None,
    typer.Option("--return", parser=read_date, metavar="DATE", help="Date whose shifts the owner works in return."),
]


class Qualified(StrEnum):
    """Least level of a qualification."""

    BASIC = "basic"
    ADVANCED = "advanced"
    EXPERT = "expert"


@roster.command()
def offer(
    number: NumberArgument,
    day: DateArgument,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="NUMBER",
            help="Only to this employee; default: whoever is first.",
            autocompletion=complete_employees,
        ),
    ] = None,
) -> None:
    """Offer the shift that somebody has on a date; it stays theirs until it is taken."""
    with workforce() as connection:
        row = connection.execute(OFFER, [number, day, to, to]).fetchone()
        assert row is not None
        connection.commit()
        print(f"Offer {row['id']}: the shift of {number} on {day}{f' to {to}' if to else ''}")


@roster.command("offer-open")
def offer_open(
    resource: Annotated[str, typer.Argument(metavar="RESOURCE", help="Where it is worked.")],
    start: Annotated[str, typer.Argument(metavar="START", help='By the clock of the place: "2026-12-24 06:00".')],
    end: Annotated[str, typer.Argument(metavar="END", help="First moment no longer.")],
    shift: Annotated[str | None, typer.Option("--shift", metavar="CODE", help="Code of the shift.")] = None,
    level: Annotated[Qualified | None, typer.Option(help="Least qualification there that is needed.")] = None,
    position: Annotated[str | None, typer.Option(metavar="CODE", help="Position that is needed.")] = None,
    on: Annotated[
        date | None, typer.Option("--on", parser=read_date, metavar="DATE", help="Date it counts for.")
    ] = None,
) -> None:
    """Offer a shift that nobody has yet to those who are qualified for it."""
    with workforce() as connection:
        given = [resource, start, end, shift, level, position, position, on]
        row = connection.execute(OFFER_OPEN, given).fetchone()
        assert row is not None
        connection.commit()
        print(f"Offer {row['id']}: {resource} from {start} to {end}")


@roster.command()
def take(offer: OfferArgument, number: NumberArgument, back: ReturnOption = None) -> None:
    """Let somebody take a shift that is on offer; of several who want it the first has it."""
    with workforce() as connection:
        row = connection.execute(TAKE, [offer, number, back]).fetchone()
        assert row is not None
        waits = "" if row["status"] == "approved" else f"; it waits for: sched roster approve {offer}"
        commit_roster(connection, f"Offer {offer}: taken by {number}{waits}")


@roster.command()
def approve(
    offer: OfferArgument,
    refuse: Annotated[bool, typer.Option("--refuse", help="No: it is on offer again.")] = False,
) -> None:
    """Approve that a shift is worked by who has taken it."""
    with workforce() as connection:
        connection.execute(DECIDE, [offer, not refuse])
        commit_roster(connection, f"Offer {offer} is {'on offer again' if refuse else 'approved'}")


@roster.command()
def withdraw(offer: OfferArgument) -> None:
    """Take a shift back that is on offer: it stays with whoever has it."""
    with workforce() as connection:
        row = connection.execute(WITHDRAW, [offer]).fetchone()
        assert row is not None
        connection.commit()
        print(f"Offer {offer} is withdrawn{'' if row['withdrawn'] else ' already'}")


@roster.command()
def offers(
    all: Annotated[bool, typer.Option("--all", help="Include those that are over.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List shifts that are on offer, by the clock of the place."""
    with workforce() as connection:
        rows = connection.execute(OFFERS, {"all": all, "limit": limit + 1}).fetchall()
    columns: list[str | Column] = [
        Column("id", "offer", "bold"),
        Column("employee_number", "of"),
        Column("resource_code", "where"),
        Column("schedule_date", "date"),
        Column("shift_code", "shift"),
        Column("starts", "from"),
        Column("ends", "to"),
        "needs",
        Column("offer_status", "status", lambda value: "yellow" if value == "accepted" else ""),
        "taken_by",
        Column("returned_on", "in return"),
    ]
    render(cut(rows, limit, "offers"), columns, format, empty="Nothing is on offer.")


@roster.command()
def changes(
    employee: Annotated[
        str | None,
        typer.Option(
            "--employee", metavar="NUMBER", help="Only of or with this employee.", autocompletion=complete_employees
        ),
    ] = None,
    first: DatesOption = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=read_date, metavar="DATE", help="Last date, included.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Include those that are cancelled.")] = False,
    limit: LimitOption = 200,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List changes of the roster: extra shifts, shifts cancelled, moved or swapped."""
    given = {"number": employee, "first": first, "last": last, "all": all, "limit": limit + 1}
    with workforce() as connection:
        rows = connection.execute(CHANGES, given).fetchall()
    columns: Sequence[str | Column] = [
        Column("id", "change", "bold"),
        Column("employee_number", "number"),
        Column("schedule_date", "date"),
        Column("change_kind", "kind"),
        "what",
        Column("change_status", "status"),
        Column("created_at", "entered"),
    ]
    render(cut(rows, limit, "changes", "--employee, --from and --to"), columns, format, empty="There are none.")


@roster.command()
def explain(
    number: NumberArgument,
    at: Annotated[
        str | None,
        typer.Argument(metavar="[TIME]", help='By their clock "2026-12-01 10:00", or with an offset; default: now.'),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say why somebody works, or does not, at a moment."""
    from equipment_scheduling.commands.shared import roster_told

    with workforce() as connection:
        roster_told.explain(connection, number, at, format)


@roster.command()
def feed(
    employee: Annotated[
        str | None,
        typer.Option("--employee", metavar="NUMBER", help="Only of this employee.", autocompletion=complete_employees),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="POSITION", help="After this position; default: from the beginning.")
    ] = None,
    first: DatesOption = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=read_date, metavar="DATE", help="Last date, included.")
    ] = None,
    limit: LimitOption = 100,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List how rosters have changed, in order: each date with its shifts before and after, why and by whom."""
    from equipment_scheduling.commands.shared import roster_told

    with workforce() as connection:
        roster_told.feed(
            connection, {"number": employee, "since": since, "first": first, "last": last, "limit": limit}, format
        )
