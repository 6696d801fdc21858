"""The other thing a user would write: dateutil and zoneinfo in Python, and COPY. Weekly patterns only."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import psycopg
from dateutil.rrule import DAILY, rrule


def generate(connection: psycopg.Connection, machines: int, first: date, last: date) -> int:
    """Plan `machines` machines for the business dates first..last, both included; returns rows written."""
    facts = connection.execute(
        """
        select m.id, z.time_zone, p.pattern_id
        from (select array(select r.id from sched.resources as r where r.requires_scheduling
                           order by r.id limit %s) as ids) as i
        cross join unnest(i.ids) as m (id)
        inner join sched_engine.effective_time_zones(i.ids) as z on z.resource_id = m.id
        inner join sched_engine.effective_patterns(i.ids, %s, %s) as p on p.resource_id = m.id
        """,
        (machines, first, last),
    ).fetchall()
    rules: dict[tuple[int, int], list[tuple[time, time, str]]] = {}
    for pattern, day, start, end, code in connection.execute(
        "select pattern_id, cycle_day, start_time, end_time, shift_code from sched.pattern_rules"
        " where is_operating and end_time > start_time and end_time < time '24:00'"
    ):
        rules.setdefault((pattern, day), []).append((start, end, code))
    holidays = {
        day
        for (day,) in connection.execute(
            "select h.holiday_date from sched.holidays as h inner join sched.holiday_calendars as c"
            " on c.id = h.calendar_id where c.is_default"
        )
    }
    count = 0
    with connection.cursor().copy(
        "copy sched.equipment_schedules (resource_id, planned_start_time, planned_end_time, pattern_id,"
        " schedule_date, schedule_status, capacity_percent, shift_code) from stdin"
    ) as copy:
        for machine, zone_name, pattern in facts:
            zone = ZoneInfo(zone_name)
            for moment in rrule(DAILY, dtstart=datetime.combine(first, time()), until=last):
                day = moment.date()
                off = day in holidays
                for start, end, code in rules.get((pattern, (day.weekday() + 1) % 7), ()):
                    copy.write_row(
                        (
                            machine,
                            datetime.combine(day, start, zone).astimezone(UTC),
                            datetime.combine(day, end, zone).astimezone(UTC),
                            pattern,
                            day,
                            "holiday" if off else "operating",
                            0 if off else 100,
                            code,
                        )
                    )
                    count += 1
    return count
