"""The plant as other programs would have it in memory, read by a query that knows what plan_on_demand.sql does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import psycopg

# By pattern and day of the week (0: Sunday), the hours of its shifts.
Rules = dict[int, dict[int, list[tuple[time, time]]]]
FACTS = """
    select
        r.id,
        (
            select p.time_zone from sched.resources as p
            where p.id = any(r.path_ids) and p.time_zone is not null
            order by p.hierarchy_level desc limit 1
        ),
        (
            select a.pattern_id
            from sched.resource_pattern_assignments as a
            inner join sched.resources as p on p.id = a.resource_id
            where a.resource_id = any(r.path_ids)
            order by p.hierarchy_level desc limit 1
        ),
        array(
            select h.holiday_date from pg_temp.place_holidays as h
            where h.resource_id = any(r.path_ids)
        ),
        array(
            select array[e.start_datetime::timestamptz, e.end_datetime] from sched.schedule_exceptions as e
            where e.resource_id = r.id and e.is_active order by e.start_datetime
        )
    from sched.resources as r
    where r.id = any(%s)
"""


@dataclass
class Machine:
    """What decides when it works."""

    id: int
    zone: ZoneInfo
    pattern: int
    holidays: set[date] = field(default_factory=set)
    stops: list[tuple[datetime, datetime]] = field(default_factory=list)


def machines(connection: psycopg.Connection, ids: list[int]) -> dict[int, Machine]:
    """These machines; each has one pattern all year. Holidays are those of its site in `place_holidays`."""
    found = {
        machine: Machine(machine, ZoneInfo(zone), pattern, set(holidays), stops)
        for machine, zone, pattern, holidays, stops in connection.execute(FACTS, [ids])
    }
    for machine in found.values():
        machine.stops = [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in machine.stops]
    return found


def rules(connection: psycopg.Connection) -> Rules:
    """All weekly patterns that Python's times can tell."""
    found: Rules = {}
    for pattern, day, start, end in connection.execute(
        "select pattern_id, cycle_day, start_time, end_time from sched.pattern_rules"
        " where is_operating and cycle_days = 7 and end_time < time '24:00' order by pattern_id, cycle_day, start_time"
    ):
        found.setdefault(pattern, {}).setdefault(day, []).append((start, end))
    return found
