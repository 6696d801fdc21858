"""Why somebody works or does not, and how a roster has changed: for `sched roster explain` and `sched roster feed`."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from equipment_scheduling.database import Connection, Row
from equipment_scheduling.render.output import Column, OutputFormat, console, data_output, render
from equipment_scheduling.words import counted

Json = dict[str, Any]

EXPLAIN = """
    with target as materialized (select sched_engine.employee_id(%(number)s) as id)
    select sched_engine.explain_roster(t.id, coalesce(
        sched_engine.local_instant(%(at)s, z.zone), sched_engine.current_instant()
    )) as told
    from target as t
    cross join sched_engine.employee_zone(
        t.id, coalesce(left(%(at)s, 10)::date, (sched_engine.current_instant() at time zone 'UTC')::date)
    ) as z (zone)
"""
FEED = """
    select c.feed_position as position, c.changed_at, e.employee_number, c.change_kind::text, c.first_date, c.last_date,
        c.old_value, c.new_value, c.cause, c.changed_by
    from sched_engine.read_roster_changes(
        %(since)s, %(limit)s,
        case when %(number)s::text is not null then array[sched_engine.employee_id(%(number)s)] end, %(first)s, %(last)s
    ) with ordinality as c (
        feed_position, employee_id, change_kind, first_date, last_date, old_value, new_value, cause, changed_by,
        changed_at, nr
    )
    left join sched.emp_employees as e on e.id = c.employee_id
    order by c.nr
"""
COLUMNS: list[str | Column] = [
    "position",
    "changed_at",
    Column("employee_number", "number", "bold"),
    Column("change_kind", "what"),
    Column("first_date", "from"),
    Column("last_date", "to"),
    Column("before", "before", "red"),
    Column("after", "after", "green"),
    Column("why", "cause"),
    "changed_by",
]
STYLES = {"scheduled": "bold green", "not_on_shift": "bold"}


def explain(connection: Connection, number: str, at: str | None, fmt: OutputFormat) -> None:
    """Say why an employee works or does not at a moment, by their clock."""
    row = connection.execute(EXPLAIN, {"number": number, "at": at}).fetchone()
    assert row is not None
    told: Json = row["told"]
    if fmt is OutputFormat.JSON:
        print(json.dumps(told, indent=2, ensure_ascii=False), file=data_output())
        return
    screen, status = console(), told["verdict"]["status"]
    screen.print(
        f"{told['employee_number']} at {told['local_time'][:16]} ({told['time_zone']})", style="dim", markup=False
    )
    screen.print(status.replace("_", " "), style=STYLES.get(status, "bold yellow"))
    print(told["verdict"]["why"])
    for line in _facts(told):
        print(line)


def _facts(told: Json) -> list[str]:
    """The team, how the stored roster stands, what is on its way, and the next shift."""
    zone = ZoneInfo(told["time_zone"])
    lines = []
    if team := told["team"]:
        behind = f", {counted(team['cycle_offset_days'], 'day')} behind" if team["cycle_offset_days"] else ""
        until = f" to {team['to']}" if team["to"] else " on"
        lines.append(
            f"Team {team['team_code']} from {team['from']}{until}: {team['pattern_code'] or 'no pattern'}{behind}."
        )
    stored = told["stored"]
    if not stored["is_generated"]:
        lines.append("The roster of this date has not been generated: sched roster generate")
    elif not stored["agrees"]:
        lines.append("The rules of today would give something else; what has begun stays as it was planned.")
    lines += [f"An edit waits since {one['marked_at'][:16]}: sched roster refresh" for one in told["pending"]]
    if following := told["next"]:
        start = datetime.fromisoformat(following["shift_start_time"]).astimezone(zone)
        lines.append(f"The next shift begins {start:%a %Y-%m-%d %H:%M}.")
    return lines


def feed(connection: Connection, given: Row, fmt: OutputFormat) -> None:
    """List entries of the feed of rosters."""
    rows = connection.execute(FEED, given).fetchall()
    if fmt is OutputFormat.TABLE:
        rows = [
            row
            | {
                "before": _stretches(row["old_value"]),
                "after": _stretches(row["new_value"]),
                "why": row["cause"].get("table", row["cause"].get("run", "")),
            }
            for row in rows
        ]
        render(rows, COLUMNS, fmt, empty="Nothing has changed.")
    else:
        render(rows, fmt=fmt)


def _stretches(value: list[Row] | None) -> str:
    """What a date held, in short."""
    if value is None:
        return ""
    return "; ".join(f"{one.get('shift_code') or 'extra'} {one['schedule_status']}" for one in value) or "-"
