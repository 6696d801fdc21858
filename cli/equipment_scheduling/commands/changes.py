"""`sched changes`: what changed in the stored plan, when, by whom, why, and what it did."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from equipment_scheduling.commands.availability import to_hundredth
from equipment_scheduling.commands.shared.arguments import FromOption, ResourcesArgument, ToOption
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.render import timeline
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

# Of each zone the moment is another one, of the earliest all that may be asked for is read. Causes are put into words
# once each.
CHANGES = """
    with clocks as materialized (
        select z.time_zone, min(z.resource_id) as resource_id
        from sched_engine.effective_time_zones(coalesce(%(ids)s, array(select r.id from sched.resources as r))) as z
        group by z.time_zone
    ),

    beginnings as materialized (
        select c.time_zone, sched_engine.resource_instant(c.resource_id, %(since)s) as moment
        from clocks as c
        where %(since)s::text is not null
    ),

    entries as materialized (
        select c.*
        from {reader} with ordinality as c
    ),

    causes as materialized (
        select c.cause, sched_engine.describe_cause(c.cause) as words
        from (select distinct e.cause from entries as e) as c
    )

    select e.feed_position as position, r.resource_code, e.change_kind, e.first_date, e.last_date, e.changed_at,
        e.changed_by, e.cause, e.old_value, e.new_value, h.gained_hours, h.lost_hours, z.time_zone,
        c.words as why
    from entries as e
    inner join causes as c on c.cause = e.cause
    left join sched.resources as r on r.id = e.resource_id
    left join sched_engine.effective_time_zones(array(select distinct i.resource_id from entries as i)) as z
        on z.resource_id = e.resource_id
    left join beginnings as b on b.time_zone = z.time_zone
    cross join sched_engine.changed_hours(e.old_value, e.new_value) as h
    where e.changed_at >= coalesce(b.moment, '-infinity')
    order by e.ordinality
"""
AFTER = "sched_engine.read_changes(%(after)s, %(limit)s + 1, %(ids)s, %(first)s, %(last)s)"
LATEST = """sched_engine.latest_changes(
    (select min(b.moment) from beginnings as b), %(limit)s + 1, %(ids)s, %(first)s, %(last)s
)"""
NAMES = """
    select 'pattern_id' as key, p.id, p.pattern_code::text as name from sched.operating_patterns as p
    union all
    select 'exception_id', e.id, e.description from sched.schedule_exceptions as e where e.id = any(%(exceptions)s)
    union all
    select 'holiday_id', h.id, h.holiday_name from sched.holidays as h where h.id = any(%(holidays)s)
"""
Names = dict[tuple[str, int], str]


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(changes)


def changes(
    resources: ResourcesArgument = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help='Only those made since: yesterday, today, a local time "2026-12-01 10:00", or one with an offset.',
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(metavar="POSITION", help="Only what comes after this position of the feed, oldest first."),
    ] = None,
    first: FromOption = None,
    last: ToOption = None,
    limit: Annotated[
        int, typer.Option(min=1, max=100000, metavar="NUMBER", help="At most this many entries, the newest.")
    ] = 100,
    end: Annotated[bool, typer.Option("--end", help="Print only the position of the last entry.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show what changed in the stored plan: which machine and date, when, by whom, why, and with what effect.

    Shows the newest entries in the order in which they were made, and says
    when there are older ones. Times are in the machine's time zone. Of each
    date only the stretches that differ are shown, with the operating hours
    gained and lost.

    For programs: a reader that continues with --after and the last position
    it saw misses nothing, not even entries that commit late; until that is
    certain, an entry has no position. To begin, take the end of the feed
    (--end), then read the plan, then follow the feed from that position."""
    if since is not None and after is not None:
        raise typer.BadParameter("give --since or --after, not both")
    with connect() as connection:
        if end:
            position = connection.execute("select sched_engine.feed_end() as position").fetchone()
            typer.echo((position and position["position"]) or "")
            return
        rows = _read(
            connection, resources, {"since": since, "after": after, "limit": limit, "first": first, "last": last}
        )
        names = _names(connection, rows[:limit])
    is_cut, rows = len(rows) > limit, rows[:limit]
    if after is None:
        rows.reverse()
        rows.sort(key=lambda row: row["changed_at"])
    if format is OutputFormat.TABLE:
        _show(rows, names)
    else:
        keys = ("position", "resource_code", "change_kind", "first_date", "last_date", "changed_at", "changed_by")
        render(rows, [*keys, "cause", "old_value", "new_value", "gained_hours", "lost_hours"], format)
    if is_cut:
        _tell_cut(rows, after is not None)


def _read(connection: Connection, codes: list[str] | None, given: dict[str, Any]) -> list[Row]:
    """The entries asked for and, when there are more, one of these; without a position, the newest first."""
    ids = None
    if codes:
        row = connection.execute("select sched_engine.subtree_ids(%s) as ids", [codes]).fetchone()
        ids = row and row["ids"]
    is_after = given["after"] is not None
    query = CHANGES.format(reader=AFTER if is_after else LATEST)
    return connection.execute(query, {**given, "ids": ids}).fetchall()


def _tell_cut(rows: list[Row], is_after: bool) -> None:
    """Say on standard error that there is more, and how to see it."""
    shown = counted(len(rows), "entry", "entries")
    if is_after:
        print(f"Shown: the first {shown}. To see the next: --after {rows[-1]['position']}", file=sys.stderr)
    else:
        print(
            f"Shown: the newest {shown}; there are older ones. To see more: --limit {len(rows) * 10}; to narrow it "
            "down: RESOURCE, --since, --from and --to",
            file=sys.stderr,
        )


def _show(rows: list[Row], names: Names) -> None:
    """A line for each entry, as people read it."""
    told = [{**row, **_told(row, names)} for row in rows]
    columns = [
        Column("when", "changed"),
        Column("resource_code", "machine", "bold"),
        Column("dates"),
        Column("changed_by", "by"),
        Column("why"),
        Column("old_value", "before", "dim"),
        Column("new_value", "after"),
        Column("gained", "gained h", "green"),
        Column("lost", "lost h", "red"),
        Column("time_zone", "zone", "dim"),
    ]
    render(told, columns, empty="Nothing has changed.")
    changed = [row for row in rows if row["change_kind"] == "changed"]
    if changed:
        gained, lost = (sum(row[key] for row in changed) for key in ("gained_hours", "lost_hours"))
        machines = len({row["resource_code"] for row in changed})
        dates = f"{counted(len(changed), 'date')} changed on {counted(machines, 'machine')}"
        print(f"{dates}: {gained:,.2f} h gained, {lost:,.2f} h lost")


def _told(row: Row, names: Names) -> dict[str, Any]:
    """The cells of an entry that are not told as they are stored."""
    zone = timeline.zone(row["time_zone"] or "UTC")
    first, last = row["first_date"], row["last_date"]
    before, after = _differing(row, zone, names)
    hours = {"gained": row["gained_hours"], "lost": row["lost_hours"]}
    return {
        "when": f"{row['changed_at'].astimezone(zone):%Y-%m-%d %H:%M:%S}",
        "dates": f"{first}" if first == last else f"{first} to {last}",
        "old_value": before,
        "new_value": after,
        **{key: value if value is None else to_hundredth(value) or None for key, value in hours.items()},
    }


def _differing(row: Row, zone: ZoneInfo, names: Names) -> tuple[str | None, str | None]:
    """The stretches of a date that are not the same before and after, as text; in detail if they would read alike."""
    old, new = row["old_value"], row["new_value"]
    if old is None or new is None:
        return None, "generated"
    gone, come = [r for r in old if r not in new], [r for r in new if r not in old]
    for detail in (False, True):
        before, after = ([_stretch(r, row["first_date"], zone, names, detail) for r in part] for part in (gone, come))
        if not set(before) & set(after):
            break
    return "\n".join(before) or "-", "\n".join(after) or "-"


def _stretch(row: dict[str, Any], day: Any, zone: ZoneInfo, names: Names, detail: bool) -> str:
    """A stored row in words: `D 06:00-14:00 maintenance (Belt)`; in detail with its pattern and the number of its
    cause."""
    start, end = (
        datetime.fromisoformat(row[key]).astimezone(zone) for key in ("planned_start_time", "planned_end_time")
    )
    words = [row.get("shift_code"), f"{start:%a}" if start.date() != day else None]
    words.append(f"{_clock(start)}-{_clock(end)}{' next day' if end - start >= timedelta(days=1) else ''}")
    words.append(row["schedule_status"])
    if 0 < row["capacity_percent"] < 100:
        words.append(f"{row['capacity_percent']} %")
    reason = next((key for key in ("exception_id", "holiday_id") if key in row), None)
    if reason:
        number = f", {reason.removesuffix('_id')} {row[reason]}" if detail else ""
        words.append(f"({names.get((reason, row[reason]), 'removed since')}{number})")
    if detail and "pattern_id" in row:
        words.append(names.get(("pattern_id", row["pattern_id"])))
    return " ".join(word for word in words if word)


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"


def _names(connection: Connection, rows: list[Row]) -> Names:
    """What the ids in these entries stand for."""
    stretches = [stretch for row in rows for key in ("old_value", "new_value") for stretch in row[key] or []]
    exceptions, holidays = (list({s[key] for s in stretches if key in s}) for key in ("exception_id", "holiday_id"))
    found = connection.execute(NAMES, {"exceptions": exceptions, "holidays": holidays}).fetchall()
    return {(row["key"], row["id"]): row["name"] for row in found}
